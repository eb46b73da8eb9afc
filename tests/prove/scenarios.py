"""What can be going on in a case when a process dies: one entry of `SCENARIOS` each.

A scenario is run in a child process. After each act it acknowledges what now stands on the disk; whatever befalls the
child later, that must still be there. To add one: write its function, name it in the table. `same` gives what an
undisturbed run and one that was cut off and repeated must agree on.
"""

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from PIL import Image

from tests.casefile.sealed_case import told_by
from tests.casefile.two_members import team_of
from tests.prove.shim import ELSEWHERE, REAL_OPEN
from workbench import intake
from workbench.casefile import (
    Case,
    Door,
    ahead,
    cipher,
    create,
    create_sealed,
    incoming,
    open_case,
    seeded_door,
    verify,
)
from workbench.casefile.ahead import copying
from workbench.casefile.chains import chains_in
from workbench.casefile.counsel import counsel_notes, note_aside
from workbench.casefile.ledger import read_chain
from workbench.casefile.members import Secrets, member_files
from workbench.casefile.merging import merge
from workbench.casefile.objects import Stored
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.withdrawal import ask_to_destroy, confirm_destruction, worker_of
from workbench.coding.registers import register
from workbench.errors import Refused, WorkbenchError
from workbench.extract.door import extract
from workbench.intake import add
from workbench.records import Agent, CaseInfo, Correction, CounselNote, CustodyEvent, Item, Source
from workbench.taken import known

CHAINS = ("ledger", "access", "counsel")
CLOCK = "2026-01-15T09:00:00Z"
TEXT = "They keep our passports.\nWe owe four thousand.\nHọ giữ hộ chiếu của chúng tôi.\n"
# What an act that was cut off may leave. None of it was acknowledged.
LEFT = {"unreferenced", "unfinished", "ledger-torn-tail"}
# What a merge leaves on purpose, and verify lists for as long as it lies there.
ASIDE = {"branch-aside"}
# What a destruction that was cut off may leave until the next act ends it.
MEANWHILE = LEFT | ASIDE | {"destroyed-remains", "destruction-unfinished"}
LATER = "2026-06-01T09:00:00Z"
Ack = Callable[[Any], None]


@dataclasses.dataclass(frozen=True)
class Scenario:
    """A piece of work in the folder of `prepare`: done by `run`, judged by what acknowledged things are still there."""

    name: str
    prepare: Callable[[Path], None]
    run: Callable[[Path, Ack, str], None]
    same: Callable[[Case], Any]
    # `never` where keys are made anew each time, so that no two runs write the same records.
    whole: str = "batch by batch"


# The secrets of the members of every sealed template, by their public half: stretching a passphrase takes long.
SECRETS: dict[str, Secrets] = {}
PASSPHRASE = "five words that nobody knows"


def door(salt: str = "first", device: str = "device") -> Door:
    """A door of one device whose salts differ from run to run; a case may be sealed through it."""
    return dataclasses.replace(seeded_door(device, CLOCK), salt=seeded_door(salt, CLOCK).salt, seeded=False)


def unlocked(case: Path, salt: str = "looking", device: str = "device") -> Case:
    """A case, open for its member."""
    opened = open_case(case, door=door(salt, device))
    if isinstance(opened.vault, SealedVault) and not _opened_by_one(opened.vault, case):
        opened.unlock(PASSPHRASE)
    return opened


def _opened_by_one(vault: SealedVault, case: Path) -> bool:
    """Opens a case with the secrets of whoever is known and may."""
    found = set[str]()
    for file in member_files(case / "keys").values():
        with suppress(ValueError, KeyError, TypeError, OSError):  # whoever opens the file says what is wrong
            found.add(json.loads(file.read_bytes())["recipient"])
    for one in [one for one in SECRETS if one in found]:  # whoever began the case is the first
        with suppress(cipher.NotOpened):
            vault.open_with(SECRETS[one])
            return True
    return False


