"""A few codings of two and three coders as real Tables: what agreement is tried on beside the demo case."""

from workbench.records import Adjudication, Agent, CaseInfo, Coding, Derivative, Entity, Item, Passage, Reading, Record
from workbench.tables import Tables, tabulate

TEXT = "They kept the passports. Nobody was hit. We slept in one room. The pay came late."


def key(name: str) -> str:
    """A 64-hex id that a person can read."""
    return name.encode().hex().ljust(64, "0")[:64]


def passage(name: str, start: int, end: int) -> tuple[str, Passage]:
    return key(name), Passage(item=key("i"), derivative=key("d"), quote=TEXT[start:end], start=start, end=end)


def coding(name: str, coder: str, of: str, indicator: str, stance: str, subject: str = "W-01") -> tuple[str, Coding]:
    return key(name), Coding(
        passage=key(of), framework="ilo-11", indicator=indicator, stance=stance, subject=key(subject),
        coder=key(coder), means="first-hand",
    )  # fmt: skip


def reading(name: str, coder: str, of: str, blind: bool = False) -> tuple[str, Reading]:
    return key(name), Reading(
        coder=key(coder), passage=key(of), subject=key("W-01"), framework="ilo-11", blind=blind
    )  # fmt: skip


def decision(
    name: str, of: str, indicator: str, stance: str, *codings: str, agent: str = "TP"
) -> tuple[str, Adjudication]:
    return key(name), Adjudication(
        passage=key(of), subject=key("W-01"), framework="ilo-11", indicator=indicator, stance=stance, agent=key(agent),
        reason="Read again with the recording.", codings=tuple(map(key, codings)),
    )  # fmt: skip


GROUND: list[tuple[str, Record]] = [
    (key("case"), CaseInfo(title="Two coders", nature="synthetic")),
    *((key(name), Agent(key=name, kind="person", name=name)) for name in ("A", "B", "C", "TP")),
    *((key(name), Entity(key=name, schema="Worker", label=name)) for name in ("W-01", "W-02")),
    (key("i"), Item(sha256=key("s"), size=9, object="o", name="t.txt", media_type="text/plain", kind="text")),
    (key("d"), Derivative(item=key("i"), kind="text", media_type="text/plain", object="text", sha256=key("s"), tool="t",
                          version="1")),
    passage("p1", 0, 24), passage("p2", 25, 40), passage("p3", 41, 62), passage("p4", 63, 81),
]  # fmt: skip


def tables(*records: tuple[str, Record], head: str = "0" * 64) -> Tables:
    return tabulate([*GROUND, *records], head, lambda name: TEXT.encode())
