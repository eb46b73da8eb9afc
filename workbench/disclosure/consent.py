"""What each worker allows one audience, on one day: what is missing is no."""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.casefile.state import State
from workbench.codebook import Audience
from workbench.disclosure.children import Ages, independent
from workbench.disclosure.decided import decisions
from workbench.disclosure.finding import Finding, Remedy
from workbench.disclosure.on_record import of_kinds
from workbench.findings.sameness import of_records
from workbench.records import Consent, Entity, Record, last_day

NAMED = ("initials", "name")
FORMS = ("totals", "pseudonym", "initials", "name")  # from the least that is shown to the most
# The kinds of record that say what a worker allows, how old a worker is, and whether a guardian is independent.
ASKED_OF = ("entity", "consent", "coding", "relation", "danger", "sameness", "protection")
STOPPED = ("stop-sharing", "stop-using", "destroy")  # each act of withdrawal holds what the one before it does
TOTALS = "in totals alone: that is how the worker wants to appear"
ALSO = "another record that somebody says is the same person"
SWITCHES = ("submit", "letter", "summary", "naming")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Allowance:
    """What one worker allows: `counted` in totals, `account` handed over, shown as `form` (totals, pseudonym, initials
    or name), and `why` no more than that, in words; `child` where the worker is or was under 18.

    Example:
        >>> Allowance(worker="a" * 64, why="no consent on file").counted
        False
    """

    worker: str
    counted: bool = False
    account: bool = False
    form: str = "totals"
    why: str = ""
    child: bool = False

    @property
    def named(self) -> bool:
        """Whether the worker goes by the own name or its initials."""
        return self.account and not self.child and self.form in NAMED


def allowances(
    records: Iterable[tuple[str, Record]],
    audience: Audience,
    day: str,
    *,
    purpose: str | None = None,
    withdrawn: Iterable[str] = (),
) -> dict[str, Allowance]:
    """What every worker of a case allows an audience on a day (YYYY-MM-DD), by the worker's id.

    Consents that were given for several purposes must all allow a thing, unless `purpose` names one of them. Of two for
    one purpose the later decides. `withdrawn` are workers who stopped the sharing. Workers of whom somebody says that
    they are one allow no more than each of them does. An account goes to an authority only
    where the worker knew that a letter goes there; a name, only where the audience may name at all, and nobody decided
    that the worker goes by a pseudonym.

    The four switches are those of the form of the UN Special Rapporteur on contemporary forms of slavery (OHCHR).
    """
    told = list(records)
    ages, stopped = Ages(told, day), set(withdrawn)
    consents: dict[str, list[Consent]] = {}
    for _, record in told:
        if isinstance(record, Consent) and record.audience == audience.id and purpose in (None, record.purpose):
            consents.setdefault(record.worker, []).append(record)
    workers = [(key, record) for key, record in told if getattr(record, "schema", "") == "Worker"]
    found = {}
    for key, _ in workers:
        if key in stopped:
            found[key] = Allowance(worker=key, why="the worker has stopped the sharing", child=ages.child(key))
        else:
            found[key] = _allowed(key, consents.get(key, []), audience, _Ground(day, ages, told))
    for group in set(of_records(told).values()):
        _together(found, sorted(group & found.keys()))
    for key, acts in decisions(told, audience.id).items():
        if "pseudonymise" in acts and key in found and found[key].form in NAMED:
            found[key] = dataclasses.replace(found[key], form="pseudonym")
    return found


def _together(found: dict[str, Allowance], workers: list[str]) -> None:
    """Lets workers of whom somebody says that they are one allow no more than each of them does."""
    held = [found[worker] for worker in workers]
    for worker in workers if len(held) > 1 else ():
        least = min(held, key=lambda one: (one.counted, one.account, FORMS.index(one.form)))
        found[worker] = Allowance(
            worker=worker, counted=all(one.counted for one in held), account=all(one.account for one in held),
            form=min((one.form for one in held), key=FORMS.index), child=any(one.child for one in held),
            why=found[worker].why or (least.why and f"{ALSO}: {least.why}"),
        )  # fmt: skip


def allowed_in(state: State, audience: Audience, day: str, purpose: str | None = None) -> dict[str, Allowance]:
    """What every worker of a case allows an audience on a day, from its state: the same as `allowances`.

    Example:
        >>> from workbench.codebook import audience
        >>> allowed_in(State((), {}), audience("public"), "2024-06-01")
        {}
    """
    return allowances(of_kinds(state, ASKED_OF), audience, day, purpose=purpose, withdrawn=state.withdrawals(*STOPPED))