@contextmanager
def quick_passphrases() -> Iterator[None]:
    """Passphrases are stretched in no time: stretching writes nothing, and a thousand times half a second is long."""
    real = cipher.stretch
    try:
        cipher.stretch = lambda passphrase, salt: hashlib.sha256(salt + passphrase.encode()).digest()
        yield
    finally:
        cipher.stretch = real


def standing(case: Path) -> list[str]:
    """What stands on the disk now: the digest of every event of every chain, wherever the chain lies."""
    return sorted({line.digest for file in _chains(case) for line in read_chain(file)})


def _chains(case: Path) -> list[Path]:
    return [file for folder in CHAINS for file in chains_in(case / folder)]


def batches_of(case: Path) -> dict[str, list[list[str]]]:
    """Of each chain the ids of its records, batch by batch."""
    found: dict[str, list[list[str]]] = {}
    for file in _chains(case):
        batches: list[list[str]] = [[]]
        for line in read_chain(file):
            batches[-1].append(line.id)
            if line.rest == 0:
                batches.append([])
        found[file.relative_to(case).as_posix()] = batches[:-1]
    return {name: batches for name, batches in found.items() if batches}


@dataclasses.dataclass
class Reference:
    """What an act may leave: each chain as far as the undisturbed run came, or all of it as before or as after."""

    whole: str
    before: dict[str, list[list[str]]]
    after: dict[str, list[list[str]]]

    def torn(self, case: Path) -> list[str]:
        """Whatever is neither old nor new."""
        found = batches_of(case)
        if self.whole == "at once" and _of_ledger(found) not in (_of_ledger(self.before), _of_ledger(self.after)):
            return ["the ledger is neither as before nor as after the act"]
        if self.whole == "batch by batch":
            wrong = [name for name, batches in found.items() if batches != self.after.get(name, [])[: len(batches)]]
            return [f"{name}: is neither as before nor as after an act" for name in wrong]
        return []


def _of_ledger(batches: dict[str, list[list[str]]]) -> set[str]:
    return {identity for name, held in batches.items() if "ledger/" in name for batch in held for identity in batch}


def judged(case: Path, acked: list[list[str]], reference: Reference) -> list[str]:
    """Everything that is wrong with a case after its process died: lost, torn, or no longer what it says."""
    if not case.exists():
        return ["the case is gone"] if acked or reference.before else []
    try:
        gone = len(set(acked[-1] if acked else ()) - set(standing(case)))
        faults = [f"{gone} acknowledged events are lost"] if gone else []
        faults += reference.torn(case)
        opened = unlocked(case)
        faults += [f"{one.code}: {one.subject}" for one in verify(opened).problems if one.code not in MEANWHILE]
        state = opened.state()
        items = {live.id for live in state.of("item")}
        told = {live.record.item for live in state.of("custody")}
        if not items <= told:
            faults.append("an item without its custody")
    except WorkbenchError as error:
        return [f"it does not open: {error}"]
    return faults


class _Within:
    """A reader without a child of its own: readers write nothing, and a hundred thousand of them would take days."""

    def __enter__(self) -> "_Within":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def read(self, path: Path, name: str) -> Any:
        ELSEWHERE.on = True
        try:
            return extract(path, name)
        finally:
            ELSEWHERE.on = False


@contextmanager
def readers_within() -> Iterator[None]:
    """Intake reads in its own process."""
    real = intake.Reader
    try:
        intake.Reader = _Within  # type: ignore[assignment,misc]
        yield
    finally:
        intake.Reader = real  # type: ignore[misc]


def template(folder: Path) -> None:
    """A case with two coders, a source, an inbox of four files and registers that can be taken in."""
    _fill(folder, create(folder / "case", INFO, MJ, door=door()))


def sealed_template(folder: Path) -> None:
    """The same, sealed."""
    with quick_passphrases():
        case = create_sealed(folder / "case", INFO, MJ, PASSPHRASE, door=door()).case
    assert isinstance(case.vault, SealedVault)
    SECRETS[case.vault.secrets.recipient] = case.vault.secrets
    _fill(folder, case)


