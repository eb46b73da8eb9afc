"""What was collected and what it says where: sources, items, their custody and derivatives, passages."""

from workbench.records.noun import noun

# Admiralty grades in words; F and 6 stand apart: unknown, never below E and 5.
RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "unknown: cannot be judged",
}  # fmt: skip
INFORMATION = {
    "1": "confirmed by other sources", "2": "probably true", "3": "possibly true", "4": "doubtful", "5": "improbable",
    "6": "unknown: cannot be judged",
}  # fmt: skip
PUBLISHED_KINDS = frozenset({"press", "ngo-report", "official", "institution"})


@noun(frozen=True, kw_only=True)
class Source:
    """Who or what told us.

    `retells` and `same_origin_as` name the sources that it draws on, so that origins are counted and not documents.
    `reliability` (A to F) and `information` (1 to 6) are the Admiralty grades of publications and officials; F and 6
    say that nobody could judge, which is not the worst. A person's account has none: its means of knowledge is
    recorded. The schema of the record refuses any other grade, and a grade of any other kind of source.

    Example:
        >>> Source(key="S1", label="Press piece", kind="press").kind in PUBLISHED_KINDS
        True
    """

    key: str
    label: str
    kind: str
    worker: str | None = None
    language: str | None = None
    interpreter: str | None = None
    session: str | None = None
    retells: tuple[str, ...] = ()
    same_origin_as: tuple[str, ...] = ()
    published: str | None = None
    address: str | None = None
    note: str | None = None
    reliability: str | None = None
    information: str | None = None


@noun(frozen=True, kw_only=True)
class Item:
    r"""A digital item as collected (Berkeley Protocol).

    `sha256` and `size` (bytes) are of the original, `object` names what is stored; `name` is its file name, undecodable
    bytes written as \xNN.

    Example:
        >>> Item(sha256="a" * 64, size=3, object="a" * 64, name="x.txt", media_type="text/plain", kind="text").size
        3
    """

    sha256: str
    size: int
    object: str
    name: str
    media_type: str
    kind: str
    source: str | None = None
    consent: str | None = None
    parent: str | None = None


@noun(frozen=True, kw_only=True)
class CustodyEvent:
    """Who did what to which item, with what outcome (PREMIS Event); when it was recorded stands in the ledger's line.

    What happened before or outside the workbench is told: `occurred` is a date, or a date and time, as far as it is
    known, and `zone` what is known of its time zone; neither is ever computed from the other. `place`, `method` and the
    names are in words. `losses` says what the item no longer carries, a code of `checks.toml` and a sentence each.
    `sidecar` is the item in which another program recorded something of this one. `file_time` (UTC) is when the file
    was last changed, as the file system gave it when the file was handed over.

    Example:
        >>> told = CustodyEvent(item="a" * 64, action="transfer", outcome="told", received_from="W-05",
        ...                     received_by="MJ", method="a messenger", occurred="2024-05-18T21:40", zone="not known")
        >>> told.occurred
        '2024-05-18T21:40'
    """

    item: str
    action: str
    outcome: str
    reasons: tuple[tuple[str, str], ...] = ()
    received_from: str | None = None
    detail: str | None = None
    collected_by: str | None = None
    received_by: str | None = None
    method: str | None = None
    occurred: str | None = None
    zone: str | None = None
    place: str | None = None
    consent: str | None = None
    losses: tuple[tuple[str, str], ...] = ()
    sidecar: str | None = None
    file_time: str | None = None


@noun(frozen=True, kw_only=True)
class Derivative:
    """A working copy made from an item; it names its tool and version (PREMIS).

    A translation names who made it (`by`, in words), the `language` that it is in, and who else compared it with the
    original (`checked`, in words; None where nobody did).

    Example:
        >>> copy = Derivative(item="a" * 64, kind="text", media_type="text/plain", object="b" * 64, sha256="b" * 64,
        ...                   tool="pypdfium2", version="5.0")
        >>> copy.tool
        'pypdfium2'
    """

    item: str
    kind: str
    media_type: str
    object: str
    sha256: str
    tool: str
    version: str
    language: str | None = None
    by: str | None = None
    checked: str | None = None


@noun(frozen=True, kw_only=True)
class Passage:
    """A place in an item: exact quote and position in a text derivative, region of an image, stretch of a recording.

    `start` and `end` are Unicode code points of the derivative; `region` is x, y, width, height in pixels; `from_s` and
    `to_s` are seconds from the beginning of the recording, as decimal text.

    Example:
        >>> Passage(item="a" * 64, derivative="b" * 64, quote="no pay", start=4, end=10).end
        10
    """

    item: str
    derivative: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    region: tuple[int, ...] = ()
    from_s: str | None = None
    to_s: str | None = None
    language: str | None = None
