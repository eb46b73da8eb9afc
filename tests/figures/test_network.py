import dataclasses
import re
from typing import Any

import pytest

from tests.findings.crowded import crowded
from tests.findings.small_case import tables
from workbench.codebook.messages import messages
from workbench.figures import network as figure
from workbench.figures.words import word
from workbench.findings.network import network
from workbench.findings.overview import overview, to_draw


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
    assert set(figure.STROKES) == {"documented", "alleged", "contradicted"}
    assert len({word(f"legend.{status}") for status in figure.STROKES}) == 3


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


def test_what_is_contradicted_is_as_dark_as_the_rest_on_grey_paper() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    shades = {status: grey(str(look["edgecolor"])) for status, look in figure.STROKES.items()}
    assert max(shades.values()) < 90, "dark enough to be read where colours are gone"


def test_a_number_stands_at_both_ends_of_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    write = figure.style.write
    monkeypatch.setattr(
        figure.style, "write", lambda *words, **more: (written.append(words[3]), write(*words, **more))[1]
    )
    chart = network(tables()).chart()
    figure.draw(chart)
    for edge in chart.edges.itertuples():
        assert written.count(str(edge.number)) == 1, "where it arrives"
        assert any(text.startswith(f"{edge.number}  ") for text in written), "where it starts, with its verb"


def test_a_short_level_line_on_paper_bears_its_number_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice they would stand on each other: "10-1110-11"."""
    written: list[str] = []
    write = figure.style.write
    monkeypatch.setattr(
        figure.style, "write", lambda *words, **more: (written.append(words[3]), write(*words, **more))[1]
    )
    chart = network(tables()).chart()
    edges = chart.edges.iloc[:1].assign(number="10–11")
    ends = chart.nodes["id"].isin({*edges["from_id"], *edges["to_id"]})
    figure.draw_for_paper(dataclasses.replace(chart, nodes=chart.nodes[ends], edges=edges), width=6.85, height=3)
    assert written.count("10–11") == 1


@pytest.mark.parametrize("lang", ["en", "sr-Latn", "sr-Cyrl", "vi"])
def test_no_word_of_a_legend_on_paper_runs_off_the_sheet(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Serbian sentence under the drawing is longer than a narrow drawing is wide: its end was cut."""
    ends: list[tuple[float, float]] = []
    write = figure.style.write

    def noted(axes: Any, x: float, y: float, text: str, **more: Any) -> Any:
        if y < 0.5:
            ends.append((x + figure.style.width(text, more["size"]), axes.figure.get_size_inches()[0]))
        return write(axes, x, y, text, **more)

    monkeypatch.setattr(figure.style, "write", noted)
    figure.draw_for_paper(network(tables()).chart(), width=6.85, height=3, say=messages(lang))
    assert len(ends) > 3 and all(end <= wide for end, wide in ends)


def test_the_legend_explains_counts_of_workers_only_where_a_line_bears_one(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    plain = figure.style.write

    def write(axes: Any, x: float, y: float, text: str, **looks: Any) -> Any:
        written.append(text)
        return plain(axes, x, y, text, **looks)

    monkeypatch.setattr(figure.style, "write", write)
    chart = to_draw(network(tables()))
    for counts, expected in (("3 of 12", True), (None, False)):
        written.clear()
        figure.draw(dataclasses.replace(chart, edges=chart.edges.assign(workers=counts)))
        told = " ".join(" ".join(written).split())
        assert ("'3 of 12': said of three of them" in told) == expected and "the table of this chart" in told


def test_a_network_too_large_to_draw_is_counted_by_tier_and_says_so() -> None:
    found = crowded(4000)
    words = figure.describe(found)
    assert "workers and groups: " in words and len(to_draw(found).edges) <= 20
    assert to_draw(found).says == overview(found).hidden
    assert figure.draw(found) == figure.draw(overview(found).chart())


def test_on_paper_each_drawing_fits_its_page_and_together_they_have_every_line() -> None:
    chart = network(tables()).chart()
    made = figure.draw_for_paper(chart, width=6.85, height=3)
    assert len(made) > 1
    for svg in made:
        size = re.search(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
        assert size and float(size[1]) <= 6.85 * 72 + 1 and float(size[2]) <= 3 * 72 + 1
    links = [int(number) for svg in made for number in set(re.findall(rb'xlink:href="#edge-(\d+)"', svg))]
    assert sorted(links) == sorted(chart.edges["number"])