def two_copies(folder: Path) -> None:
    """A case and a copy of it, `other`, that both grew: on another device, and in the same chain as a backup does."""
    template(folder)
    _grow(folder)


def two_sealed_copies(folder: Path) -> None:
    """The same, sealed."""
    sealed_template(folder)
    _grow(folder)


def asked_for(folder: Path) -> None:
    """A sealed case with two members and two workers; one worker has asked that her records be destroyed."""
    with quick_passphrases():
        case = create_sealed(folder / "case", INFO, MJ, PASSPHRASE, door=door()).case
        team = team_of(case)
    SECRETS.update({secrets.recipient: secrets for secrets in team.secrets.values()})
    hers = told_by(case)
    told_by(case, "I saw it. Nobody was paid.", worker="W-02", key="S-02", name="u.txt")
    ask_to_destroy(case, hers["worker"], agent=case.agent("MJ"), reason="her wish", private="alone", offered="taken")


def _grow(folder: Path) -> None:
    shutil.copytree(folder / "case", folder / "other")
    for copy, salt, device in (("case", "here", "device"), ("other", "there", "device"), ("other", "far", "laptop")):
        case = unlocked(folder / copy, salt, device)
        (folder / f"{salt}.txt").write_text(f"{TEXT} So it was {salt}.", "utf-8")
        with readers_within():
            add(case, [folder / f"{salt}.txt"], agent=case.agent("MJ"))
        note_aside(case, case.agent("MJ"), [CounselNote(coding=case.state().of("coding")[0].id, text=salt)])


INFO, MJ = CaseInfo(title="A", nature="synthetic"), Agent(key="MJ", kind="person", name="M.")


