"""A sealed case with two members, each with an agent, a passphrase and a key, and a clock that a test can turn."""

import dataclasses
import datetime
import os

from tests.casefile.sealed_case import PASSPHRASE
from workbench.casefile import Case, open_case
from workbench.casefile.members import Secrets, new_secrets, seal_member, write_member
from workbench.casefile.ring import Ring, drop_older, write_generation
from workbench.casefile.sealed_vault import SealedVault
from workbench.records import Agent, Member

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


def team_of(case: Case) -> Team:
    """Adds AK beside MJ to a sealed case that MJ has opened."""
    assert isinstance(case.vault, SealedVault)
    ring, mine = case.vault.ring, case.vault.secrets
    fresh = new_secrets(os.urandom(8).hex(), os.urandom(32))
    file = write_member(ring.folder, seal_member(fresh, SECOND, os.urandom(16), os.urandom(12)))
    recovery = next(live.record for live in case.state().of("member") if live.record.action == "recovery")
    everybody = [mine.recipient, fresh.recipient, recovery.recipient]
    held = dict(Ring(ring.folder, mine.identity).keys)
    write_generation(ring.folder, ring.generation + 1, held, everybody, os.urandom(32), os.urandom(12))
    drop_older(ring.folder)
    with case.writing(case.agent("MJ")) as writer:
        public = {"recipient": fresh.recipient, "signing": fresh.signer.public, "file": file}
        writer.record(Member(member=fresh.member, action="added", **public))
        writer.record(Agent(key="AK", kind="person", name="A. K.", member=fresh.member))
    return Team(case, Clock(), {"MJ": mine, "AK": fresh})


__all__ = ["PASSPHRASE", "SECOND", "Clock", "Team", "team_of"]
