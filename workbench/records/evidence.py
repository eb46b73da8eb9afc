"""What was collected and what it says where: sources, items, their custody and derivatives, passages."""

import dataclasses

PUBLISHED_KINDS = frozenset({"press", "ngo-report", "official", "institution"})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Source:
    """Who or what told us.

    `retells` and `same_origin_as` name the sources that it draws on, so that origins are counted and not documents.

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


@dataclasses.dataclass(frozen=True, kw_only=True)
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


@dataclasses.dataclass(frozen=True, kw_only=True)
class CustodyEvent:
    """Who did what to which item, with what outcome (PREMIS Event); the when stands in the ledger's line.

    Example:
        >>> CustodyEvent(item="a" * 64, action="intake", outcome="partial", reasons=(("no-text", "page 2"),)).outcome
        'partial'
    """

    item: str
    action: str
    outcome: str
    reasons: tuple[tuple[str, str], ...] = ()
    received_from: str | None = None
    detail: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Derivative:
    """A working copy made from an item; it names its tool and version (PREMIS).

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


@dataclasses.dataclass(frozen=True, kw_only=True)
class Passage:
    """A place in an item: exact quote and its position in a text derivative, or a region of an image.

    `start` and `end` are Unicode code points of the derivative; `region` is x, y, width, height in pixels.

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
    language: str | None = None