def _fill(folder: Path, case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        writer.record(Agent(key="AK", kind="person", name="A."))
        writer.record(Source(key="S1", label="S1", kind="worker"))
    inbox = folder / "inbox"
    (inbox / "deep").mkdir(parents=True)
    (inbox / "a.txt").write_text(TEXT, "utf-8")
    (inbox / "deep" / "b.txt").write_text(TEXT * 40, "utf-8")
    (inbox / "deep" / "c.txt").write_text(TEXT, "utf-8")
    Image.new("RGB", (40, 30), "grey").save(inbox / "d.png")
    with readers_within():
        (folder / "first.txt").write_text(TEXT + "Nobody may leave.\n", "utf-8")
        add(case, [folder / "first.txt"], agent=case.agent("MJ"))
    (folder / "entities.csv").write_text("key,schema,label\nW-01,Worker,W-01\nCO,Company,Employer\n", "utf-8")
    (folder / "codings.csv").write_text(
        "file,quote,framework,indicator,stance,subject,means\n"
        "first.txt,They keep our passports.,ilo-11,retention-of-identity-documents,supports,W-01,first-hand\n"
        "first.txt,We owe four thousand.,ilo-11,debt-bondage,supports,W-01,first-hand\n", "utf-8")  # fmt: skip
    _register(case, "entities", folder / "entities.csv", "MJ")
    (folder / "one.csv").write_text("".join((folder / "codings.csv").read_text("utf-8").splitlines(True)[:2]), "utf-8")
    _register(case, "codings", folder / "one.csv", "MJ")
    (folder / "more.csv").write_text("key,schema,label\n" + "".join(f"E{n},Person,P{n}\n" for n in range(20)), "utf-8")


def nothing(folder: Path) -> None:
    """An empty folder."""
    folder.mkdir(exist_ok=True)


def begin(folder: Path, ack: Ack, salt: str) -> None:
    place = folder / "new" / "deep" / "case"
    if not place.exists():
        create(place, INFO, MJ, door=door(salt))
    ack(standing(place))


def begin_sealed(folder: Path, ack: Ack, salt: str) -> None:
    place = folder / "new" / "deep" / "case"
    with quick_passphrases():
        if not place.exists():
            create_sealed(place, INFO, MJ, PASSPHRASE, door=door(salt))
        unlocked(place).state()
    ack(standing(place))


def take_in(folder: Path, ack: Ack, salt: str) -> None:
    case = unlocked(folder / "case", salt)
    intake.BATCH, incoming.MANY = 2, 2  # small batches, made durable as large ones are
    with readers_within():
        _take(case, folder, ack)


def take_in_with_children(folder: Path, ack: Ack, salt: str) -> None:
    case = unlocked(folder / "case", salt)
    intake.BATCH, incoming.MANY = 2, 2  # small batches, made durable as large ones are
    ahead.MANY = 2  # and copied by other processes, as many files are
    _take(case, folder, ack)


def _take(case: Case, folder: Path, ack: Ack) -> None:
    add(case, [folder / "inbox"], agent=case.agent("MJ"), progress=lambda *_: ack(standing(case.path)))


def preserve(folder: Path, ack: Ack, salt: str) -> None:
    """Files are recorded while the disk still takes those before them."""
    case = unlocked(folder / "case", salt)
    incoming.MANY = 2
    files, held = sorted(path for path in (folder / "inbox").rglob("*") if path.is_file()), {*known(case)}
    with copying(case.objects, files, unit=case.vault.new_unit) as copies, case.writing(case.agent("MJ")) as writer:
        for number, (file, kept) in enumerate(zip(files, writer.store_copies(copies, known=held), strict=True)):
            assert isinstance(kept, Stored)
            if kept.sha256 not in held:
                item = Item(sha256=kept.sha256, size=kept.size, object=kept.name, name=file.name, kind="other",
                            media_type="application/octet-stream")  # fmt: skip
                writer.record(CustodyEvent(item=writer.record(item), action="intake", outcome="opaque"))
                held.add(kept.sha256)
                writer.hand_on()
            if number % 5 == 4:
                writer.so_far()
                ack(standing(case.path))
    ack(standing(case.path))


def _register(case: Case, kind: str, file: Path, agent: str) -> None:
    taken = register(case, kind, file, agent=case.agent(agent))
    if taken.problems:
        raise Refused(file, str(taken.problems[0]), "Try again")


def registers(folder: Path, ack: Ack, salt: str) -> None:
    case = unlocked(folder / "case", salt)
    for kind, file in (("entities", "more.csv"), ("entities", "entities.csv")):
        _register(case, kind, folder / file, "AK")
        ack(standing(case.path))


def coding(folder: Path, ack: Ack, salt: str) -> None:
    """Codings by two people, one of them undone."""
    case = unlocked(folder / "case", salt)
    if case.state().of("correction"):
        return ack(standing(case.path))  # all of it was done
    for coder in ("MJ", "AK"):
        _register(case, "codings", folder / "codings.csv", coder)
        ack(standing(case.path))
    made = case.state().of("coding")
    with case.writing(case.agent("AK")) as writer:
        writer.record(Correction(target=made[-1].id, reason="read again"))
    return ack(standing(case.path))


def notes(folder: Path, ack: Ack, salt: str) -> None:
    """Counsel's notes, and a look that left a copy: the chains beside the ledger."""
    case = unlocked(folder / "case", salt)
    if not counsel_notes(case).of("counsel"):
        coding = case.state().of("coding")[0].id
        note_aside(case, case.agent("MJ"), [CounselNote(coding=coding, text="To be put.")])
    ack(standing(case.path))
    case.log_access(case.agent("AK"), [("matrix.csv", "0" * 64)])
    ack(standing(case.path))


def withdrawing(folder: Path, ack: Ack, salt: str) -> None:
    """The second member confirms, and what speaks of the worker is destroyed."""
    known = unlocked(folder / "case")
    second = next(live.record.member for live in known.state().of("agent") if live.record.key == "AK")
    file = member_files(folder / "case" / "keys")[second]
    case = open_case(folder / "case", door=dataclasses.replace(door(salt), now=lambda: LATER))
    assert isinstance(case.vault, SealedVault)
    with REAL_OPEN(file) as known:
        case.vault.open_with(SECRETS[json.load(known)["recipient"]])
    if case.state().of("tombstone"):
        with case.writing(case.agent("AK")):
            pass  # whoever writes next ends what was begun
    else:
        done = confirm_destruction(case, worker_of(case, "W-01"), agent=case.agent("AK"), reason="so she said to me")
        assert done.carried_out, done.pending
    ack(standing(case.path))


def what_is_left(case: Case) -> Any:
    """The keys and the objects that are left, and that one tombstone stands for the rest."""
    assert isinstance(case.vault, SealedVault)
    return [sorted(case.vault.ring.keys), sorted(case.objects.names()), len(case.state().of("tombstone"))]


def merging(folder: Path, ack: Ack, salt: str) -> None:
    """Brings the other copy in."""
    case = unlocked(folder / "case", salt)
    merge(case, unlocked(folder / "other"), agent=case.agent("MJ"))
    ack(standing(case.path))


def items(case: Case) -> Any:
    state = case.state()
    digests = sorted(live.record.sha256 for live in state.of("item"))
    copies = sorted(live.record.sha256 for live in state.of("derivative"))
    return [digests, copies]


def entities(case: Case) -> Any:
    return sorted(live.record.key for live in case.state().of("entity"))


def codings(case: Case) -> Any:
    made = case.state().of("coding")
    return sorted(live.record.indicator for live in made)


def head(case: Case) -> Any:
    return case.head(), sorted(live.record.text for live in counsel_notes(case).of("counsel"))


def aside(case: Case) -> Any:
    return [live.record.text for live in counsel_notes(case).of("counsel")]


def title(case: Case) -> Any:
    return [case.info.title, len(case.state().of("agent"))]


def title_of_sealed(case: Case) -> Any:
    """Asked of the file of the member as well: the passphrase opens what was begun."""
    with quick_passphrases():
        return title(open_case(case.path, door=door()).unlock(PASSPHRASE))


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("begin", nothing, begin, title),
        Scenario("intake", template, take_in, items),
        Scenario("preserving", template, preserve, items),
        Scenario("registers", template, registers, entities),
        Scenario("coding", template, coding, codings),
        Scenario("counsel and access", template, notes, aside),
        Scenario("begin, sealed", nothing, begin_sealed, title_of_sealed, whole="never"),
        Scenario("intake, sealed", sealed_template, take_in, items),
        Scenario("preserving, sealed", sealed_template, preserve, items),
        Scenario("registers, sealed", sealed_template, registers, entities),
        Scenario("coding, sealed", sealed_template, coding, codings),
        Scenario("counsel and access, sealed", sealed_template, notes, aside),
        Scenario("withdrawal", asked_for, withdrawing, what_is_left),
        Scenario("merge", two_copies, merging, head, whole="at once"),
        Scenario("merge, sealed", two_sealed_copies, merging, head, whole="at once"),
    )
}
# The same intake with its readers in children of their own: slower, and what really happens.
WITH_CHILDREN = Scenario("intake, sealed, readers in children", sealed_template, take_in_with_children, items)


def place_of(folder: Path) -> Path:
    """Where a scenario's case stands."""
    return folder / "new" / "deep" / "case" if not (folder / "case").exists() else folder / "case"


class Stage:
    """A scenario made ready once: each run gets a fresh copy of its folder at the same place."""

    def __init__(self, scenario: Scenario, folder: Path) -> None:
        self.scenario, self.source, self.folder = scenario, folder / "prepared", folder / "run"
        self.source.mkdir(parents=True)
        scenario.prepare(self.source)
        self.fresh()
        place = place_of(self.folder)
        before = batches_of(place)
        scenario.run(self.folder, lambda _: None, "first")
        with quick_passphrases():
            assert {one.code for one in verify(unlocked(place)).problems} <= ASIDE
            self.expected = json.dumps(scenario.same(unlocked(place)))
        self.reference = Reference(scenario.whole, before, batches_of(place))

    def fresh(self) -> Path:
        """The folder as it was prepared."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.source, self.folder)
        return self.folder
