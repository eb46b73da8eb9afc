"""Chats out of Signal as JSON lines: its own plaintext export, or as signal-cli and signal-export write them."""

from collections.abc import Iterator, Sequence
from typing import Any

from workbench.extract.conversation import Said

ZONE = (
    "numbers are milliseconds since 1970 in UTC, as Signal writes them; words are as the exporting program wrote them"
)


def messages(values: Sequence[Any]) -> list[Said]:
    """The messages in the lines of an export, or none where they are no such export.

    Source: `Backup.proto` of libsignal, whose frames Signal writes one a line; the JSON output that the manual of
    signal-cli describes (`envelope`); the lines of `data.json` of signal-export (`sender`, `date`, `body`).

    Example:
        >>> messages([{"date": "2021-11-15 08:14", "sender": "Linh", "body": "One.", "attachments": []}])[0].sender
        'Linh'
    """
    lines = [value for value in values if isinstance(value, dict)]
    if any("chatItem" in line for line in lines):
        return list(_of_frames(lines))
    if lines and all(isinstance(line.get("envelope"), dict) for line in lines):
        return list(_of_envelopes(lines))
    if lines and all({"date", "sender", "body"} <= line.keys() for line in lines):
        return [Said(_name(line["sender"]), str(line["date"]), str(line["body"] or ""), _files(line.get("attachments")),
                     "", "", _quoted(line.get("quote"))) for line in lines]  # fmt: skip
    return []


def _of_frames(lines: list[dict[str, Any]]) -> Iterator[Said]:
    people = {str(one["id"]): _person(one) for line in lines if isinstance(one := line.get("recipient"), dict)
              and "id" in one}  # fmt: skip
    chats = {str(one["id"]): people.get(str(one.get("recipientId")), "") for line in lines
             if isinstance(one := line.get("chat"), dict) and "id" in one}  # fmt: skip
    for line in lines:
        item = line.get("chatItem")
        if not isinstance(item, dict):
            continue
        held = item.get("standardMessage")
        standard = held if isinstance(held, dict) else {}
        text = standard.get("text")
        words = str(text.get("body", "")) if isinstance(text, dict) else ""
        notes = tuple(key for key in item if key.endswith(("Message", "Notification")) and key != "standardMessage")
        author = str(item.get("authorId"))
        yield Said(people.get(author) or f"recipient {author}", str(item.get("dateSent", "")), words,
                   _files(standard.get("attachments")), chats.get(str(item.get("chatId")), ""), "", notes)  # fmt: skip


def _person(one: dict[str, Any]) -> str:
    """The name of a recipient: as saved, as the profile says, as a group is called, or its number."""
    contact = one.get("contact") if isinstance(one.get("contact"), dict) else {}
    assert isinstance(contact, dict)
    names = [" ".join(filter(None, (str(contact.get(f"{kind}GivenName") or ""), str(contact.get(f"{kind}FamilyName")
             or "")))) for kind in ("system", "profile")]  # fmt: skip
    group = one.get("group")
    snapshot = group.get("snapshot") if isinstance(group, dict) else None
    title = snapshot.get("title") if isinstance(snapshot, dict) else None
    called = title.get("title") if isinstance(title, dict) else title
    number = contact.get("e164")
    me = "the owner of the export" if "self" in one else ""
    return next((str(name) for name in (*names, called, number, me) if name), f"recipient {one['id']}")


def _of_envelopes(lines: list[dict[str, Any]]) -> Iterator[Said]:
    for line in lines:
        envelope = line["envelope"]
        sent = envelope.get("syncMessage", {})
        sent = sent.get("sentMessage") if isinstance(sent, dict) else None
        edit = envelope.get("editMessage")
        data = envelope.get("dataMessage") or sent or (edit.get("dataMessage") if isinstance(edit, dict) else None)
        if not isinstance(data, dict):
            continue
        group = data.get("groupInfo")
        chat = _name(group.get("groupName") or group.get("groupId")) if isinstance(group, dict) else ""
        sender = envelope.get("sourceName") or envelope.get("sourceNumber") or envelope.get("source")
        yield Said(_name(sender), str(envelope.get("timestamp", "")), str(data.get("message") or ""),
                   _files(data.get("attachments")), chat or "", "",
                   (*_quoted(data.get("quote")), *_of_no_words(data, edit)))  # fmt: skip


def _of_no_words(data: dict[str, Any], edit: Any) -> tuple[str, ...]:
    """What a message does instead of saying something: takes one back, changes one, answers with a sign."""
    notes = []
    if isinstance(edit, dict):
        notes.append(f"changes the message of {edit.get('targetSentTimestamp', 'an unknown time')}")
    if isinstance(back := data.get("remoteDelete"), dict):
        notes.append(f"takes back the message of {back.get('timestamp', 'an unknown time')}")
    if isinstance(sign := data.get("reaction"), dict):
        what = "takes back the sign" if sign.get("isRemove") else "sign"
        notes.append(f"{what} {sign.get('emoji', '')} for the message of {sign.get('targetSentTimestamp', '')}")
    return (*notes, *(key for key in ("sticker", "groupCallUpdate", "storyContext", "payment") if data.get(key)))


def _name(value: Any) -> str | None:
    return str(value) if value else None


def _files(held: Any) -> tuple[str, ...]:
    """The names of what was attached, wherever the program puts them."""
    found = []
    for one in held if isinstance(held, list) else []:
        inner = one.get("pointer", one) if isinstance(one, dict) else {"name": one}
        keys = ("path", "fileName", "filename", "name", "id", "contentType")
        name = next((inner[key] for key in keys if inner.get(key)), None) if isinstance(inner, dict) else None
        found.append(str(name) if name else "without a name")
    return tuple(found)


def _quoted(quote: Any) -> tuple[str, ...]:
    words = quote.get("text") if isinstance(quote, dict) else quote
    return (f"quotes: {words}",) if words else ()
