"""Chats that Viber exports as CSV: a row a message, with date, time, sender, number and words."""

import csv
import io
import re

from workbench.extract.conversation import Said

ZONE = "not stated"
HEADS = {"date", "time", "sender", "sender name", "name", "phone", "phone number", "number", "message", "text"}
DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?")
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}([:.]\d{2})?(\s?[AaPp][Mm])?")
PHONE = re.compile(r"\+?[\d ()-]{6,20}")
FEWEST = 2


def messages(text: str, delimiter: str) -> list[Said]:
    """The messages of a table, or none where it has not the form of Viber's message history.

    The form is five columns: date, time, sender, phone number, message, with or without a row that names them; more
    columns belong to the message, in which Viber does not always quote the delimiter.

    Example:
        >>> row = "15/11/2021,08:14:03,Linh,+84000000001,One."
        >>> [(said.sender, said.time) for said in messages(row + chr(10) + row, ",")][0]
        ('Linh (+84000000001)', '15/11/2021 08:14:03')
    """
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error:
        return []
    if rows and len(rows[0]) == 5 and {cell.strip().strip("\ufeff").lower() for cell in rows[0]} <= HEADS:
        rows = rows[1:]
    if len(rows) < FEWEST or not all(_is_message(row) for row in rows):
        return []
    return [Said(_sender(row), f"{row[0].strip()} {row[1].strip()}", delimiter.join(row[4:])) for row in rows]


def _is_message(row: list[str]) -> bool:
    return len(row) >= 5 and bool(DATE.fullmatch(row[0].strip(" \ufeff")) and CLOCK.fullmatch(row[1].strip())
                                  and (not row[3].strip() or PHONE.fullmatch(row[3].strip())))  # fmt: skip


def _sender(row: list[str]) -> str:
    name, number = row[2].strip(), row[3].strip()
    return f"{name} ({number})" if name and number and name != number else name or number or "not named"
