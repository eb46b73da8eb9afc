"""What can be going on when a process dies, besides work on the records: the team changes, a backup, another format."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.casefile.test_migration import First
from tests.casefile.two_members import team_of
from tests.prove.scenarios import (
    INFO,
    MJ,
    PASSPHRASE,
    SECRETS,
    Ack,
    Scenario,
    _fill,
    door,
    entities,
    items,
    quick_passphrases,
    standing,
    template,
    unlocked,
)
from tests.prove.scenarios import SCENARIOS as OF_RECORDS
from tests.prove.shim import REAL_OPEN
from workbench.casefile import Case, create_sealed, open_case
from workbench.casefile.backup import backup, restore
from workbench.casefile.members import member_files
from workbench.casefile.migration import migrate
from workbench.casefile.ring_lines import generations
from workbench.casefile.roster import roster_of
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.team import add_member, change_passphrase, held_keys, recover, remove_member, renew_recovery
from workbench.errors import WorkbenchError
from workbench.records import CaseInfo, CustodyEvent, Entity, Item, Source

NEW = "six words that are not the old ones"


def alone(folder: Path) -> None:
    """A sealed case with one member, and its recovery key beside it."""
    with quick_passphrases():
        begun = create_sealed(folder / "case", INFO, MJ, PASSPHRASE, door=door())
    assert isinstance(begun.case.vault, SealedVault)
    SECRETS[begun.case.vault.secrets.recipient] = begun.case.vault.secrets
    (folder / "recovery.txt").write_text(begun.recovery, "ascii")
    _fill(folder, begun.case)


def team(folder: Path) -> None:
    """The same with a second member, AK."""
    alone(folder)
    with quick_passphrases():
        made = team_of(unlocked(folder / "case"))
    SECRETS.update({secrets.recipient: secrets for secrets in made.secrets.values()})


def held(case: Case) -> list[str]:
    """Who holds keys now."""
    return sorted(one.key for one in held_keys(case) if one.current)


def changing(act: Callable[[Case, Path], Any], is_done: Callable[[Case, Path], bool]) -> Callable[..., None]:
    """A run that makes a change of the team once, or ends what was begun of it."""

    def run(folder: Path, ack: Ack, salt: str) -> None:
        with quick_passphrases():
            # Other chance than when the case was begun: the keys of two members must differ.
            case = unlocked(folder / "case", f"{salt}, of keys")
            if is_done(case, folder):
                with case.writing(case.agent("MJ")):
                    pass  # whoever writes next ends what was begun
            else:
                act(case, folder)
            ack(standing(case.path))

    return run


def _opens(case: Path, passphrase: str) -> bool:
    try:
        open_case(case, door=door()).unlock(passphrase).state()
    except WorkbenchError:
        return False
    return True


def _recovery_of(case: Case) -> str:
    return roster_of(case.state().all).recovery


def _recovered(case: Case, folder: Path) -> bool:
    return _opens(case.path, NEW)


def _renewed(case: Case, folder: Path) -> bool:
    return sum(live.kind == "member" and live.record.action == "recovery" for live in case.state().all) > 1


def who_opens(case: Case) -> Any:
    """Who holds keys, whom the ring opens for and nobody else, one generation of it, one file a member."""
    assert isinstance(case.vault, SealedVault)
    told, keys = roster_of(case.state().all), case.path / "keys"
    return [
        held(case), sorted(told.openers) == sorted(case.vault.ring.recipients), len(told.openers),
        len(generations(keys)), sorted(member_files(keys)) == sorted(told.recipients),
        [_opens(case.path, one) for one in (PASSPHRASE, NEW)],
        not [file.name for file in keys.iterdir() if file.name.endswith(".new")],
    ]  # fmt: skip


def adding(case: Case, _: Path) -> None:
    add_member(case, "AK", "another five words kept apart", name="A. K.")


def removing(case: Case, _: Path) -> None:
    remove_member(case, "AK")


def recovering(case: Case, folder: Path) -> None:
    with REAL_OPEN(folder / "recovery.txt") as file:  # as if it were typed in: no call that could fail
        recover(case, "MJ", file.read(), NEW)


def backing_up(folder: Path, ack: Ack, salt: str) -> None:
    """Writes a backup; what stands under its name is acknowledged with the case."""
    case = unlocked(folder / "case", salt)
    if not (folder / "b.tar").exists():
        backup(case, folder / "b.tar")
    ack(standing(case.path))


def what_a_backup_gives(case: Case) -> Any:
    """The backup, put back elsewhere, is the case."""
    elsewhere = case.path.parent / "elsewhere"
    try:
        told, _ = restore(case.path.parent / "b.tar", elsewhere, door=door())
        return [told.head == case.head(), told.files]
    finally:
        shutil.rmtree(elsewhere, ignore_errors=True)


def backed_up(folder: Path) -> None:
    """A backup, and no case."""
    template(folder)
    backup(unlocked(folder / "case"), folder / "b.tar")
    shutil.rmtree(folder / "case")


def restoring(folder: Path, ack: Ack, salt: str) -> None:
    place = folder / "new" / "deep" / "case"
    if not place.exists():
        restore(folder / "b.tar", place, door=door(salt))
    ack(standing(place))


def of_first_format(folder: Path) -> None:
    """A case as the first format had it."""
    made = First(folder / "case")
    _, agent = made.batch("", CaseInfo(title="Site A"), MJ)
    name = made.store(b"They keep our passports.")
    (source,) = made.batch(agent, Source(key="S1", label="S1", kind="worker"))
    fields = {"media_type": "text/plain", "kind": "text", "object": name, "sha256": name, "size": 24}
    (item,) = made.batch(agent, Item(name="a.txt", source=source, **fields))
    made.batch(agent, CustodyEvent(item=item, action="intake", outcome="opaque"))
    made.batch(agent, Entity(key="CO", schema="Company", label="CO"))


def migrating(folder: Path, ack: Ack, salt: str) -> None:
    case = open_case(folder / "case", door=door(salt))
    ack(standing(case.path))
    migrate(case, case.agent("MJ"))
    ack(standing(case.path))


def records(case: Case) -> Any:
    """What was recorded, and by which software it was migrated: once."""
    agents = sorted(live.record.key for live in case.state().of("agent"))
    return [items(case), entities(case), agents, json.loads((case.path / "format.json").read_bytes())]


SCENARIOS = OF_RECORDS | {
    scenario.name: scenario
    for scenario in (
        Scenario("adding a member", alone, changing(adding, lambda case, _: "AK" in held(case)), who_opens, "never"),
        Scenario("removing a member", team, changing(removing, lambda case, _: "AK" not in held(case)), who_opens),
        Scenario("another passphrase", alone,
                 changing(lambda case, _: change_passphrase(case, NEW), lambda case, _: _opens(case.path, NEW)),
                 who_opens, "never"),
        Scenario("recovery", team,
                 changing(recovering, _recovered), who_opens, "never"),
        Scenario("another recovery key", alone,
                 changing(lambda case, _: renew_recovery(case, lambda key: None), _renewed), who_opens, "never"),
        Scenario("backup", template, backing_up, what_a_backup_gives),
        Scenario("restore", backed_up, restoring, entities),
        Scenario("migration", of_first_format, migrating, records),
    )
}  # fmt: skip
