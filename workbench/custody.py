"""The custody of an item: what is on record of it, what somebody can add, and the sheet that goes out."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench import codebook, verbs
from workbench.casefile import Case, State
from workbench.casefile.chains import chains_in
from workbench.casefile.disk import changing
from workbench.casefile.ledger import read_chain
from workbench.casefile.let_in import RECOVERY, signed_with
from workbench.casefile.state import fold
from workbench.casefile.team import held_keys
from workbench.errors import BadValue, Refused, WorkbenchError
from workbench.findings.custody import Custody, Doubted
from workbench.findings.custody import custody as fold_custody
from workbench.records import Access, Item, from_content
from workbench.records.tellers import COLLECTED, TRANSFER

TOLD = "told"
FORMS = (".html", ".pdf", ".jsonld", ".json")
NEEDED = {COLLECTED: ("collected_by", "received_from", "method", "occurred", "place", "consent"),
          TRANSFER: ("received_from", "received_by", "method", "occurred")}  # fmt: skip


def custody(case: Case, name: str) -> Custody:
    """The custody record of an item, named by its id, the start of it, or its file name; its stored bytes are rehashed.

    Raises:
        Unknown: nothing, or more than one item, answers to that name.

    Example:
        >>> import tempfile
        >>> from workbench import keeping
        >>> case = keeping.init(Path(tempfile.mkdtemp()) / "case", title="Site A", sealed=False, agent="MJ")
        >>> note = Path(tempfile.mkdtemp()) / "note.txt"
        >>> _ = note.write_text("They keep our passports.")
        >>> _ = verbs.add(case, note, agent="MJ")
        >>> custody(case, "note.txt").events[0].premis
        'ingestion'
    """
    live = verbs.item_of(case, name)
    stored = _rehashed(case, live.record)
    doubted = _doubted(case, live.id)
    return fold_custody(case.state(), live.id, looks=looks(case), head=case.head(), stored=stored, doubted=doubted)


def looks(case: Case) -> State:
    """The looks that left a copy, from their own chains.

    Raises:
        BrokenLine: a line of such a chain does not follow from the one before it.
    """
    folder = case.path / "access"
    lines = [line for file in (chains_in(folder) if folder.is_dir() else []) for line in read_chain(file)]
    return fold(lines, case.vault)


def tell(
    case: Case, name: str, action: str, *, agent: str | None = None, losses: Sequence[str] = (), **facts: str | None
) -> str:
    """Records what somebody tells of an item's way: that it was `collected`, or a `transfer`; gives the record's id.

    `facts` are `collected_by`, `received_from`, `received_by`, `method`, `occurred` (a partial date, or a day with
    hours and minutes), `zone`, `place`, `consent`, `detail`. `received_from` may be the key of a source, who has told
    the item from then on (`records.tellers`), `consent` the id of a consent; other words stay words.
    `losses` are codes of `checks.toml`, with words of one's own after a colon.

    Raises:
        Unknown: there is no such item, or no such code.
        Unnamed: nobody is named as acting.
        Refused: nothing is told.
        BadValue: a value is not of its form.
    """
    if action not in NEEDED:
        raise BadValue("custody", "action", action, f"one of {', '.join(NEEDED)}")
    said = {key: value.strip() for key, value in facts.items() if value and value.strip()}
    if not set(said) & {*NEEDED[action], "detail"} and not losses:
        raise Refused(name, f"nothing is told of the {action} event", "Say who, from whom, how, when or where")
    live, state = verbs.item_of(case, name), case.state()
    sources = {one.record.key: one.id for one in state.of("source")}
    if "received_from" in said:
        said["received_from"] = sources.get(said["received_from"], said["received_from"])
    if "consent" in said:
        said["consent"] = _consent(state, said["consent"])
    lost = tuple(_loss(entry) for entry in losses)
    who = verbs.acting(case, agent, "custody")
    with case.writing(who) as writer:
        values = {"item": live.id, "action": action, "outcome": TOLD, "losses": [*map(list, lost)], **said}
        return writer.record(from_content("custody", values))


def write(case: Case, found: Custody, *files: Path | str, agent: str | None = None) -> list[Path]:
    """Writes a custody sheet in the form that each ending names, and logs that a copy left the case.

    Where one cannot be written, those before it stand and are logged.

    Raises:
        BadValue: there is no such form.
        Refused: a file cannot be written there.
        NotWritten: it could not be logged; none of them stays.
    """
    from workbench.release import write as export

    written: list[Path] = []
    try:
        for file in files:
            written += export(found, case.tables(), Path(file))
    finally:
        if written:
            _log_sheets(case, found, written, agent)
    return written


def bag(
    case: Case, found: Custody, out: Path | str, *, agent: str | None = None, original: bool = False
) -> list[dict[str, str]]:
    """Packs every form of a custody sheet, and the original where asked for, into a BagIt folder; logs the copy.

    No clock is read: the day of bagging is that of the last event of the ledger.

    Raises:
        Refused: the folder holds something, or lies inside the record of the case; or whoever told the item stopped
            its sharing: a bag is made to be handed on.
        Missing, Damaged: the original is not there, or not what was recorded.
        NotWritten: the system refused, as on a full disk, or the copy could not be logged; nothing is left.
    """
    from workbench.release.custody_bag import fill

    out = Path(out)
    if found.stopped:
        why = f"its sharing was stopped on {found.stopped[:10]}: nothing of it leaves the team"
        raise Refused(found.item.name, why, "If the withdrawal was false, undo it first")
    if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
        raise Refused(out, "the folder is not empty", "Name a new folder")
    if any((case.path / part).resolve() in (out.resolve(), *out.resolve().parents)
           for part in ("ledger", "objects", "access", "counsel", "keys")):  # fmt: skip
        raise Refused(out, "this is inside the record of the case", "Name another folder, such as CASE/exports/bag")
    data = case.tables().original(found.id) if original else None
    day = max(live.at for live in case.state().all)[:10]
    beside = next(one for one in out.parents if one.is_dir())
    with changing(out), tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=beside) as folder:
        files = fill(Path(folder) / "bag", found, case.tables(), day=day, original=data)
        out.parent.mkdir(parents=True, exist_ok=True)
        # Logged first: a copy that is on no record must not stay, and a new name takes no room on the disk.
        _log(case, found, [(f"{out.name}/{file['path']}", file["sha256"]) for file in files], agent)
        (Path(folder) / "bag").replace(out)
    return files


def _log_sheets(case: Case, found: Custody, written: list[Path], agent: str | None) -> None:
    """Logs sheets that were written; where that cannot be, takes them away: no copy is out that is on no record."""
    try:
        _log(case, found, [(path.name, verbs.digest(path)) for path in written], agent)
    except WorkbenchError:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _log(case: Case, found: Custody, files: list[tuple[str, str]], agent: str | None) -> None:
    named = agent or os.environ.get("WORKBENCH_AGENT")
    who = verbs.acting(case, agent, "custody") if named else ""
    case.log(who, Access(action="export", head=case.head(), files=tuple(files), items=(found.id,)))


def _doubted(case: Case, item: str) -> list[Doubted]:
    """The keys that signed for an item, its events or its copies, and were made with the recovery key or revoked."""
    known = {
        one.signing: Doubted(agent=one.key, signing=one.signing, made_at=one.made_at, recovered=one.made_by == RECOVERY,
                             revoked_since=one.revoked_since)
        for one in (held_keys(case) if case.sealed else ()) if one.made_by == RECOVERY or one.revoked_since
    }  # fmt: skip
    if not known:
        return []
    of_it = {item} | {live.id for live in case.state().all
                      if live.kind in ("custody", "derivative") and live.record.item == item}  # fmt: skip
    lines = (line for file in case.chains() for line in read_chain(file))
    used = {line.key for line in signed_with(lines, of_it).values()}
    return [one for signing, one in known.items() if signing in used]


def _rehashed(case: Case, item: Item) -> str:
    """What is stored, and what is inside it where it is sealed, against what was recorded."""
    try:
        stored = case.objects.digest(item.object)
        if stored is None:
            return "missing"
        same = stored == item.object and case.objects.content_digest(item.object) == (item.sha256, item.size)
    except WorkbenchError as error:
        return "unverifiable" if error.code in ("unreadable", "sealed", "locked") else "changed"
    return "ok" if same else "changed"


def _consent(state: State, said: str) -> str:
    found = [one.id for one in state.of("consent") if one.id == said or (len(said) >= 6 and one.id.startswith(said))]
    return found[0] if len(found) == 1 else said


def _loss(entry: str) -> tuple[str, str]:
    """A loss as it is stated: `no-exif`, or `no-exif: the messenger took it out`."""
    code, _, words = entry.partition(":")
    check: Any = codebook.check_of(code.strip())
    return check.code, words.strip() or check.messages["en"]
