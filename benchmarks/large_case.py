"""A large case out of nothing: items, custody, texts, workers, accounts, passages and codings, in fixed proportions.

Nothing is stored but the records, and one text that all of them share where it is asked for: what is measured with it
is the ledger and what is folded from it.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from workbench import codebook
from workbench.casefile import Case, create, create_sealed
from workbench.records import Agent, CaseInfo, Coding, CustodyEvent, Derivative, Entity, Item, Passage, Period, Source

BATCH = 10_000
PASSPHRASE = "five words that nobody knows"
STANCES = ("supports", "supports", "supports", "contradicts", "unclear")
MEANS = ("first-hand", "first-hand", "hearsay", "document")


def grow(folder: Path, events: int, *, sealed: bool = False, texts: bool = False) -> Case:
    """A case of so many events: items, custody, texts a tenth each, a quarter passages, the rest nearly all codings."""
    info, agent = CaseInfo(title="Large"), Agent(key="B", kind="person", name="B")
    case = create_sealed(folder, info, agent, PASSPHRASE).case if sealed else create(folder, info, agent)
    random, workers = np.random.default_rng(1), max(10, events // 200)
    items, passages = events // 10, events // 4
    people = _written(case, workers, lambda n: Entity(key=f"W-{n:05}", schema="Worker", label=f"W-{n:05}"))
    told = _written(
        case, workers, lambda n: Source(key=f"T-{n:05}", label=f"W-{n:05}", kind="worker", worker=people[n])
    )
    kept = _written(case, items, lambda n: _item(n, told[n % workers]))
    _written(case, items, lambda n: CustodyEvent(item=kept[n], action="intake", outcome="parsed"))
    shared = _stored(case) if texts else None
    layers = _written(case, items, lambda n: _text(kept[n], shared or _digest("text", n)))
    read = _written(case, passages, lambda n: _passage(n, kept[n % items], layers[n % items]))
    coder, columns = case.agent("B"), [entry.id for entry in codebook.framework("ilo-11").indicators]
    drawn = random.integers(0, 1_000_000, size=(events - 2 - 2 * workers - 3 * items - passages, 4)).tolist()

    def coding(n: int) -> Coding:
        about, what, stance, day = drawn[n]
        return Coding(
            passage=read[about % passages], framework="ilo-11", indicator=columns[what % len(columns)],
            stance=STANCES[stance % len(STANCES)], subject=people[about % passages % items % workers], coder=coder,
            means=MEANS[stance % len(MEANS)], period=Period(start=f"2021-{1 + day % 12:02}-{1 + day % 28:02}"),
        )  # fmt: skip

    _written(case, len(drawn), coding)
    return case


def _written(case: Case, count: int, record: Callable[[int], Any]) -> list[str]:
    ids: list[str] = []
    who = case.agent("B")
    for begin in range(0, count, BATCH):
        with case.writing(who) as writer:
            ids += [writer.record(record(number)) for number in range(begin, min(begin + BATCH, count))]
    return ids


def _digest(kind: str, number: int) -> str:
    return hashlib.sha256(f"{kind} {number}".encode()).hexdigest()


def _item(number: int, source: str) -> Item:
    name = _digest("item", number)
    return Item(
        sha256=name,
        size=1000,
        object=name,
        name=f"{number:06}.txt",
        media_type="text/plain",
        kind="text",
        source=source,
    )


def _stored(case: Case) -> str:
    """The name of a text with a line for each place where a passage may stand."""
    with case.writing(case.agent("B")) as writer:
        return writer.store("".join(f"{'They keep it, said somebody.':36}\n" for _ in range(20)).encode()).name


def _text(item: str, name: str) -> Derivative:
    return Derivative(
        item=item, kind="text", media_type="text/plain", object=name, sha256=name, tool="text", version="1"
    )


def _passage(number: int, item: str, text: str) -> Passage:
    start = 37 * (number % 20)
    return Passage(
        item=item, derivative=text, quote=f"They keep it, said number {number}.", start=start, end=start + 30
    )
