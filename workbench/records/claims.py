"""What is said to be so, each with its period and its source: codings, entities, relations, places, events, counts."""


from workbench.records.noun import noun
from workbench.records.period import Period


@noun(frozen=True, kw_only=True)
class Coding:
    """A named coder says: this passage supports, contradicts or is unclear on this indicator, for this worker or group.

    `means` is how whoever says so came to know it; `actor` is an entity or the word `unknown`.

    Example:
        >>> Coding(passage="a" * 64, framework="ilo-11", indicator="isolation", stance="unclear", subject="b" * 64,
        ...        coder="c" * 64, means="hearsay").stance
        'unclear'
    """

    passage: str
    framework: str
    indicator: str
    stance: str
    subject: str
    coder: str
    means: str
    scope: str | None = None
    period: Period | None = None
    site: str | None = None
    actor: str | None = None
    phase: str | None = None
    question: str | None = None
    elicited: str | None = None
    memo: str | None = None


@noun(frozen=True, kw_only=True)
class CounselNote:
    """What counsel thinks of a coding: privileged, kept in a chain of its own that no export and no bundle takes along.

    Example:
        >>> CounselNote(coding="a" * 64, text="To be put to the witness.").text
        'To be put to the witness.'
    """

    coding: str
    text: str


@noun(frozen=True, kw_only=True)
class Entity:
    """A person, company, site, document: `label` may be shown, `names` are as written, in every script.

    Example:
        >>> Entity(key="W-07", schema="Worker", label="W-07").names
        ()
    """

    key: str
    schema: str
    label: str
    names: tuple[str, ...] = ()
    country: str | None = None
    role: str | None = None
    born: str | None = None
    note: str | None = None
    group_of: str | None = None
    scope: str | None = None


@noun(frozen=True, kw_only=True)
class Relation:
    """A claim that one entity stands in a relation to another, with its period, its source and its stance.

    `share` to `share_high` is the part of a company that is owned, in per cent, where the source says how much.

    Example:
        >>> Relation(schema="Fee", source_entity="a" * 64, target_entity="b" * 64, source="c" * 64, amount="2200.50",
        ...          currency="USD").status
        'alleged'
    """

    schema: str
    source_entity: str
    target_entity: str
    source: str
    stance: str = "supports"
    status: str = "alleged"
    period: Period | None = None
    passage: str | None = None
    amount: str | None = None
    currency: str | None = None
    share: str | None = None
    share_high: str | None = None
    count: str | None = None
    note: str | None = None


@noun(frozen=True, kw_only=True)
class Place:
    """Where an entity is, as one source has it: WKT in degrees WGS84 (longitude latitude), precision in metres.

    Example:
        >>> Place(entity="a" * 64, geometry="POINT (20.38 45.38)", how="map", source="b" * 64).geometry
        'POINT (20.38 45.38)'
    """

    entity: str
    geometry: str
    how: str
    source: str
    precision_m: str | None = None
    period: Period | None = None
    passage: str | None = None
    note: str | None = None


@noun(frozen=True, kw_only=True)
class Event:
    """Something that happened, with the precision of its date and who says so.

    Example:
        >>> Event(track="travel", title="Arrival", source="a" * 64, period=Period(start="2021-03")).status
        'reported'
    """

    track: str
    title: str
    source: str
    period: Period | None = None
    actors: tuple[str, ...] = ()
    site: str | None = None
    status: str = "reported"
    passage: str | None = None
    note: str | None = None


@noun(frozen=True, kw_only=True)
class Count:
    """A number of people as one source gives it; rival counts stay side by side.

    Example:
        >>> Count(what="present", label="workers", low=400, high=500, source="a" * 64).low
        400
    """

    what: str
    label: str
    low: int
    high: int
    source: str
    period: Period | None = None
    passage: str | None = None
    note: str | None = None