@dataclasses.dataclass(frozen=True)
class _Ground:
    day: str
    ages: Ages
    records: list[tuple[str, Record]]


def _allowed(worker: str, consents: list[Consent], audience: Audience, ground: _Ground) -> Allowance:
    child = ground.ages.child(worker)
    held, why = _holding(consents, ground)
    if held and (bar := _barred(worker, held, ground)):
        held, why = [], bar
    if not held:
        return Allowance(worker=worker, why=why, child=child)
    said = {name: all(getattr(one, name) for one in held) for name in SWITCHES}
    account = said["submit"] and (said["letter"] or not audience.authority)
    form = _form(held, audience, said["naming"]) if account and not child else "totals"
    alone = form == "totals"  # whoever wants to stand in totals alone hands over no account, whatever else was ticked
    return Allowance(
        worker=worker, counted=said["summary"] or account, account=not alone, form=form, child=child,
        why=TOTALS if account and not child and alone else _reason(said, account, child),
    )  # fmt: skip


def _holding(consents: list[Consent], ground: _Ground) -> tuple[list[Consent], str]:
    """The latest consent for each purpose, where all of them hold on the day; otherwise none, and why."""
    latest: dict[str, Consent] = {}
    for one in sorted(consents, key=lambda one: one.given):
        latest[one.purpose] = one
    if not latest:
        return [], "no consent on file for this audience"
    over = sorted(one.until for one in latest.values() if one.until and _past(one.until, ground.day))
    early = sorted(one.given for one in latest.values() if one.given > ground.day)
    if over or early:
        return [], f"the consent ran out on {over[0]}" if over else f"the consent is dated {early[0]}, after that day"
    return list(latest.values()), ""


def _past(until: str, day: str) -> bool:
    last = last_day(until)
    return last is not None and last < datetime.date.fromisoformat(day)


def _barred(worker: str, held: list[Consent], ground: _Ground) -> str:
    """Why the consent of a worker under 18 does not count; empty where it does, or where nobody was under 18."""
    for one in held:
        if not ground.ages.under_age(worker, one.given):
            continue
        if one.guardian is None or one.assent is None:
            return "a worker under 18, without an independent guardian and the child's own assent on file"
        if reason := independent(one.guardian, ground.records):
            return f"a worker under 18, whose guardian is not independent: {reason}"
    return ""


def _form(held: list[Consent], audience: Audience, naming: bool) -> str:
    """The least that any of the consents allows; no name without the switch, or for an audience that names nobody."""
    asked = [one.shown_as or ("name" if one.naming else "pseudonym") for one in held]
    form = min(asked, key=FORMS.index)
    return form if FORMS.index(form) < FORMS.index("initials") or (naming and audience.naming) else "pseudonym"


def _reason(said: Mapping[str, Any], account: bool, child: bool) -> str:
    if child:
        return "under 18: in totals alone"
    if account:
        return ""
    missing = "submit" if not said["submit"] else "letter"
    if not said["summary"]:
        return "neither a summary nor the account was allowed"
    return {"submit": "in totals alone: the account may not be handed over",
            "letter": "in totals alone: the worker did not agree to a letter to the authorities"}[missing]  # fmt: skip


def of_consents(
    records: Iterable[tuple[str, Record]], allowed: Mapping[str, Allowance], audience: str, purpose: str | None = None
) -> Iterator[Finding]:
    """What there is to say of consents: who is left out and why, a guardian who does not count, purposes that differ.

    Example:
        >>> list(of_consents([], {}, "public"))
        []
    """
    told = list(records)
    keys = {key: one.key for key, one in told if isinstance(one, Entity)}
    for worker, one in sorted(allowed.items(), key=lambda entry: keys[entry[0]]):
        code = "guardian-not-independent" if "guardian" in one.why else "no-consent" if one.why else ""
        if one.child and one.counted:
            code = "child-in-totals"
        if code:
            yield Finding(code, keys[worker], (one.why,), Remedy("withhold-row", keys[worker]), "consents")
    purposes = {one.purpose for _, one in told if isinstance(one, Consent) and one.audience == audience}
    if purpose is None and len(purposes) > 1:
        remedy = Remedy("withhold-row", audience, (), "Name one purpose with --purpose")
        yield Finding("purposes-differ", audience, tuple(sorted(purposes)), remedy, "consents")
