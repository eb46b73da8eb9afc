"""A sealed case with two members, each with an agent, a passphrase and a key, and a clock that a test can turn."""

import dataclasses
import datetime
import shutil
from pathlib import Path

from tests.casefile.sealed_case import PASSPHRASE
from workbench.casefile import Case, open_case
from workbench.casefile.members import Secrets, unlock
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.team import add_member

SECOND = "another five words kept apart"


@dataclasses.dataclass
class Clock:
    """A clock that stands still until it is turned."""

    at: datetime.datetime = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)

    def now(self) -> str:
        return self.at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def turn(self, **by: int) -> None:
        self.at += datetime.timedelta(**by)


@dataclasses.dataclass
class Team:
    """The two secrets of a case, opened without stretching a passphrase again."""

    case: Case
    clock: Clock
    secrets: dict[str, Secrets]

    def opened(self, key: str, case: Case | None = None) -> Case:
        """The case, or a copy of it, opened anew by the member of an agent."""
        path = (case or self.case).path
        plain = open_case(path)
        again = open_case(path, door=dataclasses.replace(plain.door, now=self.clock.now, passphrase=lambda name: None))
        assert isinstance(again.vault, SealedVault)
        again.vault.open_with(self.secrets[key])
        return again


    def copied(self, place: Path) -> "Team":
        """The same two at a copy of the case as it stands, at a new place."""
        there = dataclasses.replace(self, case=self.opened("MJ"))
        there.case.path = shutil.copytree(self.case.path, place)
        return there


def team_of(case: Case) -> Team:
    """Adds AK beside MJ to a sealed case that MJ has opened."""
    assert isinstance(case.vault, SealedVault)
    member = add_member(case, "AK", SECOND, name="A. K.")
    return Team(case, Clock(), {"MJ": case.vault.secrets, "AK": unlock(case.vault.keys, SECOND, first=member)})


__all__ = ["PASSPHRASE", "SECOND", "Clock", "Team", "team_of"]
