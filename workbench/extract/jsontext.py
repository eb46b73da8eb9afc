"""JSON: the text that it is, line by line; an exported chat message by message; said when a key stands twice."""

import collections
import json
from typing import Any

from workbench.extract import forms, signal, telegram
from workbench.extract.conversation import told
from workbench.extract.encoding import decode
from workbench.extract.layout import Layout
from workbench.extract.members import shown
from workbench.extract.outcome import File, Reading, Reason, reason


def read(file: File) -> Reading:
    """Reads a JSON file as text; the values are not interpreted. Submissions of a form stand in it answer by answer.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "a.json"
        >>> _ = path.write_text('[7]')
        >>> read(File(path, "a.json", "application/json")).made[0].data
        b'[7]'
    """
    text, encoding, doubts = decode(file.data())
    values, faults = _values(text)
    # Where a key stands twice a message may be read in two ways: then only the text itself is shown.
    layout, program = (None, "") if faults else _chat(values)
    filled = forms.of_values(values[0]) if len(values) == 1 and not faults and layout is None else None
    if filled:
        layout, program = forms.told(filled), ""
        faults.append(reason("reader-untried", "Kobo, ODK"))
    elif layout is None:
        layout = Layout("line")
        layout.lines(text)
    else:
        faults.append(reason("reader-untried", program))
    layout.facts["encoding"] = encoding
    remarks, made = layout.made("conversation" if program else "jsontext", "charset-normalizer")
    if filled:
        made = (*made, forms.made("submissions", filled))
    return Reading("chat" if program else "table", (*doubts, *faults, *remarks), made)


def _chat(values: list[Any]) -> tuple[Layout | None, str]:
    """The messages of an exported chat and the program that exported it, or nothing."""
    if len(values) == 1 and (said := telegram.messages(values[0])):
        return told(said, "Telegram", telegram.ZONE), "Telegram"
    held = values[0] if len(values) == 1 and isinstance(values[0], list) else values
    if said := signal.messages(held):
        return told(said, "Signal", signal.ZONE), "Signal"
    return None, ""


def _values(text: str) -> tuple[list[Any], list[Reason]]:
    """The values in the text (one, or one a line) and what is wrong with it."""
    twice: dict[str, list[Any]] = {}

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) < len(found):
            often = collections.Counter(key for key, _ in found)
            for key, value in found:
                if often[key] > 1:
                    twice.setdefault(key, []).append(value)
        return made

    try:
        values = [json.loads(text, object_pairs_hook=pairs, parse_int=str, parse_float=str)]
    except RecursionError:
        return [], [reason("not-valid-json", "nested too deep to be checked")]
    except MemoryError:
        return [], [reason("not-valid-json", "too large to be checked")]
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        try:
            values = [json.loads(line, object_pairs_hook=pairs, parse_int=str, parse_float=str) for line in lines]
        except (ValueError, RecursionError, MemoryError):
            values = []
        if len(values) < 2:
            return [], [reason("not-valid-json", str(error)[:120])]
    return values, [reason("duplicate-keys", _both(twice))] if twice else []


def _both(twice: dict[str, list[Any]]) -> str:
    """Each key that stands more than once, with its values in their order, as far as there is room."""
    told = []
    for key in sorted(twice)[:10]:
        values = [_short(one) for one in twice[key][:4]]
        told.append(f"{shown(key[:60])}: {' and '.join(values)}{' and more' if len(twice[key]) > 4 else ''}")
    return "; ".join(told)


def _short(value: Any) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    words = shown(json.dumps(value, ensure_ascii=False))
    return words if len(words) <= 60 else f"{words[:60]}…"
