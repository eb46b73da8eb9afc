"""Reminders as files: a table for the team, and a calendar that names no person and says nothing of one."""

import datetime

from workbench.findings.reminders import Reminder, Reminders
from workbench.records import first_day
from workbench.release.matrix import document_bytes
from workbench.release.page import notice
from workbench.release.sheets import Sheet, as_csv
from workbench.release.xlsx import workbook
from workbench.tables import Tables

LONGEST = 73  # octets of a line before its end, RFC 5545, 3.1


def sheet(found: Reminders) -> Sheet:
    """One row a reminder, for the team."""
    rows = tuple(tuple(row) for row in found.df.itertuples(index=False))
    return Sheet("Reminders", ("day", "what", "who", "in words"), rows, (12, 10, 40, 100), freeze=1)


def as_json(found: Reminders, tables: Tables) -> bytes:
    """Every reminder as one JSON document, for the team."""
    rows = [{"day": str(one.day), "what": one.what, "who": one.who, "words": one.words} for one in found.rows]
    return document_bytes({"notice": notice(tables.info), "head": tables.head, "as_of": found.as_of,
                           "days": found.days, "reminders": rows})  # fmt: skip


def as_ics(found: Reminders) -> bytes:
    """A calendar (RFC 5545) with a day and a plain sentence each; a calendar is synchronised to strangers' machines.

    It holds neither the title of the case nor an institution's run of a duty, nor any key, name or word of a source.
    The stamp is the day as of which it was made: the same reminders give the same bytes.
    """
    day = first_day(found.as_of)
    assert day is not None  # reminders are made as of a date
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//workbench//reminders//EN", "CALSCALE:GREGORIAN"]
    for one in found.rows:
        lines += _event(one, f"{day:%Y%m%d}T000000Z")
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(one: Reminder, stamp: str) -> list[str]:
    day, after = one.day, one.day + datetime.timedelta(days=1)
    return [
        "BEGIN:VEVENT", f"UID:{one.mark}@workbench.invalid", f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}", f"SUMMARY:{_escaped(one.plain)}",
        "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P3D",
        f"DESCRIPTION:{_escaped(one.plain)}", "END:VALARM", "END:VEVENT",
    ]  # fmt: skip


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """A long line in pieces of so many octets, none of which cuts a letter."""
    pieces, piece = [], ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > LONGEST:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])


FORMS = {
    ".csv": [("", lambda found, tables: as_csv(sheet(found)))],
    ".xlsx": [("", lambda found, tables: workbook([sheet(found)], title="Reminders", notice=notice(tables.info)))],
    ".json": [("", as_json)],
    ".ics": [("", lambda found, tables: as_ics(found))],
}
