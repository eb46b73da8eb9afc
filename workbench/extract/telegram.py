"""Chats that Telegram Desktop exports as JSON: one chat, or the list of all of them."""

import re
from collections.abc import Iterator
from typing import Any

from workbench.extract.conversation import Said

# Where a message names a file, and the fields of a service message that are shown as they stand.
FILES = ("photo", "file", "thumbnail", "contact_vcard")
SHOWN = ("action", "title", "members", "duration_seconds", "discard_reason", "forwarded_from", "via_bot", "media_type",
         "sticker_emoji", "place_name", "address", "location_information", "contact_information", "poll")  # fmt: skip
# What stands for a file that the export does not hold.
NOT_INCLUDED = re.compile(r"\(File .{3,100}\)")
ZONE = "times as the exporting computer's clock had them; date_unixtime, where it stands, counts seconds in UTC"


def messages(value: Any) -> list[Said]:
    """The messages of an export, or none where the value is no such export.

    Source: the writer of exports in Telegram Desktop (`export_output_json.cpp`): `messages` of a chat that has `id` and
    `type`, or `chats.list` and `left_chats.list` of these.

    Example:
        >>> one = {"id": 7, "type": "message", "date": "2021-11-15T08:14:03", "from": "Linh", "text": "One."}
        >>> messages({"name": "Linh", "type": "personal_chat", "id": 1, "messages": [one]})[0].words
        'One.'
    """
    return [said for chat in _chats(value) for said in _of_chat(chat)]


def _chats(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, dict):
        return []
    listed = [value]
    for name in ("chats", "left_chats"):
        held = value.get(name)
        listed += held.get("list", []) if isinstance(held, dict) and isinstance(held.get("list"), list) else []
    return [chat for chat in listed if isinstance(chat, dict) and "type" in chat and "id" in chat
            and isinstance(chat.get("messages"), list)]  # fmt: skip


def _of_chat(chat: dict[str, Any]) -> Iterator[Said]:
    name = str(chat.get("name") or chat["type"])
    for one in chat["messages"]:
        if not isinstance(one, dict) or "date" not in one:
            continue
        sender = one.get("from") or one.get("actor") or one.get("from_id")
        named = [one[key] for key in FILES if isinstance(one.get(key), str)]
        files = tuple(file for file in named if not NOT_INCLUDED.fullmatch(file))
        notes = [f"left out: {file.strip('()')}" for file in named if NOT_INCLUDED.fullmatch(file)]
        notes += [f"{key}: {_plain(one[key])}" for key in SHOWN if one.get(key) is not None]
        if one.get("reply_to_message_id") is not None:
            notes.append(f"answers message {one['reply_to_message_id']}")
        time = f"{one['date']} (unix {one['date_unixtime']})" if one.get("date_unixtime") else str(one["date"])
        yield Said(str(sender) if sender is not None else None, time, _words(one.get("text")), files, name,
                   str(one.get("edited") or ""), tuple(notes))  # fmt: skip


def _words(text: Any) -> str:
    """The words of a message: text, or pieces of text of which some are marked up."""
    if isinstance(text, list):
        return "".join(part if isinstance(part, str) else str(part.get("text", "")) if isinstance(part, dict) else ""
                       for part in text)  # fmt: skip
    return text if isinstance(text, str) else ""


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(held)}" for key, held in value.items())
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value)
