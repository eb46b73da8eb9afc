"""What one does before anything leaves: record consents and decisions, see who got what."""

import dataclasses
import os
from pathlib import Path
from typing import Any

from workbench import codebook
from workbench.casefile import Case, Live
from workbench.casefile.released import Released, releases
from workbench.casefile.withdrawal import worker_of
from workbench.codebook import Audience
from workbench.coding.consented import consented
from workbench.disclosure.consent import STOPPED, Allowance, allowed_in
from workbench.errors import BadValue, Refused, Unknown, WorkbenchError
from workbench.listed import Listing
from workbench.records import KIND_OF, Access, Consent, Protection, Record
from workbench.release.bag import sha256
from workbench.release.committing import encoded
from workbench.release.dossier.preview import Preview
from workbench.release.dossier.preview import preview as previewed
from workbench.release.inspecting import Opening
from workbench.release.inspecting import open_commitment as opened
from workbench.release.protected import preflight
from workbench.release.recalling import recall as recalled

SHOWN = ("worker", "counted", "account", "form", "why", "child")
ACTS = ("withhold", "pseudonymise", "generalise", "show")
# What is done to records of some kinds alone; a passage that is generalised leaves without its words.
FITS = {"pseudonymise": {"entity": "the key of an entity"},
        "generalise": {"entity": "the key of an entity", "passage": "the id of a passage"}}  # fmt: skip


def consent(
    case: Case, worker: str, *, agent: str, audience: str, purpose: str, form: str, given: str,
    guardian: str | None = None, **told: Any,
) -> str:  # fmt: skip
    """Records what a worker (by key or id) allows an audience, for a purpose; gives the id of the record.

    `form` is how it was given, `given` the day. `told` are the other fields of a `Consent`: the four switches `submit`,
    `letter`, `summary`, `naming` (what is missing is no), `shown_as`, `until`, `language`, `interpreter`, `recipient`,
    `assent`, `note`. `guardian` is the key of a person. Two purposes are two consents; the later of one purpose counts.

    Raises:
        Unknown: no worker, guardian or audience is called so.
        BadValue: a field is not of its form.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo, Entity
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> with case.writing(case.agent("M")) as writer:
        ...     _ = writer.record(Entity(key="W-05", schema="Worker", label="W-05"))
        >>> _ = consent(case, "W-05", agent=case.agent("M"), audience="public", purpose="report", form="oral",
        ...             given="2024-05-11", summary=True)
        >>> allowed(case, "public", day="2024-06-01")[0][1].counted
        True
    """
    if audience != "reviewer":
        codebook.audience(audience)
    who = worker_of(case, worker)
    held = guardian and _entity(case, guardian)
    record = Consent(
        worker=who, audience=audience, purpose=purpose, form=form, given=given, guardian=held or None,
        **{name: value for name, value in told.items() if value is not None},
    )  # fmt: skip
    return _kept(case, agent, record)


def from_form(case: Case, item: Live, *, agent: str, purpose: str) -> tuple[list[str], list[WorkbenchError]]:
    """Records each consent of a filled-in interview form; gives the ids of those that are new, and what was not taken.

    Of two consents of one worker for one audience and purpose the later one decides, as `consent` says.
    """
    made: list[str] = []
    problems: list[WorkbenchError] = []
    for one in consented(case, item):
        before = {live.id for live in case.state().of("consent")}
        try:
            identity = consent(case, one.worker, agent=agent, audience=one.audience, purpose=purpose, **one.told)
        except WorkbenchError as error:
            said = WorkbenchError(f"{item.record.name}, {one.place}: {error.subject}", error.cause, error.remedy)
            said.code = error.code
            problems.append(said)
            continue
        made += [identity] * (identity not in before)
    return made, problems


def decide(
    case: Case, target: str, act: str, *, agent: str, reason: str, audience: str | None = None, note: str | None = None
) -> str:
    """Records what releases for an audience (without one: for all) do with a record; gives the id of the decision.

    `act` is withhold, pseudonymise, generalise or show; `target` is the key of an entity or a source, or the id of a
    record or the start of it. A passage that is generalised leaves without its words. No decision lets anything leave
    that a worker did not allow. `undo` takes it back.

    Raises:
        BadValue: there is no such act, or the record is of no kind that it fits.
        Unknown: no record, or no audience, is called so.
    """
    if act not in ACTS:
        raise BadValue(case.path.name, "act", act, "one of " + ", ".join(ACTS))
    if audience is not None:
        codebook.audience(audience)
    found = _target(case, target)
    fits = FITS.get(act, {found[0]: ""})
    if found[0] not in fits:
        raise BadValue(case.path.name, "target", target, f"{' or '.join(fits.values())}: nothing else can be {act}d")
    record = Protection(act=act, target=found[1], reason=reason, audience=audience, note=note)
    return _kept(case, agent, record)


