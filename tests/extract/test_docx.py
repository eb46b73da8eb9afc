import io
import json
import zipfile

import docx
import pytest


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


def words(found):
    return found.made[0].data.decode()


@pytest.fixture
def contract():
    document = docx.Document()
    document.add_paragraph("Hợp đồng lao động")
    table = document.add_table(2, 2)
    for at, cell in enumerate(("Lương", "700 EUR", "Giờ làm", "26 ngày")):
        table.cell(at // 2, at % 2).text = cell
    document.add_paragraph("Потпис")
    document.sections[0].header.paragraphs[0].text = "Copy 2"
    return saved(document)


def test_paragraphs_and_tables_in_their_order(read, contract):
    found = read(contract, "hop dong.docx")
    assert (found.kind, found.outcome) == ("document", "parsed"), found.reasons
    assert words(found).startswith("Hợp đồng lao động\nLương\t700 EUR\nGiờ làm\t26 ngày\nПотпис\n")
    assert "Copy 2" in words(found)
    layout = json.loads(found.made[1].data)
    place = next(place for place in layout["places"] if place["label"] == "table 1, row 1, column 2")
    assert words(found)[place["start"] : place["end"]] == "700 EUR"


def test_insertions_are_read_and_deletions_are_said(read, contract):
    old = "Потпис".encode()
    tracked = (
        "Потпис</w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t> inserted</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText> deleted</w:delText></w:r></w:del><w:r><w:t>"
    )
    found = read(changed(contract, "word/document.xml", old, tracked.encode()), "a.docx")
    assert "Потпис inserted" in words(found)
    assert " deleted" not in words(found)
    assert (found.outcome, [reason.code for reason in found.reasons]) == ("partial", ["tracked-changes"])


def test_words_in_content_controls_are_not_lost(read, contract):
    data = changed(
        contract,
        "word/document.xml",
        b"<w:tbl>",
        b"<w:sdt><w:sdtContent><w:p><w:r><w:t>In a form</w:t></w:r></w:p></w:sdtContent></w:sdt><w:tbl>",
    )
    assert "In a form" in words(read(data, "a.docx"))


def test_a_testimony_made_of_an_entity_is_kept_apart(read, contract):
    data = changed(
        contract, "word/document.xml", b"<w:document", b'<!DOCTYPE a [<!ENTITY t "They took it.">]><w:document'
    )
    found = read(data, "a.docx")
    assert (found.outcome, found.reasons[0].code, found.made) == ("quarantined", "xml-entities", ())


def test_an_empty_document_is_never_silent(read):
    found = read(saved(docx.Document()), "a.docx")
    assert (found.outcome, [reason.code for reason in found.reasons], found.made) == ("partial", ["no-text"], ())


def test_a_document_with_macros_is_read_and_said(read, contract):
    old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = changed(contract, "[Content_Types].xml", old, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    assert "700 EUR" in words(read(data, "a.docm"))


@pytest.mark.parametrize("old", [b"<w:body>", b"</w:document>"])
def test_broken_markup_is_damaged(read, contract, old):
    found = read(changed(contract, "word/document.xml", old, b"<w:"), "a.docx")
    assert (found.outcome, found.reasons[0].code) == ("opaque", "damaged")
