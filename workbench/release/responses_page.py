"""What institutions owed and did as one page: the figure, the table, and the words behind it."""

from workbench.figures import responses as drawing
from workbench.figures.retold import coded, own
from workbench.figures.words import tidy, word
from workbench.findings.responses import Response, Responses, Step
from workbench.markup import escape
from workbench.release.entries import passage, pointer
from workbench.release.evidence import Found
from workbench.release.evidence import found as places
from workbench.release.fewer import fewer
from workbench.release.known_days import DAY
from workbench.release.page import Html, dated, figure, grid, join, listed, page, section
from workbench.release.responses import about, force, instrument, kept, rates, untouched
from workbench.tables import Tables


def as_html(found: Responses, tables: Tables) -> bytes:
    """One page: the figure, the table, what falls due, and the words behind each step; answers go into the workbook."""
    where = places(tables, (place for row in found.rows for place in row.passages))
    lead = join([_paragraph("lead"),
                 listed(about(found, tables)[2:], "small")])  # fmt: skip
    near = [_reminder(row) for row in found.reminders()]
    rest = [
        f"{drawing.duty(one)}: {own(one.bearer)}; {instrument(one)} ({force(one.force)})" for one in found.untouched
    ]
    due = [section("due", _words_of("due"), listed(near) if near else _paragraph("nothing-due", "none"))]
    if not DAY.fullmatch(found.as_of or ""):
        due = []  # as of no day, nothing is known of 30 days
    counted = [section("rates", _words_of("numbers"), _rates(tables))]
    if kept(rates(tables), tables):
        counted = []
    sections = [
        section("glance", word("page.glance"), figure(drawing.draw(found), _words_of("figure"))),
        section("table", word("heading.reply"), _table(found)),
        section("steps", _words_of("steps"), _steps(found, where)),
        *due,
        *counted,
        section("untouched", untouched(tables)[1], listed(rest) if rest else _paragraph("all-on-record", "none")),
        section("words", _words_of("words"), _words(found, where, tables)),
    ]  # fmt: skip
    as_of = word("matrixfile.as-of", day=own(found.as_of)) if found.as_of else ""
    return page(tables, _words_of("title", as_of=as_of), lead, sections)


def _words_of(key: str, **values: object) -> str:
    return word(f"responsesfile.{key}", **values)


def _paragraph(key: str, style: str = "", **values: object) -> Html:
    named = f' class="{style}"' if style else ""
    return Html(f"<p{named}>{escape(_words_of(key, **values))}</p>")


def _reminder(row: Response) -> str:
    told = {"due": own(str(row.due)), "bearer": own(row.bearer), "duty": drawing.duty(row.duty)}
    return _words_of("reminder", n=row.number, **told)


def _table(found: Responses) -> Html:
    if not found.rows:
        return _paragraph("no-duty", "none")
    by = Html(escape(word("table.instrument")))
    headers = ["no.", "institution", "what it owed", by, "force", "last day, or how long there is", "days since",
               "status", "why"]  # fmt: skip
    rows = [
        [row.number, f"{row.bearer} ({row.about})" if row.about else row.bearer, drawing.duty(row.duty),
         instrument(row.duty),
         force(row.duty.force), dated(str(row.due or row.duty.due)), "" if row.days is None else row.days,
         drawing.status(row),
         dated(row.why)]
        for row in found.rows
    ]  # fmt: skip
    kept, ids = (*headers[:6], "status"), [f"duty-{row.number}" for row in found.rows]
    table = fewer(headers, rows, _words_of("table"), kept=kept, ids=ids)
    return join([table, _paragraph("legend", "small", which=_words_of("statuses")), _paragraph("answers", "small")])


def _rates(tables: Tables) -> Html:
    made = rates(tables)
    if not made.rows:
        return _paragraph("no-rate", "none")
    return grid(made.headers, [[str(cell) for cell in row] for row in made.rows], _words_of("rates"))


def _steps(found: Responses, where: dict[str, Found]) -> Html:
    rows = [
        [f"{row.number}", drawing.role(one.role), dated(one.when), one.title, _finds(one), one.by,
         coded("stance", one.stance), one.source, _link(one, where), one.note]
        for row in found.rows for one in row.steps
    ]  # fmt: skip
    headers = ["no.", "step", "when", "what", "finds", "by", "stance", "source", "stands on", "note"]
    return fewer(headers, rows, _words_of("every-step")) if rows else _paragraph("no-step", "none")


def _finds(one: Step) -> str:
    return coded("duty.finds", one.finds or "", (one.finds or "").replace("-", " "))


def _link(one: Step, where: dict[str, Found]) -> Html | str:
    return pointer(one.id, where[one.passage]) if one.passage else word("chronologyfile.no-passage")


def _words(found: Responses, where: dict[str, Found], tables: Tables) -> Html:
    parts = [
        passage(tables, where[one.passage], _told(row, one), one.id, _back(row))
        for row in found.rows for one in row.steps if one.passage
    ]  # fmt: skip
    return join(parts) if parts else _paragraph("no-words", "none")


def _told(row: Response, one: Step) -> str:
    return tidy(f"{row.number}. {own(one.when)}: {own(one.title)}")


def _back(row: Response) -> Html:
    return Html(f'<p class="back small"><a href="#duty-{escape(row.number)}">{escape(word("page.back"))}</a></p>')
