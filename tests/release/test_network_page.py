import dataclasses
import re

import pytest

from tests.release.conftest import leaving
from tests.release.hostile_case import HANDLER, SCRIPT
from tests.release.look import Look, assert_whole
from workbench.codebook.messages import messages
from workbench.figures.words import speaking
from workbench.findings.network import Network, network
from workbench.release.entries import anchor
from workbench.release.network_page import as_html
from workbench.tables import Tables


@pytest.fixture(scope="module")
def found(demo: Tables) -> Network:
    return network(demo)


@pytest.fixture(scope="module")
def seen(demo: Tables, found: Network) -> Look:
    return assert_whole(as_html(found, demo))


def test_every_line_leads_to_its_claims_and_every_claim_to_its_line(seen: Look, found: Network) -> None:
    edges = found.chart().edges
    assert {f"edge-{number}" for number in edges["number"]} <= set(seen.ids)
    assert {link for link in seen.links if link.startswith("#edge-")} == {
        f"#edge-{number}" for number in edges["number"]
    }
    for relations in edges["relations"]:
        assert all(anchor(relation) in seen.ids for relation in relations)


def test_claims_carry_their_words(seen: Look, found: Network, demo: Tables) -> None:
    shown = found.df[~found.df["schema"].isin(["Kinship", "Membership"])]
    quotes = [demo.passages.at[one, "quote"] for passages in shown["passages"] for one in passages]
    assert len([quote for quote in quotes if quote]) > 50
    assert all(quote in seen.text for quote in quotes if quote)


def test_holders_and_debts_are_tables_of_their_own(seen: Look, found: Network) -> None:
    held = seen.page.split('<section id="holders">')[1].split("</section>")[0]
    assert held.count("<tr>") - 1 == len(found.holders()) and "not held" in held
    owed = seen.page.split('<section id="owed">')[1].split("</section>")[0]
    assert owed.count("<tr>") - 1 == len(found.owed()) and "sum not known" in owed


def test_what_is_owed_is_said_in_the_language_of_the_copy(demo: Tables, found: Network) -> None:
    with speaking(messages("sr-Latn")):
        owed = as_html(found, demo).decode().split('<section id="owed">')[1].split("</section>")[0]
    assert "<td>zarade</td>" in owed and "<td>dug</td>" in owed
    assert "<td>wages</td>" not in owed and "<td>debt</td>" not in owed


def test_nobody_is_named_and_no_kinship_is_shown(seen: Look, demo: Tables) -> None:
    people = demo.entities[demo.entities["schema"].isin(["Worker", "Person", "Group"])]
    names = {name for names in people["names"] for name in names} - set(demo.entities["label"])
    told = Look(re.sub(r"<blockquote.*?</blockquote>", "", seen.page, flags=re.DOTALL).encode()).text
    assert names and not [name for name in names if name in told], "a name may stand in the words of a source only"
    assert "is kin of" not in seen.text


def test_a_hostile_case_is_shown_as_text(hostile: Tables) -> None:
    page = assert_whole(as_html(network(hostile), hostile))
    assert f"W-01 {SCRIPT}" in page.text and f"Employer {HANDLER}" in page.text and "-450.50 EUR" in page.text
    assert "Nguyễn" not in page.text and "Trần" not in page.text


def test_a_case_without_relations_has_a_page(hostile: Tables) -> None:
    empty = network(hostile)
    empty = Network(empty.graph, empty.df.iloc[:0])
    assert "Nothing on record connects anybody." in assert_whole(as_html(empty, hostile)).text


def test_a_copy_does_not_say_that_nothing_is_on_record(hostile: Tables) -> None:
    found = network(hostile)
    few = Network(found.graph, found.df[~found.df["schema"].isin(["Debt", "Wage", "DocumentCustody"])])
    info = dataclasses.replace(hostile.info, nature="released", mandate="Copy 1")
    copy = hostile.with_rows({**hostile.rows, "case": [(key, info) for key, _ in hostile.rows["case"][:1]]})
    assert "Nothing on record." in Look(as_html(few, hostile)).text
    told = Look(as_html(few, copy)).text
    assert "None is part of this copy." in told and "Nothing on record." not in told


def test_a_released_page_gives_no_instruction_that_is_meant_for_the_team(demo: Tables, found: Network) -> None:
    assert "the claims below name them by key" in assert_whole(as_html(found, demo)).text
    text = assert_whole(as_html(found, leaving(demo))).text
    assert "by key" not in text and "Workers are one box, as a count" in text


def test_a_copy_says_nothing_of_the_record_where_it_lacks_something(demo: Tables, found: Network) -> None:
    empty = dataclasses.replace(found, df=found.df[found.df["schema"] == "Ownership"])
    assert "Nothing on record." in assert_whole(as_html(empty, demo)).text
    text = assert_whole(as_html(empty, leaving(demo))).text
    assert "Nothing on record" not in text and text.count("None is part of this copy.") == 2
