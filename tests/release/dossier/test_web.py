"""The page: valid structure for a screen reader, no address outside, nothing that runs, every text escaped."""

import dataclasses
import itertools
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from workbench.release.dossier.document import Document, Paragraph, Quote, Section, Table
from workbench.release.dossier.parts import dossier
from workbench.release.dossier.web import _plain, as_html
from workbench.release.gathered import Gathered


class Reader(HTMLParser):
    """What a screen reader goes by."""

    def __init__(self, written: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(written.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in tags]


@pytest.fixture(scope="module")
def written(document: Document) -> bytes:
    return as_html(document)


def test_headings_go_down_one_level_at_a_time_and_landmarks_are_named(written: bytes) -> None:
    read = Reader(written)
    assert read.open == []
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert len(read.all("main")) == len(read.all("header")) == len(read.all("footer")) == 1
    assert read.all("nav")[0]["aria-label"] == "Contents" and read.all("html")[0]["lang"] == "en"


def test_ids_are_unique_and_every_link_leads_to_one(written: bytes) -> None:
    read = Reader(written)
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [str(attrs["href"]) for attrs in read.all("a")]
    assert len(links) > 300 and all(link[0] == "#" and link[1:] in ids for link in links)


def test_tables_have_captions_and_scoped_headers_and_pictures_words(written: bytes) -> None:
    read = Reader(written)
    assert len(read.all("table")) == len(read.all("caption")) > 20
    assert all(attrs.get("scope") in ("col", "row") for attrs in read.all("th"))
    names = [attrs["aria-label"] for attrs in read.all("div")]
    assert len(names) == len(set(names))
    assert all(attrs["alt"] for attrs in read.all("img"))
    alike = [attrs["alt"] for attrs in read.all("img")]
    assert len(alike) == len(set(alike)) >= 3


def test_a_date_is_not_broken_and_colours_are_printed(written: bytes) -> None:
    assert re.search(rb'<td><span class="day">2024-05-\d\d</span></td>', written)
    rules = written.partition(b"@media print")[2] + written.rpartition(b"@media print")[2]
    assert b".dossier .day { white-space: nowrap; }" in written and b".dossier td[style]" in rules
    assert b".dossier td[style], .dossier p.notice { print-color-adjust: exact;" in rules


def test_a_digest_in_a_table_may_be_broken_so_that_no_column_is_pushed_out(written: bytes) -> None:
    told = written.decode("utf-8")
    digests = re.findall(r"<td[^>]*>[^<]*(?:<span class=\"(\w+)\">)?salted:[0-9a-f]{64}", told)
    assert digests and set(digests) == {"digest"}
    assert re.search(r"\.digest \{[^}]*overflow-wrap: anywhere", told)


def test_nothing_is_fetched_and_nothing_runs(written: bytes) -> None:
    text = written.decode()
    assert not re.search(r"(?:src|href|action)=\"(?!#|data:image/svg)", text) and "<script" not in text
    assert "default-src 'none'" in text and "url(" not in text


def test_quotes_are_in_their_language(written: bytes) -> None:
    languages = {attrs.get("lang") for attrs in Reader(written).all("blockquote")}
    assert {"vi", "en"} <= languages


def test_hostile_words_stay_words(document: Document) -> None:
    bad = '<img src=x onerror="pwn()">'
    blocks = (Paragraph((bad,)), Quote(bad, 'vi" onload="x', (bad,)), Table(bad, (bad,), ((bad,),)))
    made = as_html(dataclasses.replace(document, sections=(Section("a", bad, blocks),), title=bad, notice=bad))
    assert b"<img" not in made and made.count(b"&lt;img") > 6 and b'lang="vi&quot;' in made


def test_headings_in_another_language_say_so(held: Gathered) -> None:
    made = dossier(held, "vi")
    read = Reader(as_html(made))
    named = {f"{one.anchor}-h" for _, one in made.walk() if one.named}
    spoken = {attrs["id"]: attrs["lang"] for attrs in read.all("h2", "h3", "h4", "h5", "h6")}
    assert read.all("html")[0]["lang"] == "en" and read.all("h1")[0]["lang"] == "vi"
    assert len(named) > 2 and all(lang == ("en" if one in named else "vi") for one, lang in spoken.items())
    assert "lang" not in Reader(as_html(dossier(held, "en"))).all("h3")[0]


def test_a_box_to_write_in_has_most_room_for_the_words_and_no_header_that_is_empty(document: Document) -> None:
    box = Table("Your answer", ("answer", "words"), (("", ""),), widths=(30, 60), room=22)
    page = as_html(dataclasses.replace(document, sections=(Section("a", "A", (box,)),))).decode()
    assert '<th scope="col" style="width:33%">answer</th><th scope="col" style="width:66%">words</th>' in page
    assert '<tr style="height:22mm"><td></td>' in page and 'scope="row"' not in page


def test_in_print_no_heading_is_smaller_than_the_text_below_it(written: bytes, tmp_path: Path, page: Any) -> None:
    (tmp_path / "dossier.html").write_bytes(written)
    page.emulate_media(media="print")
    page.goto((tmp_path / "dossier.html").as_uri())
    sizes = "[...document.querySelectorAll(what)].map((one) => parseFloat(getComputedStyle(one).fontSize))"
    size = f"(what) => Math.max(...{sizes})"
    assert page.evaluate(size, "h4") >= page.evaluate(size, "section > p")


def test_a_caption_stands_nearer_to_its_table_than_to_the_one_above(
    document: Document, tmp_path: Path, page: Any
) -> None:
    two = Section("a", "A", tuple(Table(name, ("what",), (("words",),)) for name in ("First", "Second")))
    (tmp_path / "dossier.html").write_bytes(as_html(dataclasses.replace(document, sections=(two,))))
    page.goto((tmp_path / "dossier.html").as_uri())
    first, second = ([one.bounding_box() for one in page.locator(what).all()] for what in ("table", "caption"))
    above = second[1]["y"] - first[0]["y"] - first[0]["height"]
    assert above >= 12, "the caption of the second table is apart from the first table"


def test_the_id_of_a_copy_is_not_broken_after_its_hyphen() -> None:
    assert _plain("Copy QYM6-BDHW, Public") == 'Copy <span class="day">QYM6-BDHW</span>, Public'
    assert _plain("QYM6-BDHWX, A-QYM6-BDHW") == "QYM6-BDHWX, A-QYM6-BDHW"


def test_a_letter_stays_on_the_line_of_its_state() -> None:
    assert _plain("S supported") == '<span class="day">S supported</span>'
    assert _plain("± conflicting") == '<span class="day">± conflicting</span>'
    assert _plain("· nije ocenjeno") == '<span class="day">· nije</span> ocenjeno'
    assert _plain("A worker says that he was not paid") == "A worker says that he was not paid"
