"""What institutions owed and did as files: a table that can be answered line by line, a page, a figure."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbench.codebook import Duty
from workbench.codebook.messages import ENGLISH
from workbench.figures import responses as drawing
from workbench.figures.retold import coded, head, own
from workbench.figures.words import told, word
from workbench.findings.identification import identification
from workbench.findings.responses import Response, Responses, Step
from workbench.release.matrix import document_bytes
from workbench.release.page import notice, released
from workbench.release.sheets import Sheet, as_csv, silent, valued
from workbench.release.spoken_sheet import called, spoken
from workbench.release.xlsx import workbook
from workbench.tables import Tables

TO_WRITE = ("answer of the institution",)  # empty in what leaves: the institution writes there
WIDTHS = {"number": 8, "duty": 40, "instrument": 40, "bearer": 30, "set_off": 40, "told": 40, "done": 40, "checks": 40,
          "why": 50, "sources": 40}  # fmt: skip


def sheet(found: Responses) -> Sheet:
    """One row a duty of an institution, with an empty column for its answer."""
    frame = found.df
    if told().text_lang != ENGLISH:
        frame = _said(found, frame)
    frame = frame.assign(force=[force(one) for one in frame["force"]])
    rows = tuple(
        (*line, "", _verified(row)) for row, line in zip(found.rows, frame.itertuples(index=False), strict=True)
    )
    headers = (*(str(name).replace("_", " ") for name in frame.columns), TO_WRITE[0],
               "compared with the original")  # fmt: skip
    widths = tuple(WIDTHS.get(str(name), 14) for name in frame.columns)
    return Sheet("Responses", headers, rows, (*widths, 50, 16), freeze=2)


def _said(found: Responses, frame: pd.DataFrame) -> pd.DataFrame:
    """The table with its duties, instruments and steps in the language that is spoken here."""
    of = {"set_off": "trigger", "told": "notice", "done": "act", "checks": "check"}
    steps = {name: [_listed(row.of(role)) for row in found.rows] for name, role in of.items()}
    return frame.assign(duty=[drawing.duty(row.duty) for row in found.rows],
                        instrument=[instrument(row.duty) for row in found.rows], **steps)  # fmt: skip


def _listed(steps: Sequence[Step]) -> str:
    return "; ".join(f"{own(one.when, iso=True)}: {own(one.title)}{_marks(one)}" for one in steps)


def _marks(one: Step) -> str:
    marks = [coded("duty.finds", one.finds)] if one.finds else []
    marks += [] if one.stance == "supports" else [coded("stance", one.stance)]
    return f" ({', '.join(marks)})" if marks else ""


def instrument(one: Duty) -> str:
    """The instrument of a duty, in the language that is spoken here where the table of duties has it."""
    return told().of({"en": one.instrument, **one.instruments})


def force(name: str) -> str:
    """The force of a duty in the word of the dossier.

    Example:
        >>> force("binding"), force("practice")
        ('law', 'practice')
    """
    return word("duty.force-" + name)


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
        (row.number, row.bearer, drawing.role(one.role), one.when, one.title, one.finds, one.by, one.stance,
         one.source, one.note)
        for row in found.rows for one in row.steps
    )  # fmt: skip
    headers = ("number", "institution", "step", "when", "what", "finds", "by", "stance", "source", "note")
    notes = tuple((line,) for line in (*about(found, tables), *_sheets(tables)))
    counted = rates(tables)
    rest = tuple((drawing.duty(one), one.bearer, force(one.force), one.due, instrument(one)) for one in found.untouched)
    listed = sheet(found)  # its CSV keeps the names of its columns, for programs
    since = tuple("days since" if name == "days" else name for name in listed.headers)
    duties, done = (
        dataclasses.replace(listed, headers=since),
        Sheet("Steps", headers, steps, (8, 30, 10, 20, 60, 10, 24, 12, 34, 40), freeze=2),
    )
    for one in (duties, done):
        if left := silent(one, TO_WRITE):
            which = ", ".join(map(head, left))
            notes += ((word("responsesfile.left-out", sheet=called(one.name), which=which),),)
    codes = {"status": "duty.status", "compared with the original": "note"}
    sheets = [
        valued(duties, TO_WRITE), valued(done),
        *(() if kept(counted, tables) else (counted,)),
        Sheet(untouched(tables)[0], ("duty", "bearer", "force", "due", "instrument"), rest, (50, 40, 14, 40, 60)),
        Sheet("Notes", ("what to know",), notes, (120,)),
    ]  # fmt: skip
    made = [spoken(one, codes) for one in sheets]
    return workbook(made, title=word("worksheet.responses"), notice=notice(tables.info))


def _sheets(tables: Tables) -> list[str]:
    """What the sheets of the workbook hold that do not say it themselves."""
    rest = "responsesfile.sheet-left-out" if released(tables.info) else "responsesfile.sheet-unrecorded"
    return [
        word("responsesfile.sheet-steps", sheet=called("Steps"), number=head("number"), duties=called("Responses")),
        word(rest, sheet=called(untouched(tables)[0])),
    ]  # fmt: skip


def about(found: Responses, tables: Tables) -> list[str]:
    """What stands beside every form."""
    return [
        notice(tables.info), word("responsesfile.head", head=tables.head),
        word("responsesfile.as-of", day=own(found.as_of) if found.as_of else word("responsesfile.no-day")),
        word("responsesfile.status", which=word("responsesfile.statuses")),
        word("responsesfile.force", which=word("responsesfile.forces")), word("responsesfile.secondary"),
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


def kept(made: Sheet, tables: Tables) -> bool:
    """Whether there is no rate because a release takes no head counts along: then nothing is said of rates."""
    return not made.rows and released(tables.info)


def untouched(tables: Tables) -> tuple[str, str]:
    """What the list of the other duties is called, as a sheet and as a heading: what a release leaves out may be on
    record."""
    if released(tables.info):
        return "Not in this copy", word("responsesfile.not-here")
    return "Nothing on record", word("responsesfile.not-on-record")


def _page(found: Responses, tables: Tables) -> bytes:
    from workbench.release.responses_page import as_html

    return as_html(found, tables)


FORMS = {
    ".csv": [("", lambda found, tables: as_csv(sheet(found))), ("-rates", lambda found, tables: as_csv(rates(tables)))],
    ".xlsx": [("", as_xlsx)],
    ".json": [("", as_json)],
    ".html": [("", _page)],
    ".svg": [("", lambda found, tables: drawing.draw(found))],
}
