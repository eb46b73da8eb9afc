"""The ledger of wages as one page: the drawing, months, contracts, debts, each claim step by step, and the words."""

from workbench.figures import wages as drawing
from workbench.findings.backpay import Claim, claims
from workbench.findings.due import Step
from workbench.findings.wage_month import AGREED, LEAST, PROMISED, Month
from workbench.findings.wages import Wages
from workbench.release.entries import anchor, passage
from workbench.release.evidence import Found
from workbench.release.evidence import found as places
from workbench.release.page import Html, dated, figure, grid, join, listed, markup, page, section
from workbench.release.wages import MISSING, STATES, about, contracts, debts, passages, terms
from workbench.tables import Tables

SHOWN = ("worker", "month", "promised", "contract", "days", "hours_normal", "hours_overtime", "break", "deductions",
         "kept", "paid", "paid_how", "missing", "state")  # fmt: skip


def as_html(found: Wages, tables: Tables) -> bytes:
    """One page with everything: each month leads to its steps, each step to the words that it rests on."""
    where = places(tables, passages(found))
    lead = join([
        Html("<p>What was promised, due, deducted and paid, month by month, as the sources have it.</p>"),
        listed(about(found, tables)[3:], "small"),
    ])  # fmt: skip
    annex = [section(f"claim-{number}", f"Claim of {claim.worker}", _claim(claim, where))
             for number, claim in enumerate(claims(found), 1)]  # fmt: skip
    sections = [
        section("glance", "At a glance", figure(drawing.draw(found), MISSING)),
        section("months", "Months", _months(found)),
        section("due", "What was due, on each basis", _due(found)),
        section("contracts", "Contracts, clause by clause",
                _sheet(contracts(found), "No contract is on record in two versions.")),
        section("terms", "Terms and rules, as each source has them", _sheet(terms(found), "No term is on record.")),
        section("debts", "Fees and debts", _sheet(debts(found), "No fee or debt of a worker is on record.")),
        *annex,
        section("apart", "Lines that no single month holds", _apart(found)),
        section("words", "The words behind the figures", _words(where, tables)),
    ]  # fmt: skip
    as_of = f", as of {found.as_of}" if found.as_of else ""
    return page(tables, f"Wages, contracts and debts{as_of}", lead, sections)


def _months(found: Wages) -> Html:
    if not found.rows:
        return Html('<p class="none">No month of a worker is on record.</p>')
    frame = found.df[list(SHOWN)]
    rows = [
        [_link(row), values[0], dated(values[1]), *values[2:]]
        for row, values in zip(found.rows, frame.itertuples(index=False), strict=True)
    ]
    headers = ["no.", *(name.replace("_", " ") for name in SHOWN)]
    return grid(
        headers, rows, f"One row a worker and month. {STATES}", ids=[f"month-{row.number}" for row in found.rows]
    )


def _link(row: Month) -> Html:
    return Html(f'<a href="#steps-{row.number}">{row.number}</a>')


def _due(found: Wages) -> Html:
    rows = []
    for row in found.rows:
        known = {one.basis: one.money for one in row.dues}
        signed = known.get(row.version or "")
        sums = (known.get(PROMISED), signed, known.get(AGREED), known.get(LEAST))
        words = [money.words() if money else "not known" for money in sums]
        rows.append([row.number, row.worker, dated(row.month), *words, row.lapses])
    headers = ["no.", "worker", "month", "as promised", "by the contract", AGREED, LEAST, "a claim lapses on"]
    return grid(headers, rows, "Rules of law are marked in the steps where nobody compared them with the original")


def _sheet(sheet, nothing: str) -> Html:  # type: ignore[no-untyped-def]
    if not sheet.rows:
        return Html(f'<p class="none">{markup(nothing)}</p>')
    return grid(sheet.headers, [["" if cell is None else str(cell) for cell in row] for row in sheet.rows], sheet.name)


def _claim(claim: Claim, where: dict[str, Found]) -> Html:
    parts = [listed(f"{step.what}: {step.how}: {step.result}" for step in claim.steps)]
    for month in claim.months:
        rows = [
            [number, step.what, step.how, step.result, _rests(step, where)]
            for number, step in enumerate(month.steps, 1)
        ]
        table = grid(["step", "what", "how", "result", "stands on"], rows, f"{claim.worker}, {month.month}: every step")
        parts.append(Html(f'<div id="steps-{month.number}">{table}{_back(month)}</div>'))
    if claim.unverified:
        parts.append(Html("<p>Rules of law in it that nobody has compared with the original:</p>"))
        parts.append(listed(claim.unverified))
    return join(parts)


def _back(month: Month) -> Html:
    return Html(f'<p class="back small"><a href="#month-{month.number}">back to the month</a></p>')


def _rests(step: Step, where: dict[str, Found]) -> Html:
    links = [
        Html(f'<a href="#{anchor(place)}">{markup(where[place].file)}</a>') for place in step.passages if place in where
    ]
    return join(links, ", ") if links else Html("")


def _apart(found: Wages) -> Html:
    lines = [f"{worker}: {told.what} {told.low or '(no number)'} {told.currency or ''}, {told.source}"
             for worker, told in found.apart]  # fmt: skip
    return listed(lines) if lines else Html('<p class="none">None.</p>')


def _words(where: dict[str, Found], tables: Tables) -> Html:
    if not where:
        return Html('<p class="none">No figure names a passage.</p>')
    return join(passage(tables, place, f"{place.source_key}: {place.file}", key) for key, place in where.items())
