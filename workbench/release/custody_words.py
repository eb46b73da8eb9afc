"""The words of a custody sheet: one wording for the page, the print and the bundle."""

import dataclasses

from workbench.extract.passed_on import LOSSES
from workbench.findings.custody import SAYS, Custody, Doubted, Happened, Left

ASKED = {
    "collected_by": "Collected by", "received_from": "Received from", "method": "How", "occurred": "When",
    "place": "Where", "consent": "Under which consent",
}  # fmt: skip
TOLD = {
    "collected_by": "collected by", "received_from": "from", "received_by": "to", "method": "how:", "occurred": "on",
    "place": "at", "consent": "consent", "detail": "", "sidecar": "other program's record",
}  # fmt: skip
SILENT = "not on record"
STORED = {
    "ok": "The stored bytes were rehashed when this sheet was made, and are those that were taken in.",
    "changed": "THE STORED BYTES ARE NOT THOSE THAT WERE TAKEN IN: they were rehashed when this sheet was made.",
    "missing": "THE STORED BYTES ARE NOT THERE: they were looked for when this sheet was made.",
    "unverifiable": "The stored bytes could not be read when this sheet was made, so nothing is said of them.",
}
LIMITS = (
    f"{SAYS} It does not show who made the item, nor that what it shows is true. Times of recording are those of the "
    "device's clock, in UTC; what happened before intake is as it was told, and nothing of it was computed."
)
CHECK = (
    "Whoever holds the case rechecks the stored bytes and the chain of records with the command workbench verify. The "
    "head below is that of the ledger when this sheet was made, and each later record moves it: from then on it is "
    "compared not with the head of the case but with that in a seal which was made at the same head and kept elsewhere "
    "(workbench verify --against SEAL), or with the ledger up to there."
)
MERGED = "Another copy of this case existed and was merged with it, together with its log of what left it:"
NO_LOSS = "Nothing was found, or stated, to be missing."


def moment(at: str) -> str:
    """A time of the ledger as people read it.

    Example:
        >>> moment("2026-01-15T09:00:00Z")
        '2026-01-15 09:00:00 UTC'
    """
    return at.replace("T", " ").replace("Z", " UTC")


def size(count: int) -> str:
    """A number of bytes with its thousands apart.

    Example:
        >>> size(1234567)
        '1 234 567 bytes'
    """
    return f"{count:,} bytes".replace(",", " ")


def answers(found: Custody) -> list[tuple[str, str]]:
    """The six questions of collection with their answers; what nothing answers is said to be so."""
    return [(ASKED[name], answer or SILENT) for name, answer in found.origin.items()]


def told(one: Happened) -> str:
    """What an event tells, in one sentence without a full stop; empty where it tells nothing more than its outcome."""
    facts = [f"{TOLD[name]} {value}".strip() for name, value in one.facts().items() if value]
    reasons = [message for code, message in one.told.reasons if code not in LOSSES]
    lost = [code for code, _ in one.told.reasons if code in LOSSES] + [code for code, _ in one.told.losses]
    reasons += [f"lost on the way, as above: {', '.join(dict.fromkeys(lost))}"] if lost else []
    aside = [f"set aside: {one.aside}"] if one.aside else []
    return "; ".join([*aside, *facts, *reasons])


def tellers(found: Custody) -> str:
    """All who are on record as having told the item, or that nobody is."""
    return found.source or SILENT


def doubt(one: Doubted) -> str:
    """What sets a key apart that signed for an item.

    Example:
        >>> doubt(Doubted(agent="MJ", signing="5a" * 32, made_at="2026-03-01T09:00:00Z", recovered=False,
        ...               revoked_since="2026-04-01"))
        'Key 5a5a5a5a5a5a5a5a of MJ signed for it. It was revoked: it is not to be trusted from 2026-04-01 on.'
    """
    said = f"Key {one.signing[:16]} of {one.agent} signed for it."
    if one.recovered:
        said += f" It was made with the recovery key, {moment(one.made_at)}, by whoever held that."
    if one.revoked_since:
        said += f" It was revoked: it is not to be trusted from {one.revoked_since} on."
    return said


def action(one: Happened) -> str:
    """What an event is called here, and in PREMIS where that is another word."""
    return one.action if one.premis == one.action else f"{one.action} ({one.premis})"


def copy(one: Left) -> str:
    """What a look left, in few words.

    Example:
        >>> copy(Left(id="", at="", agent="", action="export", head="", files=(("a.pdf", "b" * 64),), whole=False))
        'of this item: a.pdf'
    """
    names = ", ".join(path for path, _ in one.files[:2])
    more = f" and {len(one.files) - 2} more" if len(one.files) > 2 else ""
    return f"{'of the whole case' if one.whole else 'of this item'}: {names}{more}"


def sharing(found: Custody) -> str:
    """That the sharing was stopped, and when, in one sentence; empty where nobody stopped it."""
    return (found.stopped and f"stopped {moment(found.stopped)}: nothing of this item leaves the team") or ""


def merged(found: Custody, most: int) -> str:
    """The merges with another copy of the case, in one sentence with at most so many times; empty where none was."""
    part = shortened(tuple(f"{moment(one.at)} by {one.agent}" for one in found.merged), most)
    more = [f"{part.left_out} more in between"] if part.left_out else []
    return f"{MERGED} {'; '.join(map(str, [*part.first, *more, *part.last]))}." if found.merged else ""


@dataclasses.dataclass(frozen=True)
class Shortened:
    """As many rows as there is room for: the first, the last, and how many stand between them."""

    first: tuple[object, ...]
    left_out: int
    last: tuple[object, ...]


def shortened(rows: tuple[object, ...], most: int) -> Shortened:
    """The rows that fit: the beginning and the end of a story say more than its middle.

    Example:
        >>> shortened(tuple("abcdef"), 4)
        Shortened(first=('a', 'b'), left_out=2, last=('e', 'f'))
        >>> shortened(tuple("abc"), 4).left_out
        0
    """
    if len(rows) <= most:
        return Shortened(rows, 0, ())
    first = (most + 1) // 2
    last = most - first
    return Shortened(rows[:first], len(rows) - most, rows[len(rows) - last :] if last else ())
