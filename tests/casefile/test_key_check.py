"""Without a key, anyone can see that the keys are those that the ledger states."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from tests.casefile.two_members import SECOND, team_of
from workbench.casefile import Case, open_case, verify
from workbench.casefile.audit import Audit
from workbench.casefile.key_check import key_problems
from workbench.casefile.members import WrongPassphrase, member_files


def found_in(audit: Audit) -> set[tuple[str, str]]:
    return {(problem.code, problem.subject) for problem in audit.problems}


def codes(case: Case) -> set[tuple[str, str]]:
    return found_in(verify(case, without_key=True)) - {("not-opened", "contents")}


def test_every_flip_of_every_key_file_is_seen_without_a_key_and_named(sealed: Case) -> None:
    told_by(sealed)
    outside = open_case(sealed.path)
    lines = list(outside.lines())
    clear = [live for live in sealed.state().all if live.kind in ("member", "tombstone")]
    assert list(key_problems(sealed.path / "keys", lines, clear)) == []
    for file in sorted((sealed.path / "keys").iterdir()):
        raw = file.read_bytes()
        for at in range(0, len(raw), 7):
            file.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
            found = list(key_problems(sealed.path / "keys", lines, clear))
            assert found and any(subject.startswith(f"keys/{file.stem}") for _, subject, _ in found), (
                file.name,
                at,
                found,
            )
        file.write_bytes(raw)


@pytest.mark.parametrize(
    ("name", "code"), [("member-", "missing"), ("ring-000001.age", "missing"), ("ring-000001.jsonl", "missing")]
)
def test_a_key_file_that_is_gone_is_named(sealed: Case, name: str, code: str) -> None:
    next(path for path in (sealed.path / "keys").iterdir() if path.name.startswith(name)).unlink()
    assert code in {found for found, _ in codes(sealed)}


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


@pytest.mark.parametrize(
    ("names", "act", "found"),
    [
        (["member-", "ring-000001.age", "ring-000001.jsonl"], Path.unlink, [("missing", "keys/ring")]),
        (["member-"], Path.unlink, [("missing", "keys/member-")]),
        (["ring-000001.age"], Path.unlink, [("missing", "keys/ring")]),
        (["ring-000001.jsonl"], Path.unlink, [("missing", "keys/ring")]),
        (["ring-000001.jsonl"], lambda file: file.write_bytes(b"{}\n" + file.read_bytes()), [("ring-broken", "keys/")]),
        (["ring-000001.age"], cut, [("changed", "keys/ring-000001.age")]),
        (["member-"], cut, [("changed", "keys/member-")]),
    ],
    ids=["all", "members", "wrapped", "ring", "ring-changed", "wrapped-changed", "member-changed"],
)
def test_lost_or_damaged_keys_end_in_a_report_also_where_a_passphrase_is_given(
    sealed: Case, monkeypatch: pytest.MonkeyPatch, names: list[str], act: Callable[[Path], object], found: list
) -> None:
    told_by(sealed)
    for file in sorted((sealed.path / "keys").iterdir()):
        if file.name.startswith(tuple(names)):
            act(file)
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    audit = verify(open_case(sealed.path))
    assert audit.depth == "stored" and not audit.ok and audit.items["ok"] == 1
    for code, subject in found:
        assert any(one.code == code and one.subject.startswith(subject) for one in audit.problems), audit.problems
    assert audit == verify(open_case(sealed.path), without_key=True)


def test_a_wrong_passphrase_over_sound_keys_is_refused(sealed: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "nobody's")
    with pytest.raises(WrongPassphrase):
        verify(open_case(sealed.path))


def test_a_member_whose_own_file_is_lost_gets_a_report_and_colleagues_the_whole_check(
    sealed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_by(sealed)
    team = team_of(sealed)
    lost = member_files(sealed.path / "keys")[team.secrets["AK"].member]
    lost.unlink()
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", SECOND)
    audit = verify(open_case(sealed.path))
    assert audit.depth == "stored" and ("missing", f"keys/{lost.name}") in found_in(audit)
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    audit = verify(open_case(sealed.path))
    assert audit.depth == "whole" and found_in(audit) == {("missing", f"keys/{lost.name}")}


def test_another_fault_does_not_hide_a_wrong_passphrase(sealed: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    told_by(sealed)
    (sealed.path / "notes.txt").write_text("x")
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "nobody's")
    with pytest.raises(WrongPassphrase):
        verify(open_case(sealed.path))


def test_a_shortened_ring_leaves_records_without_a_key(sealed: Case) -> None:
    told = told_by(sealed)
    file = sealed.path / "keys" / "ring-000001.jsonl"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))
    found = codes(open_case(sealed.path))
    assert ("key-missing", f"record {told['item'][:12]}") in found
    sealed.lock()
    with_key = verify(open_case(sealed.path).unlock("five words that nobody knows"))
    assert not with_key.ok and with_key.items["unverifiable"] == 1 and with_key.ledger_ok, "a lost key breaks no chain"


def test_a_ring_that_lost_its_lines_is_one_line_with_a_count_and_each_record_in_the_document(sealed: Case) -> None:
    told_by(sealed)
    file = sealed.path / "keys" / "ring-000001.jsonl"
    file.write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    (sealed.path / "notes.txt").write_text("x")
    audit = verify(open_case(sealed.path), without_key=True)
    lost = [one for one in audit.problems if one.code == "key-missing"]
    assert len(lost) > 5
    shown = [(one.code, one.subject) for one in audit.shown]
    assert shown.count(("key-missing", f"{lost[0].subject} and {len(lost) - 1} more")) == 1
    assert [code for code, _ in shown].count("key-missing") == 1 and ("unknown-file", "notes.txt") in shown
    assert len(shown) == len(audit.problems) - len(lost) + 1 and audit._repr_html_().count("key-missing") == 1


def test_a_stranger_among_the_keys_is_named(sealed: Case) -> None:
    keys: Path = sealed.path / "keys"
    (keys / "member-00000000000000ff.json").write_bytes(next(keys.glob("member-*")).read_bytes())
    (keys / "notes.txt").write_text("the passphrase is")
    assert codes(sealed) == {("unknown-file", "keys/member-00000000000000ff.json"), ("unknown-file", "keys/notes.txt")}
