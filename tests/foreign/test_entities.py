import json

from workbench.errors import WorkbenchError
from workbench.foreign.entities import Foreign, entities_of
from workbench.foreign.spans import objects

OWNED = {"id": "o", "schema": "Ownership", "properties": {"asset": [{
    "id": "b", "schema": "Company", "properties": {"name": ["B"]}}]}}  # fmt: skip
NESTED = {"id": "a", "schema": "Company", "properties": {"name": ["A"], "ownershipOwner": [OWNED], "sanctions": [
    {"id": "s", "schema": "Sanction", "properties": {"authority": ["X"]}}]}}  # fmt: skip


def read(text: str) -> tuple[dict[str, Foreign], list[WorkbenchError]]:
    problems: list[WorkbenchError] = []
    found = {one.id: one for one in entities_of(objects(text, "f.json", []), text, "f.json", problems)}
    return found, problems


def test_an_entity_inside_another_is_one_of_its_own_and_knows_whose_it_is() -> None:
    found, problems = read(json.dumps(NESTED))
    assert set(found) == {"a", "o", "b", "s"} and not problems
    assert found["o"].properties == {"asset": ["b"], "owner": ["a"]}
    assert found["s"].properties["entity"] == ["a"]


def test_each_stands_in_the_line_and_the_words_it_says() -> None:
    text = json.dumps(NESTED, indent=1)
    found, _ = read(text)
    start, end = found["b"].span or (0, 0)
    assert json.loads(text[start:end])["id"] == "b"
    assert found["b"].where == f"line {text[:start].count(chr(10)) + 1}"


def test_values_may_be_a_word_a_number_or_nothing() -> None:
    found, _ = read(
        '{"id": "a", "schema": "Company", "properties": {"name": "A", "capital": [5.0], "status": [null, " "]}}'
    )
    assert found["a"].properties == {"name": ["A"], "capital": ["5.0"]}


def test_what_is_no_entity_is_listed() -> None:
    for text in ('{"id": "a"}', '{"schema": "Company"}', '{"id": "", "schema": "Company"}',
                 '{"id": "a", "schema": "Company", "properties": []}'):  # fmt: skip
        found, problems = read(text)
        assert not found and len(problems) == 1 and "id, schema and properties" in str(problems[0])
