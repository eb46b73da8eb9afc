"""Redacting by name, writing the copy out, and what is logged of it."""

from pathlib import Path

import pytest

from workbench import custody, keeping, verbs, withheld
from workbench.casefile import Case
from workbench.errors import BadValue, Refused, Unnamed
from workbench.redaction.places import Asked


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = keeping.init(tmp_path / "case", title="Site A", sealed=False, agent="MJ")
    (tmp_path / "letter.txt").write_text("Tran keeps our passports.")
    verbs.add(made, tmp_path / "letter.txt", agent="MJ")
    return made


def test_a_copy_that_leaves_is_logged_by_item_and_digest(case: Case, tmp_path: Path) -> None:
    done = withheld.redact(case, "letter.txt", Asked(words=["Tran"]), reason="identity", agent="AK")
    file = withheld.write(case, done.item, tmp_path / "out" / "letter.txt", agent="AK")
    assert file.read_text() == "[withheld: name] keeps our passports."
    (look,) = custody.looks(case).of("access")
    assert look.record.items == (done.item,) and look.record.files == (("letter.txt", done.sha256),)
    assert verbs.verify(case).ok


def test_without_a_reason_a_name_or_a_copy_it_is_refused(case: Case, tmp_path: Path) -> None:
    head = case.head()
    with pytest.raises(Refused, match="reason"):
        withheld.redact(case, "letter.txt", Asked(words=["Tran"]), agent="MJ")
    with pytest.raises(Unnamed):
        withheld.redact(case, "letter.txt", Asked(words=["Tran"]), reason="identity")
    with pytest.raises(Refused, match="no redacted copy"):
        withheld.write(case, verbs.item_of(case, "letter.txt").id, tmp_path / "o.txt", agent="MJ")
    assert case.head() == head


def test_a_copy_goes_under_its_own_ending_and_not_into_the_record(case: Case, tmp_path: Path) -> None:
    done = withheld.redact(case, "letter.txt", Asked(words=["Tran"]), reason="identity", agent="MJ")
    with pytest.raises(BadValue, match=r"\.txt"):
        withheld.write(case, done.item, tmp_path / "letter.pdf", agent="MJ")
    with pytest.raises(Refused, match="inside the record"):
        withheld.write(case, done.item, case.path / "objects" / "letter.txt", agent="MJ")


def test_a_copy_of_redactions_that_changed_since_does_not_leave(case: Case, tmp_path: Path) -> None:
    from workbench.coding.undo import undo

    done = withheld.redact(case, "letter.txt", Asked(words=["Tran"]), reason="identity", agent="MJ")
    undo(case, done.redaction, agent=case.agent("MJ"))
    with pytest.raises(Refused, match="anew"):
        withheld.write(case, done.item, tmp_path / "o.txt", agent="MJ")


def test_what_is_seen_of_a_copy_is_not_the_original(case: Case) -> None:
    withheld.redact(case, "letter.txt", Asked(words=["Tran"]), reason="identity", agent="MJ")
    found = withheld.seen(case, "letter.txt")
    assert found["text"] == "[withheld: name] keeps our passports." and "Tran" not in str(found)


def test_a_copy_is_looked_at_before_anything_is_recorded(case: Case) -> None:
    head = case.head()
    asked = Asked(spans=[(0, 4)])
    made = withheld.preview(case, "letter.txt", asked, reason="identity")
    assert made.data == b"[withheld: name] keeps our passports." and case.head() == head
    done = withheld.redact(case, "letter.txt", asked, reason="identity", agent="MJ")
    assert withheld.seen(case, "letter.txt")["text"].encode() == made.data
    also = withheld.preview(case, "letter.txt", Asked(words=["passports"]), reason="other")
    assert also.data == b"[withheld: name] keeps our [withheld]." and done.redaction
    with pytest.raises(Refused, match="no reason"):
        withheld.preview(case, "letter.txt", asked, reason="")


def test_after_an_undo_the_copy_is_made_anew_in_its_form(case: Case) -> None:
    from workbench.coding.undo import undo

    done = withheld.redact(case, "letter.txt", Asked(words=["Tran"]), reason="identity", agent="MJ")
    undo(case, done.redaction, agent=case.agent("MJ"))
    made = withheld.anew(case, done.item, agent="MJ")
    assert made.redaction is None and withheld.seen(case, "letter.txt")["text"] == "Tran keeps our passports."
