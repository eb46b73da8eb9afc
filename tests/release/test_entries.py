import dataclasses

from tests.release.hostile_case import FILE, HANDLER, PHOTO, SCRIPT
from tests.release.look import Look
from workbench.release.entries import anchor, bare, entries, entry, passage, pointer, position, quoted, where
from workbench.release.evidence import evidence, found
from workbench.tables import Tables


def each(tables: Tables) -> list[Look]:
    return [Look(entry(tables, one).encode()) for one in evidence(tables, tables.codings.index)]


def test_an_entry_shows_what_is_needed_to_check_it(demo: Tables) -> None:
    one = next(one for one in evidence(demo, demo.codings.index) if one.found.quote and one.found.language == "vi")
    seen = Look(entry(demo, one).encode())
    assert seen.ids == [anchor(one.id)]
    for words in (
        one.found.quote,
        one.found.file,
        one.found.item_sha256,
        one.found.source,
        one.means,
        one.coder,
        one.when,
        one.subject,
    ):
        assert words in seen.text
    assert f"characters {one.found.start} to {one.found.end}" in seen.text
    assert 'lang="vi"' in seen.page and "<mark>" in seen.page


def test_nothing_in_an_entry_runs(hostile: Tables) -> None:
    seen = each(hostile)
    assert not any(one.handlers or one.outside or {"script", "svg"} & set(one.tags) for one in seen)
    assert any(SCRIPT in one.text for one in seen) and any(HANDLER in one.text for one in seen)
    assert all(FILE in one.text or PHOTO in one.text for one in seen)


def test_a_picture_is_shown_with_words_and_its_region(hostile: Tables) -> None:
    one = next(one for one in evidence(hostile, hostile.codings.index) if one.found.file == PHOTO)
    seen = Look(entry(hostile, one).encode())
    assert seen.images[0]["alt"] == f"Small copy of the photograph {PHOTO}, marked at x 320, y 240"
    assert "x 320, y 240, 160 by 120 pixels" in seen.text


def test_an_unclear_language_is_not_claimed(hostile: Tables) -> None:
    place = dataclasses.replace(evidence(hostile, hostile.codings.index)[0].found, language=None)
    assert "lang=" not in quoted(hostile, place) and 'dir="auto"' in quoted(hostile, place)


def test_an_address_is_words_and_no_link(hostile: Tables) -> None:
    place = evidence(hostile, hostile.codings.index)[0].found
    assert ("address as noted", "example.org/a") in where(hostile, place)
    assert bare("http://a") == "a" and bare("a") == "a"


def test_a_whole_picture_has_a_position_too(hostile: Tables) -> None:
    place = next(one.found for one in evidence(hostile, hostile.codings.index) if one.found.file == PHOTO)
    assert position(dataclasses.replace(place, region=())) == "the whole picture"


def test_a_passage_stands_under_its_own_heading(hostile: Tables) -> None:
    place = evidence(hostile, hostile.codings.index)[0].found
    seen = Look(passage(hostile, place, f"head {SCRIPT}", "ab" * 32).encode())
    assert seen.ids == ["e-abababababababab"] and f"head {SCRIPT}" in seen.text


def test_words_that_two_coders_read_stand_once_with_both_readings(demo: Tables) -> None:
    listed = evidence(demo, demo.codings.index)
    passages = [one.found.passage for one in listed]
    twice = next(one.found.passage for one in listed if passages.count(one.found.passage) > 1)
    pair = [one for one in listed if one.found.passage == twice]
    seen = Look(entries(demo, pair).encode())
    assert seen.ids == [anchor(one.id) for one in pair]
    assert seen.tags.count("mark") == 1 and f"coded by{pair[0].coder}; {pair[1].coder}" in seen.text


def test_a_pointer_is_named_for_what_it_leads_to(demo: Tables) -> None:
    one = next(iter(found(demo, [str(demo.passages.index[0])]).values()))
    named = [
        pointer("ab" * 32, dataclasses.replace(one, quote=quote, media_type=kind, start=None, region=()))
        for quote, kind in (("words", "image/jpeg"), (None, "image/jpeg"), (None, "application/pdf"))
    ]
    assert named == [f'<a href="#{anchor("ab" * 32)}">{name}</a>' for name in ("words", "photograph", "file")]


def test_a_whole_item_is_called_a_picture_only_where_it_is_one(demo: Tables) -> None:
    one = next(iter(found(demo, [str(demo.passages.index[0])]).values()))
    whole = dataclasses.replace(one, quote=None, start=None, region=(), media_type="image/png")
    assert position(whole) == "the whole picture"
    assert position(dataclasses.replace(whole, media_type="application/pdf")) == "the whole file"


def test_a_page_says_of_a_source_what_it_is_in_words(demo: Tables) -> None:
    shown = [dict(where(demo, one.found))["source"] for one in evidence(demo, demo.codings.index)]
    assert any("(report of an organisation, published" in str(one) for one in shown)
    assert not any("ngo-report" in str(one) for one in shown)


def test_coders_stand_in_one_order_whoever_read_first(demo: Tables) -> None:
    one = next(iter(evidence(demo, demo.codings.index)))
    first, second = (dataclasses.replace(one, coder=name) for name in ("Coder 2", "Coder 10"))
    for here, there in ((first, second), (second, first)):
        assert "Coder 2; Coder 10" in entry(demo, here, others=[there])


def test_how_somebody_knows_is_told_in_words_and_in_no_code(demo: Tables) -> None:
    one = next(one for one in evidence(demo, demo.codings.index) if one.means == "official-finding")
    seen = Look(entry(demo, one).encode())
    assert "official finding" in seen.text and "official-finding" not in seen.text