def open_commitment(case: Case, bundle: Path | str, leaf: int, *, agent: str, out: Path | str | None = None) -> Opening:
    """Opens one commitment of a bundle of this case; with `out` it is written for whoever checks it. Both are logged.

    Raises:
        Refused, BadValue, Locked: as `workbench.release.inspecting.open_commitment`; `out` is there already.
    """
    found = opened(case, Path(bundle), leaf)
    files = []
    if out is not None:
        if os.path.lexists(out):
            raise Refused(out, "something stands there already", "Name a new file")
        Path(out).write_bytes(encoded(found.values()))
        files = [(Path(out).name, sha256(Path(out)))]
    case.log(agent, Access(action="open-commitment", head=case.head(), files=tuple(files)))
    return found


def recall(
    case: Case, bundle: Path | str, *, agent: str, out: Path | str, purpose: str | None = None
) -> dict[str, Any]:
    """Writes a signed notice of what was withdrawn or kept back since a bundle was made, for `rerun`. Logged.

    Raises:
        Refused, Locked: as `workbench.release.recalling.recall`; `out` is there already.
    """
    if os.path.lexists(out):
        raise Refused(out, "something stands there already", "Name a new file")
    told = recalled(case, Path(bundle), purpose=purpose)
    Path(out).write_bytes(encoded(told))
    case.log(agent, Access(action="recall", head=case.head(), files=((Path(out).name, sha256(Path(out))),)))
    return told


def _kept(case: Case, agent: str, record: Record) -> str:
    """The record, written once: what counts already is not recorded again."""
    for live in case.state().of(KIND_OF[type(record)]):
        if live.record == record:
            return live.id
    with case.writing(agent) as writer:
        return writer.record(record)


def _entity(case: Case, key: str) -> str:
    known = {live.record.key: live.id for live in case.state().of("entity")}
    if key in known:
        return known[key]
    if key in known.values():
        return key
    raise Unknown(case.path.name, "entities", key, codebook.near(key, list(known)))


def _target(case: Case, name: str) -> tuple[str, str]:
    """The kind and the id of the one record that answers to a key or to the start of an id."""
    everything = [(kind, live) for kind in KIND_OF.values() for live in case.state().of(kind)]
    found = [(kind, live.id) for kind, live in everything if kind in ("entity", "source") and live.record.key == name]
    if not found and len(name) >= 6:
        found = [(kind, live.id) for kind, live in everything if live.id.startswith(name)]
    if len(found) != 1:
        keys = [live.record.key for kind, live in everything if kind in ("entity", "source")]
        raise Unknown(case.path.name, "record", name, codebook.near(name, keys))
    return found[0]


def allowed(case: Case, audience: str, *, day: str | None = None, purpose: str | None = None) -> Listing:
    """For every worker, by key, what that worker allows an audience on a day (today, by the clock of the case).

    A list of pairs of key and `Allowance`, and `.df`.
    """
    found = allowed_in(case.state(), codebook.audience(audience), day or case.door.now()[:10], purpose)
    keys = {live.id: live.record.key for live in case.state().of("entity")}
    pairs = sorted((keys[key], one) for key, one in found.items())
    return Listing(pairs, f"What workers allow: {audience}", SHOWN, row=_allowance)


def _allowance(pair: tuple[str, Allowance]) -> dict[str, Any]:
    return {"worker": pair[0]} | {name: getattr(pair[1], name) for name in SHOWN[1:]}


@dataclasses.dataclass(frozen=True)
class Receipt:
    """Who got which release, and whether anybody has withdrawn from it since: then the recipient has to be told."""

    released: Released
    tell: tuple[str, ...]

    def values(self) -> dict[str, Any]:
        """The receipt as plain values, as `--json` prints it; the numbers that it published stay out."""
        made = dataclasses.asdict(self.released)
        made.pop("published")
        return made | {"tell": list(self.tell)}


def receipts(case: Case) -> Listing:
    """Every release that was made (`Receipt`), with the workers who stopped the sharing after it, by key; and `.df`.

    Of a worker who was destroyed no key is left: the tombstone stands there, of each release made before it.
    """
    stopped = {
        case.state().get(worker): min(live.at for live in lives)
        for worker, lives in case.state().withdrawals(*STOPPED).items()
    }
    since = sorted((live.record.key, at) for live, at in stopped.items() if live is not None)
    since += [(f"a destroyed worker (tombstone {live.id[:12]})", live.at)
              for live in case.state().of("tombstone") if live.record.cause == "withdrawn"]  # fmt: skip
    made = [Receipt(one, tuple(key for key, at in since if at >= one.at)) for one in releases(case)]
    shown = ("audience", "recipient", "at", "id", "tell")
    return Listing(made, "Releases", shown, row=Receipt.values)


def preview(case: Case, audience: str, *, purpose: str | None = None, lang: str = "en") -> Preview:
    """What a release for an audience would say, to be looked at before it is made; nothing is written or logged.

    Raises:
        Unknown: there is no such audience, or no such language.
    """
    return previewed(preflight(case, audience, purpose=purpose), day=case.door.now()[:10], lang=lang)


def audiences() -> list[Audience]:
    """Every audience for whom a protected release can be made.

    Example:
        >>> [one.id for one in audiences()][:2]
        ['court-annex', 'cptv-referral']
    """
    return [codebook.audience(name) for name in codebook.audiences()]
