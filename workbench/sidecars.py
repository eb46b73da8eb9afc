"""Files and what another program recorded of them, brought together: digests compared, signatures checked."""

import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from workbench.casefile import Case, Live, State
from workbench.codebook.outcomes import message
from workbench.errors import WorkbenchError
from workbench.extract import sidecar, signature
from workbench.extract.reader import Reader
from workbench.records import CustodyEvent

ACTION = "sidecar-checked"
OUTCOMES = {"sidecar-matches": "matches", "sidecar-differs": "differs"}
MOST_BYTES = 300_000_000
SMALL = 1_000_000
Reasons = tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True)
class Linked:
    """One file and one record of it: their items' ids, what comparing came to, and every reason."""

    item: str
    sidecar: str
    outcome: str
    reasons: Reasons


def link(case: Case, *, agent: str) -> list[Linked]:
    """Compares every file with what sidecars in the case say of it, and records what is new as custody events.

    A file belongs to a record by its digest. One of the name that the record gives, in the same folder, that no record
    knows by its digest differs from it, also where another file has that digest. A record whose file is not in the
    case stays as it is. `agent` is an id. Nothing is recorded twice; what could not be checked before is checked again
    when more has come.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> case = create(Path(tempfile.mkdtemp()) / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> link(case, agent=case.agent("M"))
        []
    """
    state = case.state()
    holders = {live.record.item for live in state.of("derivative") if live.record.kind == sidecar.KIND}
    if not holders:
        return []
    done = {(live.record.item, live.record.sidecar, live.record.reasons)
            for live in state.of("custody") if live.record.action == ACTION}  # fmt: skip
    with Reader() as reader:
        found = list(_Shelf(case, state, reader).linked())
    new = [one for one in found if (one.item, one.sidecar, one.reasons) not in done]
    if new:
        with case.writing(agent) as writer:
            for one in new:
                told = CustodyEvent(item=one.item, action=ACTION, outcome=one.outcome, reasons=one.reasons)
                writer.record(dataclasses.replace(told, sidecar=one.sidecar))
    return new


@dataclasses.dataclass
class _Shelf:
    """The items of a case by digest and by folder, with a child process that checks signatures."""

    case: Case
    state: State
    reader: Reader

    def __post_init__(self) -> None:
        self.items = {live.id: live for live in self.state.of("item")}
        self.by_digest = {live.record.sha256: live for live in self.items.values()}
        self.folders: dict[str, list[Live]] = {}
        for live in self.items.values():
            self.folders.setdefault(_folder(live), []).append(live)

    def linked(self) -> Iterator[Linked]:
        read = [(self.items[live.record.item], json.loads(self.read(live) or b'{"claims": []}'))
                for live in self.state.of("derivative")
                if live.record.kind == sidecar.KIND and live.record.item in self.items]  # fmt: skip
        known = {claim["sha256"] for _, told in read for claim in told["claims"]}
        for holder, told in read:
            for claim in told["claims"]:
                found = [(self.by_digest.get(claim["sha256"] or ""), "sidecar-matches")]
                named = self.namesake(holder, claim)
                if named is not None and named.record.sha256 not in known:
                    found.append((named, "sidecar-differs"))
                for target, code in found:
                    if target is not None and target.id != holder.id:
                        yield from self.compared(holder, told, claim, target, code)

    def compared(
        self, holder: Live, told: dict[str, Any], claim: dict[str, Any], target: Live, code: str
    ) -> Iterator[Linked]:
        reasons = [(code, f"{message(code)} ({claim['program']}, {claim['from']})")]
        inside = [(one["code"], one["message"]) for one in told["signatures"]
                  if one["sha256"] == target.record.sha256 or one["of"] == claim["from"]]  # fmt: skip
        reasons += inside if told["media"] or told["signatures"] else self.signed(holder, target, claim)
        yield Linked(target.id, holder.id, OUTCOMES[code], tuple(dict.fromkeys(reasons)))

    def namesake(self, holder: Live, claim: dict[str, Any]) -> Live | None:
        """A file of the name that the record gives, in the same folder; only where the record gives a digest."""
        if not claim["sha256"] or not claim["file"]:
            return None
        named = [live for live in self.folders[_folder(holder)] if _base(live) == claim["file"]]
        return named[0] if len(named) == 1 else None

    def signed(self, holder: Live, target: Live, claim: dict[str, Any]) -> Iterable[tuple[str, str]]:
        """The signatures that lie beside a record in its folder: over the file, and over the record itself."""
        beside = {_base(live).lower(): live for live in self.folders[_folder(holder)]}
        wanted = [(target, f"{claim['sha256']}.asc"), (target, f"{_base(target).lower()}.asc"),
                  (holder, f"{_base(holder).lower()}.asc")]  # fmt: skip
        texts = {name: self.read(live) for name, live in beside.items()
                 if name.endswith(".asc") and live.record.size <= SMALL}  # fmt: skip
        keys = [text for text in texts.values() if text.lstrip().startswith(signature.KEY)]
        for over, name in wanted:
            if not texts.get(name, b"").lstrip().startswith(signature.SIGNATURE):
                continue
            if len(keys) != 1:
                said = f"{message(signature.NOT_CHECKED)} ({_base(over)}: there are {len(keys)} keys in the folder)"
                yield signature.NOT_CHECKED, said
                continue
            with self.case.objects.lent(over.record.object, whole_up_to=MOST_BYTES) as path:
                judged = self.reader.check(path, _base(over), signature=texts[name], key=keys[0])
            yield judged.code, judged.message

    def read(self, live: Live) -> bytes:
        try:
            return self.case.objects.read(live.record.object)
        except WorkbenchError:
            return b""  # what cannot be read checks nothing; `verify` names it


def _folder(live: Live) -> str:
    return PurePosixPath(live.record.name).parent.as_posix()


def _base(live: Live) -> str:
    return PurePosixPath(live.record.name).name
