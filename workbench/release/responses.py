"""What institutions owed and did as files: a table that can be answered line by line, a page, a figure."""

from typing import Any

from workbench.figures import responses as drawing
from workbench.figures.words import word
from workbench.findings.identification import identification
from workbench.findings.responses import Response, Responses, Step
from workbench.markup import escape
from workbench.release.entries import passage, pointer
from workbench.release.evidence import Found
from workbench.release.evidence import found as places
from workbench.release.fewer import fewer
from workbench.release.known_days import DAY
from workbench.release.matrix import document_bytes
from workbench.release.page import Html, dated, figure, grid, join, listed, notice, page, released, section
from workbench.release.sheets import Sheet, as_csv, silent, valued
from workbench.release.xlsx import workbook
from workbench.tables import Tables

STATUSES = (
    "met; met late; missed: a dated check on file found nothing done after the last day; open: not due yet; "
    "unknown: due, and no dated check is on file, or a date is not exact enough; no deadline: nothing sets a day"
)
FORCES = (
    "law: it binds; recommended, political, practice: no law is broken where it was not done. A status says what is on "
    "record, and is no finding of a court"
)
TO_WRITE = ("answer of the institution",)  # empty in what leaves: the institution writes there
WIDTHS = {"number": 8, "duty": 40, "instrument": 40, "bearer": 30, "set_off": 40, "told": 40, "done": 40, "checks": 40,
          "why": 50, "sources": 40}  # fmt: skip


def sheet(found: Responses) -> Sheet:
    """One row a duty of an institution, with an empty column for its answer."""
    frame = found.df
    frame = frame.assign(force=[force(one) for one in frame["force"]])
    rows = tuple(
        (*line, "", _verified(row)) for row, line in zip(found.rows, frame.itertuples(index=False), strict=True)
    )
    headers = (*(str(name).replace("_", " ") for name in frame.columns), TO_WRITE[0],
               "compared with the original")  # fmt: skip
    widths = tuple(WIDTHS.get(str(name), 14) for name in frame.columns)
    return Sheet("Responses", headers, rows, (*widths, 50, 16), freeze=2)


def force(name: str) -> str:
    """The force of a duty in the word of the dossier.

    Example:
        >>> force("binding"), force("practice")
        ('law', 'practice')
    """
    return word("duty.force-" + name)


def _role(one: Step) -> str:
    """What a step is, in the word of the dossier and of the drawing: "told", not "notice"."""
    return word("responsespanel.role-" + one.role)


def _verified(row: Response) -> str:
    return "yes" if row.duty.verified else "no"


def rates(tables: Tables) -> Sheet:
    """One row a rate of identification or response, with both its numbers and their sources."""
    frame = identification(tables).df
    rows = tuple(tuple(line) for line in frame.itertuples(index=False))
    headers = tuple(str(name).replace("_", " ") for name in frame.columns)
    headers = tuple({"low": "per cent, least", "high": "per cent, most"}.get(name, name) for name in headers)
    return Sheet("Rates", headers, rows, (8, 40, 40, 14, 14, 14, 14, 34, 34, 20), freeze=2)


def as_xlsx(found: Responses, tables: Tables) -> bytes:
    """A workbook: the duties, each step with its source, what is on file without a record, and how to read it."""
    steps = tuple(
        (row.number, row.bearer, _role(one), one.when, one.title, one.finds, one.by, one.stance, one.source, one.note)
        for row in found.rows for one in row.steps
    )  # fmt: skip
    headers = ("number", "institution", "step", "when", "what", "finds", "by", "stance", "source", "note")
    notes = tuple((line,) for line in about(found, tables))
    counted = rates(tables)
    rest = tuple((one.title, one.bearer, force(one.force), one.due, one.instrument) for one in found.untouched)
    duties, done = sheet(found), Sheet("Steps", headers, steps, (8, 30, 10, 20, 60, 10, 24, 12, 34, 40), freeze=2)
    for one in (duties, done):
        if left := silent(one, TO_WRITE):
            notes += ((f"{one.name}: left out, for nothing stands in them: {', '.join(left)}",),)
    return workbook([
        valued(duties, TO_WRITE), valued(done),
        *(() if _kept(counted, tables) else (counted,)),
        Sheet(_untouched(tables)[0], ("duty", "bearer", "force", "due", "instrument"), rest, (50, 40, 14, 40, 60)),
        Sheet("Notes", ("what to know",), notes, (120,)),
    ], title="Responses", notice=notice(tables.info))  # fmt: skip


def about(found: Responses, tables: Tables) -> list[str]:
    """What stands beside every form."""
    return [
        notice(tables.info), f"Head of the ledger: {tables.head}", f"As of: {found.as_of or 'no day is on record'}",
        f"Status: {STATUSES}.", f"Force: {FORCES}.",
        "Duties were written down from secondary sources; each says whether anybody compared it with the original.",
    ]  # fmt: skip


def as_json(found: Responses, tables: Tables) -> bytes:
    """Every duty with its steps as one JSON document."""
    return document_bytes({
        "notice": notice(tables.info), "head": tables.head, "as_of": found.as_of, "about": about(found, tables)[3:],
        "responses": [_response(row) for row in found.rows],
        "reminders": [{"number": row.number, "due": str(row.due)} for row in found.reminders()],
        "rates": [{"rate": row.name, "of": row.denominator.label, "numerator": row.numerator.words(),
                   "denominator": row.denominator.words(), "low": str(row.low), "high": str(row.high),
                   "sources": [row.numerator.source, row.denominator.source]} for row in identification(tables).rows],
        "untouched": [one.id for one in found.untouched],
    })  # fmt: skip


