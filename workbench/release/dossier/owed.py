"""What each institution owed, was told, answered and did, step by step with its source: the tables of its chapter."""

from workbench.codebook.messages import messages
from workbench.disclosure.times import stretch
from workbench.figures.retold import own
from workbench.figures.words import speaking
from workbench.findings.responses import Response, Step
from workbench.records import Period
from workbench.release.dossier.document import Block, Cell, Link, Table, Text, text
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.worded import worded

ANSWERS = ("act", "check")
# Times that run from the day on which something happened: from a month no day can be reckoned.
RUNNING = ("hours", "days", "working-days", "months")
DUTY = ("number", "institution", "owed", "instrument", "force", "last-day", "standing", "steps")
STEP = ("duty", "when", "step", "event", "finds", "told-by", "source", "words")


def rows(ground: Ground, body: str | None = None) -> list[Response]:
    """The duties of a body, by id, or of all, of which something is on record for this audience."""
    found = ground.held.responses
    return [one for one in found.rows if body in (None, one.bearer_id)] if found else []


def bearers(ground: Ground) -> list[str]:
    """Whoever has a duty on record, by id."""
    return list(dict.fromkeys(one.bearer_id for one in rows(ground)))


def chapter(ground: Ground, body: str) -> tuple[Block, ...]:
    """What one body owed and how that stands, and what it was told and did, in the order of the days."""
    listed = rows(ground, body)
    return (_duties(ground, listed), _steps(ground, listed)) if listed else ()


def overall(ground: Ground) -> tuple[Block, ...]:
    """The same of all bodies as two tables for programs, and as of which day it stands."""
    listed = rows(ground)
    if not listed:
        return ()
    return (_duties(ground, listed, "duties"), _steps(ground, listed, "duty-steps"))


def _duties(ground: Ground, listed: list[Response], name: str = "") -> Table:
    say, day = ground.say, ground.held.responses.as_of if ground.held.responses else None
    until = _coarse(ground, day) if day else say("when.undated")
    columns = range(len(DUTY)) if name else [at for at, one in enumerate(DUTY) if one != "institution"]
    lines = [_duty(ground, one) for one in listed]
    widths = (7, 26, 40, 36, 14, 16, 18, 8)
    return Table(
        say("duty.caption", day=until), tuple(say("table." + DUTY[at]) for at in columns),
        tuple(tuple(line[at] for at in columns) for line in lines), name=name, note=say("duty.note") if name else "",
        anchors=() if name else tuple(f"duty-{one.number}" for one in listed),
        widths=tuple(widths[at] for at in columns), data_only=bool(name),
    )  # fmt: skip


def _duty(ground: Ground, one: Response) -> tuple[Cell, ...]:
    say = ground.say
    owed = f"{title(ground, one)} ({one.about})" if one.about else title(ground, one)
    standing = say("duty.status-" + one.status.replace(" ", "-"))
    checked = "" if one.duty.verified else f" [{say('law.unverified')}]"
    instrument, force = (
        f"{say.of({'en': one.duty.instrument, **one.duty.instruments})}{checked}",
        say("duty.force-" + one.duty.force),
    )
    return one.number, one.bearer, owed, instrument, force, _last_day(ground, one), standing, len(one.steps)


def _last_day(ground: Ground, one: Response) -> str:
    """The last day; where it is reckoned from a day that this copy does not tell, how long there was; where it is
    none, what the duty itself says of it, as the page of duties does."""
    say, duty = ground.say, one.duty
    told = any(step.due for step in one.steps) or duty.due_kind not in RUNNING
    if one.due and (told or ground.held.prepared.audience.time == "day"):
        return _coarse(ground, one.due.isoformat())
    if duty.due_kind == "none":
        with speaking(say):
            return own(duty.due)
    return say("duty.runs", within=say("duty.within-" + duty.due_kind, number=duty.due_number))


def _coarse(ground: Ground, day: str) -> str:
    """A day as exactly as this audience may know it; what is counted from a month is known to the month alone."""
    return ground.span(stretch(day, ground.held.prepared.audience.time))


def title(ground: Ground, one: Response) -> str:
    """What is owed, in the language of the dossier where its table has it, else in English."""
    return ground.say.of({"en": one.duty.title, **one.duty.titles})


def _steps(ground: Ground, listed: list[Response], name: str = "") -> Table:
    say = ground.say
    made = tuple(_step(ground, row, one, linked=not name) for row in listed for one in row.steps)
    anchors = () if name else tuple(f"act-{row.number}-{at}" for row in listed for at, _ in enumerate(row.steps, 1))
    return Table(
        say("duty.steps"), tuple(say("table." + one) for one in STEP), made, name=name, anchors=anchors,
        widths=(8, 16, 12, 44, 14, 22, 30, 9), data_only=bool(name),
    )  # fmt: skip


def _step(ground: Ground, row: Response, one: Step, *, linked: bool) -> tuple[Cell, ...]:
    say = ground.say
    role = messages(say.text_lang)("responsespanel.role-" + one.role)  # a panel's word, in the language of the text
    finds = say("duty.finds-" + one.finds) if one.finds else "–"
    against = "" if one.stance == "supports" else f" ({say('stance.' + one.stance)})"
    number: Cell = Link(str(row.number), f"duty-{row.number}") if linked else row.number
    return (
        number, when(ground, one), role, one.title, finds + against, one.by or "–",
        one.source, worded(ground, [one.passage] if one.passage else []),
    )  # fmt: skip


def when(ground: Ground, one: Step) -> str:
    """When a step was, in words."""
    return ground.span(Period(start=one.stretch.start, end=one.stretch.end))


def asked(ground: Ground) -> list[Text]:
    """What was tried before: what bodies were told, by whom and when, each as a line that leads to its step."""
    return _lines(ground, ("notice",))


def answered(ground: Ground) -> list[Text]:
    """What bodies did, or were found not to have done, each as a line that leads to its step."""
    return _lines(ground, ANSWERS)


def notices(ground: Ground, body: str) -> int:
    """How often a body was told or asked, as far as this copy says."""
    return sum(len(one.of("notice")) for one in rows(ground, body))


def _lines(ground: Ground, roles: tuple[str, ...]) -> list[Text]:
    made, say = [], ground.say
    for row in rows(ground):
        for at, one in enumerate(row.steps, 1):
            if one.role in roles:
                finds = f"; {say('duty.finds-' + one.finds)}" if one.finds else ""
                by = f"; {one.by}" if one.by else ""
                words = f"{when(ground, one)}: {row.bearer}: {one.title}{finds} ({one.source}{by}; "
                made.append(text(words, Link(say("duty.step"), f"act-{row.number}-{at}"), ")"))
    return made
