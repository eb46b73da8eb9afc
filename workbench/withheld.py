"""Withholding parts of an item from every copy that leaves: named by whoever redacts, without showing what they say."""

from pathlib import Path
from typing import Any

from workbench import verbs
from workbench.casefile import Case, Live
from workbench.errors import BadValue, Refused
from workbench.records import Access
from workbench.redaction.log import read
from workbench.redaction.places import Asked, record_of
from workbench.redaction.rebuilt import Rebuilt, Standing, rebuild
from workbench.redaction.redact import KIND, Redacted, copy_of, standing
from workbench.redaction.redact import redact as _redact
from workbench.release.write import put

ENDINGS = {
    "application/pdf": (".pdf",), "image/png": (".png",), "image/jpeg": (".jpg", ".jpeg"),
    "text/plain; charset=utf-8": (".txt",),
}  # fmt: skip
OF_THE_RECORD = ("ledger", "objects", "access", "counsel", "keys", "pseudonyms")


def redact(
    case: Case,
    name: str,
    asked: Asked,
    *,
    reason: str | None = None,
    note: str | None = None,
    agent: str | None = None,
    as_text: bool = False,
) -> Redacted:
    """Withholds places of an item, named by its id, the start of it, or its file name, and keeps a copy without them.

    Where nothing is asked, a copy is made anew under the redactions that count.

    Raises:
        Unknown, QuoteNotFound, BadValue, Refused, Unreadable: as `record_of` and `rebuild`.
        Unnamed: nobody is named as acting.

    Example:
        >>> import tempfile
        >>> from workbench import keeping
        >>> case = keeping.init(Path(tempfile.mkdtemp()) / "case", title="Site A", sealed=False, agent="MJ")
        >>> letter = Path(tempfile.mkdtemp()) / "letter.txt"
        >>> _ = letter.write_text("Tran keeps our passports.")
        >>> _ = verbs.add(case, letter, agent="MJ")
        >>> _ = redact(case, "letter.txt", Asked(words=["Tran"]), reason="identity", agent="MJ")
        >>> copy_of(case, verbs.item_of(case, "letter.txt").id)[1].decode()
        '[withheld: name] keeps our passports.'
    """
    item = verbs.item_of(case, name)
    if asked and not reason:
        raise Refused("redact", "no reason is given", "Give --reason, such as identity")
    record = record_of(case, item, asked, reason=reason or "", note=note) if asked else None
    return _redact(case, item, record, agent=verbs.acting(case, agent, "redact"), as_text=as_text)


def preview(
    case: Case, name: str, asked: Asked, *, reason: str, note: str | None = None, as_text: bool = False
) -> Rebuilt:
    """The copy that `redact` would keep, and its log; nothing is recorded and nothing is kept.

    Raises:
        Unknown, QuoteNotFound, BadValue, Refused, Unreadable: as `redact`.
    """
    item = verbs.item_of(case, name)
    if not reason:
        raise Refused("redact", "no reason is given", "Give one, such as identity")
    new = Standing("0" * 64, "", record_of(case, item, asked, reason=reason, note=note))
    return rebuild(case, item, [*standing(case, item.id), new], as_text=as_text)


def anew(case: Case, item: str, *, agent: str | None = None) -> Redacted:
    """Makes the copy of an item (an id) again, in the form that it has, under the redactions that count now.

    Raises:
        Unknown, BadValue, Refused, Unreadable, Unnamed: as `redact`.
    """
    made = [live.record for live in case.state().of("derivative")
            if live.record.item == item and live.record.kind == KIND]  # fmt: skip
    as_text = bool(made) and made[-1].media_type.startswith("text/")
    return redact(case, item, Asked(), agent=agent, as_text=as_text)


def write(case: Case, item: str, file: Path | str, *, agent: str | None = None) -> Path:
    """Writes the redacted copy of an item (an id) to a file, and logs that a copy left the case. The original is not
    opened.

    Raises:
        Refused: there is no copy, it was made before redactions changed, or the file cannot be written there.
        BadValue: the file's ending is not that of the copy.
    """
    copy, data, _ = _copy(case, item)
    file = Path(file)
    fitting(file, copy.record.media_type)
    if any((case.path / part).resolve() in file.resolve().parents for part in OF_THE_RECORD):
        raise Refused(file, "this is inside the record of the case", "Name another folder, such as CASE/exports")
    put(file, data)
    who = verbs.acting(case, agent, "redact")
    case.log(who, Access(action="export", head=case.head(), files=((file.name, copy.record.sha256),), items=(item,)))
    return file


def seen(case: Case, name: str) -> dict[str, Any]:
    """What a reader of an item's redacted copy sees: `media_type`, `sha256`, `log`, and of a text its `text`.

    The original is not opened: who may see the copy need not see that.

    Raises:
        Unknown: nothing, or more than one item, answers to that name.
        Refused: there is no copy, or it was made before redactions changed.
    """
    item = verbs.item_of(case, name).id
    copy, data, log = _copy(case, item)
    told = {"redaction": None, "item": item, "derivative": copy.id, "file": None, "media_type": copy.record.media_type,
            "sha256": copy.record.sha256, "log": read(log)["entries"]}  # fmt: skip
    return told | ({"text": data.decode("utf-8")} if copy.record.media_type.startswith("text/") else {})


def _copy(case: Case, item: str) -> tuple[Live, bytes, bytes]:
    found = copy_of(case, item)
    if found is None:
        raise Refused(f"item {item[:12]}", "no redacted copy of it was made", "Make one: workbench redact")
    return found


def fitting(file: Path, media_type: str) -> None:
    """Refuses a file name whose ending promises another kind of file than the copy is.

    Raises:
        BadValue: it does.

    Example:
        >>> fitting(Path("letter.txt"), "text/plain; charset=utf-8")
    """
    endings = ENDINGS[media_type]
    if file.suffix.lower() not in endings:
        raise BadValue(file, "suffix", file.suffix, "a name that ends in " + " or ".join(endings))
