"""One person's file as files for the team: a page, a table, a workbook, JSON. Nothing of it is for a release."""

from typing import Any

from workbench.findings.personal import PersonFile
from workbench.findings.ticking import Running
from workbench.release.evidence import Found
from workbench.release.evidence import found as places
from workbench.release.matrix import document_bytes
from workbench.release.page import Html, dated, grid, join, listed, notice, page, section
from workbench.release.sheets import Sheet, as_csv
from workbench.release.xlsx import workbook
from workbench.tables import Tables

INSIDE = "For the team alone: a person's file is part of no release. It counts nothing together and gives no score."
CLOCKS = (
    "Times are reckoned from what is on record, from the earliest day that it allows. Whether a time was stopped or "
    "began anew, and whether a rule holds here, is for a lawyer to say."
)
WIDTHS = (8, 22, 18, 40, 28, 14, 12, 40, 12, 10, 30, 40)


def sheet(found: PersonFile) -> Sheet:
    """One row a step."""
    frame = found.df.astype(object).where(found.df.notna(), None)
    headers = tuple(str(name).replace("_", " ") for name in frame.columns)
    return Sheet("Steps", headers, tuple(tuple(row) for row in frame.itertuples(index=False)), WIDTHS, freeze=1)


def as_xlsx(found: PersonFile, tables: Tables) -> bytes:
    """A workbook: the steps, what is open, the times that run, of what nothing is on record."""
    said = [("danger", line) for line in dangers(found)] + [("open", line) for line in found.open]
    said += [("time", one.words()) for one in found.times] + [("nothing on record", line) for line in found.gaps]
    said += [("what this is", line) for line in (notice(tables.info), INSIDE, CLOCKS)]
    sheets = [sheet(found), Sheet("Open", ("what", "in words"), tuple(said), (18, 120))]
    return workbook(sheets, title="Person", notice=f"{notice(tables.info)} {INSIDE}")


def as_json(found: PersonFile, tables: Tables) -> bytes:
    """The whole file as one JSON document."""
    return document_bytes({
        "notice": f"{notice(tables.info)} {INSIDE}", "head": tables.head, "worker": found.key, "as_of": found.as_of,
        "dangers": dangers(found),
        "steps": [{name: getattr(one, name) for name in STEP} | {"start": one.stretch.start, "end": one.stretch.end}
                  for one in found.steps],
        "needs": [{"need": need, "met": met} for need, met in found.met],
        "open": list(found.open), "times": [_time(one) for one in found.times], "gaps": list(found.gaps),
    })  # fmt: skip


STEP = ("number", "kind", "title", "when", "by", "side", "outcome", "reason", "told", "told_in", "source", "passage",
        "note")  # fmt: skip


def _time(one: Running) -> dict[str, Any]:
    clock = one.clock
    return {
        "title": one.title, "clock": clock.id if clock else None, "instrument": clock.instrument if clock else None,
        "source": clock.source if clock else None, "verified": clock.verified if clock else None, "step": one.step,
        "then": one.then, "earliest": str(one.earliest) if one.earliest else None,
        "latest": str(one.latest) if one.latest else None, "state": one.state, "may_stop": list(one.may_stop),
        "words": one.words(),
    }  # fmt: skip


def dangers(found: PersonFile) -> list[str]:
    """What is known of dangers to the person, which stands before everything else."""
    told = found.dangers
    if told is None:
        return ["Nobody has recorded whether this person is in danger."]
    lines = [f"{', '.join(told.flags) or 'none'} (asked {told.asked})"]
    named = (("referral", told.referral), ("reach by", told.channel), ("hours", told.hours), ("may say", told.may_say))
    return lines + [f"{name}: {words}" for name, words in named if words]


def as_html(found: PersonFile, tables: Tables) -> bytes:
    """One page: dangers, what is open, which time runs out when, what happened, and of what nothing is on record."""
    where = places(tables, (one.passage for one in found.steps if one.passage))
    met = [f"{need}: {words}" for need, words in found.met]
    sections = [
        section("danger", "Danger", listed(dangers(found))),
        section("open", "What is open", _lines(found.open, "Nothing on record is open.")),
        section("times", "Which time runs out when", Html(f'<p class="small">{CLOCKS}</p>'), _times(found)),
        section("steps", "What happened", _steps(found, where)),
        section("needs", "Needs, and who met them", _lines(met, "No need is on record.")),
        section("gaps", "Nothing on record", _lines(found.gaps, "There is something on record of each kind of step.")),
    ]
    as_of = f", as of {found.as_of}" if found.as_of else ""
    return page(tables, f"File of {found.worker}{as_of}", Html(f"<p>{INSIDE}</p>"), sections)


def _lines(lines: Any, none: str) -> Html:
    return listed([dated(line) for line in lines]) if lines else Html(f'<p class="none">{none}</p>')


def _times(found: PersonFile) -> Html:
    rows = [
        [dated(str(one.earliest or "no date")), dated(one.words()), one.state,
         one.clock.instrument if one.clock else "a last day of the step's own",
         one.clock.words if one.clock else "", one.clock.source if one.clock else ""]
        for one in found.times
    ]  # fmt: skip
    if not rows:
        return Html('<p class="none">No step on record sets a time going.</p>')
    return grid(["day", "time", "state", "instrument", "runs", "source of the rule"], rows, "The next to run out first")


def _steps(found: PersonFile, where: dict[str, Found]) -> Html:
    rows = [
        [one.number, dated(one.when), one.kind, one.title, one.by or "", one.outcome or "", one.reason or "",
         " ".join(filter(None, (one.told, one.told_in and f"in {one.told_in}"))), one.source, _quote(one, where)]
        for one in found.steps
    ]  # fmt: skip
    if not rows:
        return Html('<p class="none">No step is on record.</p>')
    headers = ["no.", "when", "kind", "what", "by", "outcome", "reason", "person told", "source", "words"]
    return grid(headers, rows, "Every step, as one source has it", ids=[f"step-{one.number}" for one in found.steps])


def _quote(one: Any, where: dict[str, Found]) -> str | Html:
    if not one.passage:
        return "no passage"
    place = where[one.passage]
    return join([place.quote or "(a picture)", f" ({place.file}, {place.place})"])


FORMS = {
    ".csv": [("", lambda found, tables: as_csv(sheet(found)))],
    ".xlsx": [("", as_xlsx)],
    ".json": [("", as_json)],
    ".html": [("", as_html)],
}
