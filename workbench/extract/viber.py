"""Chats that Viber exports as CSV: a row a message, with date, time, sender, number and words."""

import csv
import io
import re

from workbench.extract.conversation import Said

ZONE = "not stated"
HEADS = {"date", "time", "sender", "sender name", "name", "phone", "phone number", "number", "message", "text"}
DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?")
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}([:.]\d{2})?(\s?[AaPp][Mm])?")
# A shorter number that begins otherwise may be hours or a sum: a table of shifts has the same columns.
PHONE = re.compile(r"\+?[\d ()-]{6,20}|[+0][\d ()-]{1,19}")
# By one of each the head of a message history is told from that of another table with a date and a time.
ASKED = ({"sender", "sender name", "name"}, {"phone", "phone number", "number"}, {"message", "text"})


def messages(text: str, delimiter: str) -> list[Said]:
    """The messages of a table, or none where it has not the form of Viber's message history.

    The form is five columns: date, time, sender, phone number, message, with or without a row that names them; more
    columns belong to the message, in which Viber does not always quote the delimiter. A head decides by itself: under
    one a telephone number may be anything. Without one every row must have the form.

    Example:
        >>> row = "15/11/2021,08:14:03,Linh,+84000000001,One."
        >>> [(said.sender, said.time) for said in messages(row + chr(10) + row, ",")][0]
        ('Linh (+84000000001)', '15/11/2021 08:14:03')
    """
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error:
        return []
    headed = bool(rows) and _is_head([cell.strip(" \ufeff").lower() for cell in rows[0]])
    rows = rows[headed:]
    if not rows or not all(_is_message(row, headed=headed) for row in rows):
        return []
    return [Said(_sender(row), f"{row[0].strip()} {row[1].strip()}", delimiter.join(row[4:])) for row in rows]


def _is_head(names: list[str]) -> bool:
    return len(names) == 5 and set(names) <= HEADS and all(set(names) & one for one in ASKED)


def _is_message(row: list[str], *, headed: bool) -> bool:
    return len(row) >= 5 and bool(DATE.fullmatch(row[0].strip(" \ufeff")) and CLOCK.fullmatch(row[1].strip())
                                  and (headed or not row[3].strip() or PHONE.fullmatch(row[3].strip())))  # fmt: skip


def _sender(row: list[str]) -> str:
    name, number = row[2].strip(), row[3].strip()
    return f"{name} ({number})" if name and number and name != number else name or number or "not named"
