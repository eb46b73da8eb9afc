"""A key that was revoked writes nothing, from the day that was named on, and a colleague's goes on."""

import pytest

from tests.casefile.two_members import team_of
from workbench.casefile import Case
from workbench.casefile.anchor import signer_of
from workbench.casefile.in_force import need_key_in_force
from workbench.casefile.team import revoke
from workbench.errors import Refused


def test_a_key_that_was_revoked_by_today_is_refused_and_no_other(sealed: Case) -> None:
    team = team_of(sealed)
    revoke(team.opened("MJ"), "AK", "2026-03-02")
    need_key_in_force(team.opened("AK"))  # it is the first of March
    team.clock.turn(days=1)
    with pytest.raises(Refused, match=r"agent AK: this key was revoked from 2026-03-02; it signs nothing.*remove AK"):
        need_key_in_force(team.opened("AK"))
    with pytest.raises(Refused, match="it signs nothing"):
        signer_of(team.opened("AK"), None)
    need_key_in_force(team.opened("MJ"))
    assert signer_of(team.opened("MJ"), None).public


def test_an_open_case_has_no_keys_of_members(case: Case) -> None:
    need_key_in_force(case)
    assert signer_of(case, "MJ").public