def _response(row: Response) -> dict[str, Any]:
    return {
        "number": row.number, "duty": row.duty.id, "title": row.duty.title, "instrument": row.duty.instrument,
        "force": row.duty.force, "bearer": row.bearer, "about": row.about, "due": str(row.due) if row.due else None,
        "due_in_words": row.duty.due, "days": row.days, "status": row.status, "why": row.why,
        "verified": row.duty.verified, "steps": [_step(one) for one in row.steps],
    }  # fmt: skip


def _step(one: Step) -> dict[str, Any]:
    return {
        "role": one.role, "title": one.title, "finds": one.finds, "by": one.by, "start": one.stretch.start,
        "end": one.stretch.end, "when": one.when, "stance": one.stance, "source": one.source, "passage": one.passage,
        "note": one.note,
    }  # fmt: skip


def as_html(found: Responses, tables: Tables) -> bytes:
    """One page: the figure, the table with room for answers, what falls due, and the words behind each step."""
    where = places(tables, (place for row in found.rows for place in row.passages))
    lead = join([Html("<p>What each institution owed, when, and what is on record of it.</p>"),
                 listed(about(found, tables)[2:], "small")])  # fmt: skip
    near = [f"{row.due}: {row.bearer}: {row.duty.title} (no. {row.number})" for row in found.reminders()]
    rest = [f"{one.title}: {one.bearer}; {one.instrument} ({force(one.force)})" for one in found.untouched]
    due = [section("due", "Falls due within 30 days", listed(near) if near else Html('<p class="none">Nothing.</p>'))]
    if not DAY.fullmatch(found.as_of or ""):
        due = []  # as of no day, nothing is known of 30 days
    counted = [section("rates", "Identification and response in numbers", _rates(tables))]
    if _kept(rates(tables), tables):
        counted = []
    sections = [
        section("glance", "At a glance", figure(drawing.draw(found), "Each line is a row of the table.")),
        section("table", "Line by line", _table(found)),
        section("steps", "What was set off, told, done and found", _steps(found, where)),
        *due,
        *counted,
        section("untouched", _untouched(tables)[1], listed(rest) if rest else Html("<p>None.</p>")),
        section("words", "The words behind the steps", _words(found, where, tables)),
    ]  # fmt: skip
    as_of = f", as of {found.as_of}" if found.as_of else ""
    return page(tables, f"What institutions owed and did{as_of}", lead, sections)


def _kept(made: Sheet, tables: Tables) -> bool:
    """Whether there is no rate because a release takes no head counts along: then nothing is said of rates."""
    return not made.rows and released(tables.info)


def _untouched(tables: Tables) -> tuple[str, str]:
    """What the list of the other duties is called, as a sheet and as a heading: what a release leaves out may be on
    record."""
    if released(tables.info):
        return "Not in this copy", "Duties of which this copy tells nothing"
    return "Nothing on record", "Duties of which nothing is on record"


def _table(found: Responses) -> Html:
    if not found.rows:
        return Html('<p class="none">No duty is on record.</p>')
    headers = ["no.", "institution", "what it owed", "by", "force", "last day, or how long there is", "days since",
               "status", "why",
               "answer of the institution"]  # fmt: skip
    rows = [
        [row.number, f"{row.bearer} ({row.about})" if row.about else row.bearer, row.duty.title, row.duty.instrument,
         force(row.duty.force), dated(str(row.due or row.duty.due)), "" if row.days is None else row.days, row.status,
         dated(row.why), ""]
        for row in found.rows
    ]  # fmt: skip
    kept, ids = (*headers[:6], "status", *TO_WRITE), [f"duty-{row.number}" for row in found.rows]
    return fewer(headers, rows, STATUSES, kept=kept, ids=ids)


def _rates(tables: Tables) -> Html:
    made = rates(tables)
    if not made.rows:
        return Html('<p class="none">No two counts on record make a rate.</p>')
    caption = "Per cent of each denominator; rivals stand beside each other. Small numbers are for the team alone"
    return grid(made.headers, [[str(cell) for cell in row] for row in made.rows], caption)


def _steps(found: Responses, where: dict[str, Found]) -> Html:
    rows = [
        [f"{row.number}", _role(one), dated(one.when), one.title, (one.finds or "").replace("-", " "), one.by,
         one.stance, one.source, pointer(one.id, where[one.passage]) if one.passage else "no passage", one.note]
        for row in found.rows for one in row.steps
    ]  # fmt: skip
    headers = ["no.", "step", "when", "what", "finds", "by", "stance", "source", "stands on", "note"]
    return fewer(headers, rows, "Every step, as one source has it") if rows else Html('<p class="none">None.</p>')


def _words(found: Responses, where: dict[str, Found], tables: Tables) -> Html:
    parts = [
        passage(tables, where[one.passage], f"{row.number}. {one.when}: {one.title}", one.id, _back(row))
        for row in found.rows for one in row.steps if one.passage
    ]  # fmt: skip
    return join(parts) if parts else Html('<p class="none">No step names a passage.</p>')


def _back(row: Response) -> Html:
    return Html(f'<p class="back small"><a href="#duty-{escape(row.number)}">back to the table</a></p>')


FORMS = {
    ".csv": [("", lambda found, tables: as_csv(sheet(found))), ("-rates", lambda found, tables: as_csv(rates(tables)))],
    ".xlsx": [("", as_xlsx)],
    ".json": [("", as_json)],
    ".html": [("", as_html)],
    ".svg": [("", lambda found, tables: drawing.draw(found))],
}
