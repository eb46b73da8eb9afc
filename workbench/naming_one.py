"""Telling one official the name of one worker, where that worker consented to that official; and of nobody else."""

import dataclasses
from typing import Any

from workbench import codebook
from workbench.casefile import Case
from workbench.casefile.mapping_key import file_of, opened_key, pairs_of
from workbench.casefile.released import Released, releases
from workbench.casefile.withdrawal import worker_of
from workbench.disclosure.consent import allowed_in
from workbench.disclosure.decided import decisions
from workbench.errors import Refused, Unknown
from workbench.records import Access, Consent, last_day

REVEALED = "name-worker"


@dataclasses.dataclass(frozen=True)
class Named:
    """One line of the key of a release: the pseudonym, and who that is.

    Example:
        >>> Named("Worker K7", ("Sava Ilić",)).sentence()
        'Worker K7 is Sava Ilić.'
    """

    pseudonym: str
    names: tuple[str, ...]

    def sentence(self) -> str:
        """The line as a sentence."""
        return f"{self.pseudonym} is {self.names[0]}."

    def values(self) -> dict[str, Any]:
        """The line as plain values, as `--json` prints it."""
        return {"pseudonym": self.pseudonym, "names": list(self.names)}


def name_of(case: Case, release: str, worker: str, *, to: str, passphrase: str, agent: str) -> Named:
    """Who a worker (by key or id) of a release is, for the one official whom the worker allowed to learn it.

    The worker must have switched `naming` on for the audience of that release and named this official as `recipient`,
    in the consent that counts today; a worker under 18 is named to nobody. It is logged before the name is given: to
    whom, by whom, of which worker.

    Raises:
        Unknown: no release or worker is called so, or the worker is not in this release.
        Refused: the consent does not allow it, and why; the key is not even opened then.
        Missing, NotOpened, BadValue, NotWritten: as `open_key`.
    """
    made = _release(case, release)
    who = worker_of(case, worker)
    entity = next(live.record for live in case.state().of("entity") if live.id == who)
    if why := refusal(case, who, made.audience, to):
        raise Refused(f"{entity.key}, to {to}", why, "Ask the worker, and record a consent that names this official")
    file = file_of(case.path, made.id)
    pairs = pairs_of(opened_key(case, made.id, passphrase), file.name)
    if who not in pairs:
        raise Unknown(file.name, "worker", entity.key, ["name a worker who was in the case when it was released"])
    case.log(agent, Access(
        action=REVEALED, head=case.head(), release=made.id, audience=made.audience, recipient=to, mapping=made.mapping,
        items=(who,),
    ))  # fmt: skip
    return Named(pairs[who], entity.names or (entity.label,))


def refusal(case: Case, worker: str, audience: str, to: str) -> str:
    """Why a worker (by id) may not be named to an official today; empty where the worker allowed it.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo, Entity
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> with case.writing(case.agent("M")) as writer:
        ...     made = writer.record(Entity(key="W-05", schema="Worker", label="W-05"))
        >>> refusal(case, made, "ombudsman", "A. Official")
        'no consent on file for this audience'
    """
    state, day = case.state(), case.door.now()[:10]
    if audience not in codebook.audiences():
        return f"the release was made for {audience}, to whom no worker is named"
    allowed = allowed_in(state, codebook.audience(audience), day)[worker]
    if allowed.child:
        return "a worker who was under 18 is named to nobody"
    if not allowed.account:
        return allowed.why
    told = [(live.id, live.record) for kind in ("protection", "entity", "sameness") for live in state.of(kind)]
    if {"withhold", "pseudonymise"} & decisions(told, audience).get(worker, frozenset()):
        return "it was decided that this worker is withheld, or goes by a pseudonym"
    latest: dict[str, Consent] = {}
    for live in sorted(state.of("consent"), key=lambda live: str(live.record.given)):
        if live.record.worker == worker and live.record.audience == audience:
            latest[live.record.purpose] = live.record
    if not any(one.naming and one.recipient == to and _holds(one, day) for one in latest.values()):
        return "no consent of this worker names this official and allows naming"
    return ""


def _holds(consent: Consent, day: str) -> bool:
    last = last_day(consent.until) if consent.until else None
    return consent.given <= day and (last is None or last.isoformat() >= day)


def _release(case: Case, release: str) -> Released:
    made = {one.id: one for one in releases(case)}
    found = [one for key, one in made.items() if len(release) >= 6 and key.startswith(release)]
    if len(found) != 1:
        raise Unknown(case.path.name, "release", release, codebook.near(release, list(made)))
    return found[0]
