"""OpenDocument: words and cells where they stand; what is deleted, hidden or called from outside is said."""

import io
import json
import zipfile
from pathlib import Path

import pytest

TEXT, SHEET = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "draw", "dc")
)
MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def odf(body: str, kind: str = TEXT, styles: str = "", **more: bytes) -> bytes:
    holder = "text" if kind == TEXT else "spreadsheet"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{holder}>{body}</office:{holder}></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        archive.writestr(zipfile.ZipInfo("content.xml"), content)
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), more.pop("manifest", MANIFEST))
        for name, data in more.items():
            archive.writestr(zipfile.ZipInfo(name.replace("_", "/")), data)
    return out.getvalue()


def placed(found) -> dict[str, str]:
    words = found.made[0].data.decode()
    return {place["label"]: words[place["start"] : place["end"]] for place in json.loads(found.made[1].data)["places"]}


def test_paragraphs_tables_and_spaces(read) -> None:
    body = (
        "<text:h>Ugovor</text:h><text:p>Họ giữ<text:s text:c='3'/>thẻ<text:tab/>và <text:span>hộ chiếu</text:span>"
        "<text:line-break/>mới</text:p><table:table table:name='T'><table:table-row>"
        "<table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-repeated='2'><text:p>c</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    found = read(odf(body), "a.odt")
    assert (found.kind, found.outcome, found.reasons) == ("document", "parsed", ())
    assert placed(found) == {
        "paragraph 1": "Ugovor", "paragraph 2": "Họ giữ   thẻ\tvà hộ chiếu\nmới", "table 1, row 1, column 1": "a\nb",
        "table 1, row 1, column 2": "c", "table 1, row 1, column 3": "c",
    }  # fmt: skip


def test_cells_have_their_addresses(read) -> None:
    body = (
        "<table:table table:name='Plate'>"
        "<table:table-row table:number-rows-repeated='3'><table:table-cell/></table:table-row>"
        "<table:table-row><table:table-cell table:number-columns-repeated='2'/>"
        "<table:table-cell office:value-type='float' office:value='450'><text:p>450,00</text:p></table:table-cell>"
        "<table:table-cell table:formula='of:=[.C4]*2' office:value='900'/></table:table-row>"
        "<table:table-row table:number-rows-repeated='2'><table:table-cell><text:p>None</text:p></table:table-cell>"
        "</table:table-row></table:table>"
        "<table:table table:name='Tajno' table:style-name='ta2'><table:table-row><table:table-cell><text:p>007</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    styles = "<style:style style:name='ta2'><style:table-properties table:display='false'/></style:style>"
    found = read(odf(body, SHEET, styles), "a.ods")
    assert (found.kind, [reason.code for reason in found.reasons]) == ("table", ["hidden-sheet", "formulas"])
    assert placed(found) == {
        "Plate!C4": "450,00", "Plate!D4": "of:=[.C4]*2 [last computed: 900]", "Plate!A5 to A6": "None",
        "Tajno!A1": "007",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (odf("<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
             "</text:changed-region></text:tracked-changes><text:p>here</text:p>"), ["tracked-changes"]),
        (odf("<text:p>x<draw:image xlink:href='http://a.example/p.png'/></text:p>"), ["active-content"]),
        (odf("<text:p>x</text:p>", Basic_Standard=b"x"), ["macros"]),
        (odf("<text:p>x</text:p>", manifest=b"<manifest:encryption-data/>"), ["encrypted"]),
        (odf("<text:p>x"), ["damaged"]),
        (odf("<text:p>x</text:p>", manifest=b"<!DOCTYPE a [<!ENTITY e 'x'>]><a/>"), ["xml-entities"]),
        (odf(""), ["no-text"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_said(data: bytes, codes: list[str], read) -> None:
    assert [reason.code for reason in read(data, "a.odt").reasons] == codes


def test_a_cell_that_claims_to_stand_in_every_column_stops(read) -> None:
    cell = "<table:table-cell table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell>"
    found = read(
        odf(f"<table:table table:name='S'><table:table-row>{cell}</table:table-row></table:table>", SHEET), "a.ods"
    )
    assert [reason.code for reason in found.reasons] == ["too-many-cells"] and len(placed(found)) == 1000


def test_comments_notes_and_heads_of_pages_stand_apart_from_the_words(read) -> None:
    comment = (
        "<office:annotation><dc:creator>Linh</dc:creator><dc:date>2024-05-11</dc:date><text:p>ask again</text:p>"
        "</office:annotation>"
    )
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>by hand</text:p></text:note-body></text:note>"
    )
    head = "<style:header><text:p>Page of M. J.</text:p></style:header>"
    styles = (
        f"<office:document-styles {SPACES}><office:master-styles>{head}</office:master-styles></office:document-styles>"
    )
    found = read(odf(f"<text:p>They {comment}kept{note} it.</text:p>", **{"styles.xml": styles.encode()}), "a.odt")
    assert placed(found) == {
        "paragraph 1": "They kept it.", "comment 1": "Linh, 2024-05-11: ask again", "note 2": "by hand",
        "page header or footer, 1": "Page of M. J.",
    }  # fmt: skip
    cell = f"<table:table-cell>{comment}<text:p>NA</text:p></table:table-cell>"
    found = read(
        odf(f"<table:table table:name='S'><table:table-row>{cell}</table:table-row></table:table>", SHEET), "a.ods"
    )
    assert placed(found) == {"S!A1": "NA", "comment on S!A1": "Linh, 2024-05-11: ask again"}


def test_a_cell_is_read_as_the_sheet_shows_it_and_kept_as_it_is_stored(read) -> None:
    found = read((Path(__file__).parent / "oldoffices" / "numbers.ods").read_bytes(), "a.ods")
    told = placed(found)
    assert [told[f"Workers!{at}1"] for at in "ABCDF"] == ["007", "064-1234-567", "W-07", "351", "555-1234"]
    assert told["Workers!A2"].endswith("[last computed: 00014]")
    stored = json.loads(found.made[1].data)["stored"]
    assert {"Workers!A1": "7", "Workers!D1": "350.5", "Workers!A2": "14"}.items() <= stored.items()
