"""Old office containers: read where their words can be, and otherwise kept, with what they are and what to do."""

from pathlib import Path

from tests.extract.compound import compound
from workbench.extract import extract

FOLDER = Path(__file__).parent / "oldoffices"


def test_words_and_workbooks_are_read(tmp_path: Path) -> None:
    assert extract(FOLDER / "parts.doc", "parts.doc").kind == "document"
    assert extract(FOLDER / "pay.xls", "pay.xls").kind == "table"
    # By content: a name that promises something else is noted and changes nothing.
    assert "parts.doc" not in {one.message for one in extract(FOLDER / "pay.xls", "pay.doc").reasons}
    assert extract(FOLDER / "pay.xls", "pay.doc").kind == "table"


def test_other_containers_are_kept_and_named(tmp_path: Path) -> None:
    (tmp_path / "talk").write_bytes(compound({"PowerPoint Document": bytes(5000)}))
    found = extract(tmp_path / "talk", "talk.ppt")
    assert (found.outcome, found.made) == ("opaque", ())
    assert [one.code for one in found.reasons] == ["old-office-format"] and "PowerPoint" in found.reasons[0].message


def test_locked_and_broken_ones_say_so_and_name_macros(tmp_path: Path) -> None:
    (tmp_path / "locked").write_bytes(compound({"EncryptedPackage": bytes(5000)}))
    assert [one.code for one in extract(tmp_path / "locked", "a.docx").reasons][:1] == ["encrypted"]
    whole = compound({"_VBA_PROJECT": bytes(5000)})
    (tmp_path / "broken").write_bytes(whole[:512] + bytes(64))
    (tmp_path / "macros").write_bytes(whole)
    assert [one.code for one in extract(tmp_path / "broken", "a.xls").reasons] == ["damaged"]
    assert [one.code for one in extract(tmp_path / "macros", "a.xls").reasons] == ["old-office-format", "macros"]
