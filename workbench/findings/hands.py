"""Who and when, as custody says them: names as far as they may be shown, moments as far as they are known."""

from workbench.casefile import Live, State
from workbench.records import Completion, Consent, Source
from workbench.records.completion import UNSTATED


def when(occurred: str | None, zone: str | None) -> str | None:
    """A told moment with what is known of its zone; a zone is never made up.

    Example:
        >>> when("2024-05-18T21:40", None), when("2024-05", None), when(None, None)
        ('2024-05-18 21:40 (time zone not stated)', '2024-05', None)
    """
    if occurred is None:
        return None
    day, _, clock = occurred.partition("T")
    if not clock:
        return f"{day} ({zone})" if zone else day
    return f"{day} {clock} ({zone or 'time zone not stated'})"


def _source(state: State, identity: str, source: Source) -> str:
    """A source by what may be shown of it; where that was said later, what was said at intake, and by whom it was."""
    said = state.completions.get(identity, ())
    if not said:
        return _kind(source)
    first = next(live for live in state.recorded("source") if live.id == identity)
    later = "; ".join(f"record {live.id[:12]}, {_later(state, live)}" for live in said)
    return f"{first.record.label} (record {identity[:12]}: at intake nobody said who told it; {later})"


def _later(state: State, live: Live) -> str:
    said: Completion = live.record
    who = f", {named(state, said.worker)}" if said.worker else ""
    return f"{live.at.replace('T', ' ')[:16]} UTC, {named(state, live.agent)}: {said.label} ({said.kind}{who})"


def _kind(source: Source) -> str:
    return source.label if source.kind == UNSTATED else f"{source.label} ({source.kind})"


def named(state: State, identity: str | None) -> str | None:
    """What may be shown for a record that an event names: a label, an agent's name with its key, words as they are.

    Example:
        >>> named(State((), {}), "a guard at the gate")
        'a guard at the gate'
    """
    live = state.get(identity) if identity else None
    if live is None:
        return identity or None
    record = live.record
    if live.kind == "agent":
        return str(record.name) if record.name == record.key else f"{record.name} ({record.key})"
    if isinstance(record, Source):
        return _source(state, live.id, record)
    if isinstance(record, Consent):
        until = f", until {record.until}" if record.until else ""
        worker = named(state, record.worker)
        return f"{worker}: {record.form}, {record.given}{until}; for {record.audience}, {record.purpose}"
    return str(getattr(record, "label", None) or getattr(record, "name", None) or live.id[:12])
