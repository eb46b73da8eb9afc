import re

from tests.findings.small_case import tables
from workbench.figures import network as figure
from workbench.findings.network import network


def test_same_network_same_bytes_and_another_as_of_another_picture() -> None:
    one = figure.draw(network(tables()))
    assert one == figure.draw(network(tables())) == figure.draw(network(tables()).chart())
    assert one != figure.draw(network(tables(), as_of="2022-01-01"))


def test_every_line_links_to_its_number() -> None:
    found = network(tables()).chart()
    links = {int(number) for number in re.findall(rb'xlink:href="#edge-(\d+)"', figure.draw(found))}
    assert links == set(found.edges["number"])


def test_statuses_differ_by_stroke_not_by_colour_alone() -> None:
    strokes = [str(look["linestyle"]) for look in figure.STROKES.values()]
    assert len(set(strokes)) == 3
    assert set(figure.STROKES) == set(figure.SAYS) == {"documented", "alleged", "contradicted"}


def test_the_words_name_no_worker() -> None:
    words = figure.describe(network(tables()))
    assert "3 workers" in words and "recruited 3 workers (2 of 3" in words
    assert not re.search(r"W-\d|P-01|Hư Cấu", words)
    assert b"Kinship" not in figure.draw(network(tables()))


def test_a_case_without_relations_says_so() -> None:
    bare = network(tables(without=frozenset({"relation"})))
    assert figure.describe(bare) == "Network: nothing on record connects anybody."
    assert figure.draw(bare).startswith(b"<?xml")


def test_png_is_a_picture() -> None:
    assert figure.png(network(tables()), dpi=40)[:8] == b"\x89PNG\r\n\x1a\n"
