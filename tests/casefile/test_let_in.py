"""How a signing key came to be: the ledger tells who let it in, and a key that was made with the recovery key."""

from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE
from workbench.casefile import Case, create_sealed, open_case, verify
from workbench.casefile.let_in import RECOVERY, let_in, let_in_to, made_by, signed_with
from workbench.casefile.members import recovery_secrets
from workbench.casefile.team import add_member, held_keys, recover, renew_recovery
from workbench.records import Agent, CaseInfo

HERS, NEW = "hers alone, and long enough", "another one, that is also long"


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Case, str]:
    made = create_sealed(tmp_path / "c", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."), PASSPHRASE)
    return made.case, made.recovery


def test_each_key_says_who_let_it_in(begun: tuple[Case, str]) -> None:
    case, recovery = begun
    add_member(case, "AK", HERS, name="A. K.")
    again = open_case(case.path)
    recover(again, "AK", recovery, NEW)
    add_member(again, "TH", PASSPHRASE + "!", name="T. H.")
    told = [(one.key, one.made_by, bool(one.made_at)) for one in held_keys(again)]
    assert told == [("MJ", "MJ", True), ("AK", "MJ", True), ("AK", RECOVERY, True), ("TH", "AK", True)]


def test_a_key_made_with_a_recovery_key_that_was_renewed_since_is_still_told(begun: tuple[Case, str]) -> None:
    case, recovery = begun
    again = open_case(case.path)
    recover(again, "MJ", recovery, NEW)
    shown: list[str] = []
    renew_recovery(again, shown.append)
    (paper,) = [one for one in let_in_to(again).values() if one.recovery]
    assert paper.by == recovery_secrets(recovery).signer.public and made_by(again, paper) == RECOVERY
    assert paper.signing == again.vault.secrets.signer.public
    assert sorted(one.recovery for one in let_in_to(again).values()) == [False, True]


def test_verify_says_it_with_a_key_and_without_and_calls_it_no_fault(begun: tuple[Case, str]) -> None:
    case, recovery = begun
    assert verify(case).recovered == ()
    again = open_case(case.path)
    recover(again, "MJ", recovery, NEW)
    for audit in (verify(again), verify(open_case(case.path), without_key=True)):
        (one,) = audit.recovered
        assert one.signing == again.vault.secrets.signer.public
        assert one.signing[:16] in one.told() and one.at in one.told() and one.member in audit._repr_html_()
    assert verify(again).ok


def test_lines_of_a_batch_that_was_cut_off_were_signed_by_nobody(begun: tuple[Case, str]) -> None:
    case, _ = begun
    lines = list(case.lines())
    ids = {line.id for line in lines}
    assert signed_with(lines, ids).keys() == ids and all(line.key for line in signed_with(lines, ids).values())
    cut = [line._replace(chain="0" * 32, rest=1) for line in lines[:1]] + lines
    assert signed_with(cut, ids) == signed_with(lines, ids)
    assert signed_with(lines[:-1], ids).keys() < ids
    assert let_in(lines, {}) == {}
