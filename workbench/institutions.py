"""What one asks institutions, and what they answer: the sheet out, the answers in, and what falls due."""

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.casefile import Case
from workbench.coding.replies import Taken, take
from workbench.errors import Refused
from workbench.looked import item_of

if TYPE_CHECKING:
    from workbench.findings.reminders import Reminders


def reminders(case: Case, *, as_of: str, days: int = 60) -> "Reminders":
    """What falls due within so many days of a date that somebody names, the next first.

    Raises:
        BadValue: `as_of` is no date.
    """
    from workbench.findings.reminders import reminders as due

    return due(case.tables(), as_of=as_of, days=days)


def reply_sheet(
    case: Case, file: Path | str, *, bearer: str | None = None, as_of: str | None = None, lang: str = "en"
) -> int:
    """Writes the lines that an institution (by key) is asked to answer, as CSV, XLSX or DOCX, in a language; gives how
    many.

    It holds no source, no step and no word of the team, and is refused where a name of the case stands in it.

    Raises:
        Unknown: no institution of that key has a duty on record, or there is no such form or language.
        Refused: words of it point to somebody, or the file cannot be written.
        BadValue: `as_of` is no date.
    """
    from workbench.disclosure.on_record import tables_on_record
    from workbench.disclosure.pointing import pointing
    from workbench.findings.responses import responses
    from workbench.release import reply_sheet as room
    from workbench.release.write import put

    tables = case.tables()
    found = responses(tables, as_of=as_of)
    told = room.lines(found, tables, bearer)
    if named := pointing(tables_on_record(case), room.texts(told)):
        why = "; ".join(f"{where}: {words}" for where, words in named)
        raise Refused(Path(file), why, "Correct the column `about` of those acts")
    put(Path(file), room.written(told, Path(file).suffix.lower(), found.as_of or "1970-01-01", lang))
    return len(told)


def take_replies(case: Case, item: str, *, agent: str) -> Taken:
    """Takes an answered sheet that was added (by id, the start of it, or file name); `agent` is an id.

    Raises:
        Unknown: no item answers to that name.
        Refused: it is no such sheet, or nobody said whose answer it is.
    """
    return take(case, item_of(case, item), agent=agent)
