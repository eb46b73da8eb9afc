import contextlib
import json
import os
from pathlib import Path

import pypdfium2
import pytest

from tests.hostile.papers import pdf as built
from workbench.extract import Reader
from workbench.extract import pdf as reader

CORPUS = [os.environ["WORKBENCH_CORPUS"]] if "WORKBENCH_CORPUS" in os.environ else []


def pdf(*pages: str, extra: str = "", catalog: str = "") -> bytes:
    """A PDF by hand: a page draws its words, a rectangle alone where they are `-`, nothing where they are empty."""
    bodies = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    kids = []
    for words in pages:
        at = len(bodies) + 3
        drawn = "0 0 50 50 re f" if words == "-" else f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET" if words else ""
        bodies[at] = f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream"
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        bodies[at + 1] = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] {font} /Contents {at} 0 R >>"
        kids.append(f"{at + 1} 0 R")
    bodies[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, where = "%PDF-1.7\n", {}
    for number, body in sorted(bodies.items()):
        where[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n"
    out += extra
    start, most = len(out), max(bodies) + 1
    rows = "".join(f"{where[n]:010} 00000 n \n" if n in where else "0000000000 65535 f \n" for n in range(most))
    return f"{out}xref\n0 {most}\n{rows}trailer << /Size {most} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode(
        "latin-1"
    )


def test_pages_are_places(read):
    found = read(pdf("Passport kept", "Wage 350"), "a.pdf")
    assert (found.kind, found.outcome) == ("document", "parsed"), found.reasons
    text, layout = found.made[0].data.decode(), json.loads(found.made[1].data)
    assert layout["unit"] == "page"
    place = layout["places"][1]
    assert (place["label"], text[place["start"] : place["end"]]) == ("page 2", "Wage 350")


def test_a_page_that_is_a_picture_is_named(read):
    found = read(pdf("Words", "-", "", "-"), "a.pdf")
    assert found.outcome == "partial"
    assert [(reason.code, "pages 2, 4" in reason.message) for reason in found.reasons] == [("no-text-layer", True)]


def test_a_scan_alone_gives_no_text(read):
    found = read(pdf("-"), "a.pdf")
    assert (found.outcome, [reason.code for reason in found.reasons], found.made) == ("partial", ["no-text-layer"], ())


def test_active_content_is_said_and_not_run(read):
    found = read(pdf("Words", catalog="/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "a.pdf")
    assert [reason.code for reason in found.reasons] == ["active-content"]
    assert found.made[0].data == b"Words\n"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"1 0 obj << /Kids [1 0 R] >>" * 50])
def test_a_broken_file_is_damaged(read, data):
    found = read(data, "a.pdf")
    assert (found.outcome, found.reasons[0].code) == ("opaque", "damaged")


def locked() -> bytes:
    lock = "<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >>"
    return pdf("Words").replace(b"/Root 1 0 R", f"/Root 1 0 R /ID [<00><00>] /Encrypt {lock}".encode())


def test_a_locked_file_says_so(read):
    data = locked()
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(data)
    found = read(data, "a.pdf")
    assert (found.outcome, found.reasons[0].code) == ("opaque", "encrypted")


def test_what_is_attached_comes_out_as_it_was_put_in(tmp_path):
    import pypdfium2

    from workbench.extract import pdf
    from workbench.extract.outcome import File

    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    document.new_attachment("ugovor.txt").set_data(b"Two cards.")
    document.save(str(tmp_path / "a"))
    found = pdf.inside(File(tmp_path / "a", "a.pdf", "application/pdf"))
    assert [(one.name, b"".join(one.pieces())) for one in found] == [("ugovor.txt", b"Two cards.")]


def test_a_file_is_not_locked_because_the_one_before_it_was(tmp_path):
    shut, bare = tmp_path / "shut.pdf", tmp_path / "bare.pdf"
    shut.write_bytes(locked())
    bare.write_bytes(built())  # no page: refused without an error of its own
    with Reader() as reader:
        told = [reader.read(path, path.name).reasons[0].code for path in (bare, shut, bare)]
    assert told == ["damaged", "encrypted", "damaged"]


def test_the_words_are_those_that_the_library_gives(repository, monkeypatch):
    folders = [repository / "casefiles" / "zrenjanin_public_record" / "raw", *map(Path, CORPUS)]
    pages = 0
    for file in sorted(one for folder in folders for one in folder.rglob("*.pdf")):
        with contextlib.suppress(pypdfium2.PdfiumError), contextlib.closing(pypdfium2.PdfDocument(file)) as held:
            for index in range(min(len(held), 20)):
                asked = held[index].get_textpage().get_text_bounded(errors="surrogatepass")
                assert reader._page(pypdfium2, held, index)[0] == asked.replace("\x02", "-\n").replace("\ufffe", "-\n")
                pages += 1
    assert pages or not CORPUS
    whole = pypdfium2.PdfDocument(pdf("They keep our passports", "", "-"))
    assert reader._page(pypdfium2, whole, 0)[0] == "They keep our passports"
    monkeypatch.setattr(pypdfium2.raw, "FPDFText_CountChars", lambda page: -20)  # far too little room is made at first
    assert reader._page(pypdfium2, whole, 0)[0] == "They keep our passports"
