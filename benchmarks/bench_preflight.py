"""What the check of a release costs: consents, view, names, quotes, thresholds, kin; and how it grows.

    make bench ONLY=preflight                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_preflight.py --write

Each worker told twenty passages, each with the worker's own name in it. Beside it stands what one would write instead
of a finder of names: one regular expression of all names as listed, over the same passages. It finds one spelling.
"""

import re
from collections.abc import Iterator
from functools import partial

import kept
from in_turn import row, turns

from workbench import codebook
from workbench.casefile.door import seeded_door
from workbench.disclosure.leaving import Terms
from workbench.disclosure.naming import Naming
from workbench.disclosure.preparing import Asked, prepare
from workbench.disclosure.protected import protected
from workbench.records import (
    KIND_OF,
    Agent,
    CaseInfo,
    Coding,
    Consent,
    Entity,
    Item,
    Passage,
    Record,
    Relation,
    Source,
)
from workbench.tables import tabulate

INDICATORS = [entry.id for entry in codebook.framework("ilo-11").indicators]
FAMILY = ("Trần", "Phạm", "Lê", "Hoàng", "Vũ", "Đỗ", "Bùi", "Tạ")
MIDDLE = ("Hữu", "Văn", "Quang", "Minh", "Sĩ")
GIVEN = ("Lâm", "Khoát", "Thiệp", "Trạch", "Đoan", "Bảng", "Nhâm", "Ruộng", "Sước", "Điệp")
TOLD = 20


def case(workers: int) -> list[tuple[str, Record]]:
    """Invented workers of one employer, each with a consent, an account and twenty coded passages."""
    made: list[tuple[str, Record]] = [
        ("case", CaseInfo(title="A site")),
        ("coder", Agent(key="MJ", kind="person", name="M. J.")),
        ("branch", Entity(key="CO", schema="Branch", label="The branch")),
        ("site", Entity(key="SITE", schema="Site", label="The site")),
    ]
    for n in range(workers):
        key, digest = f"W-{n:05}", f"{n:064x}"
        name = f"{FAMILY[n % 8]} {MIDDLE[n // 8 % 5]} {GIVEN[n // 40 % 10]} {chr(65 + n // 400 % 26)}ao"
        made += [
            (f"w{n}", Entity(key=key, schema="Worker", label=key, names=(name,), role="welder", born="1990")),
            (f"s{n}", Source(key=f"T-{n}", label=f"{key}, interview", kind="worker", worker=f"w{n}", language="vi")),
            (f"i{n}", Item(sha256=digest, size=1, object=digest, name=f"{key}.txt", media_type="text/plain",
                           kind="text", source=f"s{n}")),
            (f"k{n}", Consent(worker=f"w{n}", audience="un-special-procedures", purpose="letter", form="signed",
                              given="2024-01-01", submit=True, summary=True)),
            (f"e{n}", Relation(schema="Employment", source_entity="branch", target_entity=f"w{n}", source=f"s{n}")),
        ]  # fmt: skip
        for c in range(TOLD):
            quote = f"they kept the papers of {name} for {c} weeks and paid nothing in week {c}"
            made += [
                (f"p{n}-{c}", Passage(item=f"i{n}", quote=quote, start=0, end=len(quote))),
                (f"c{n}-{c}", Coding(passage=f"p{n}-{c}", framework="ilo-11", indicator=INDICATORS[c % 11],
                                     stance="supports", subject=f"w{n}", coder="coder", means="first-hand",
                                     site="site")),
            ]  # fmt: skip
    return made


def check(made: list[tuple[str, Record]]) -> int:
    """The check of a release; how many findings there are."""

    def naming(terms: Terms, hidden: frozenset[str]) -> Naming:
        people = protected(tabulate(made, "h", lambda name: b""))
        return Naming(made, people, terms, hidden, seeded_door("bench", "2026-01-15T09:00:00Z").salt)

    records = [(KIND_OF[type(record)], key, record) for key, record in made]
    found = prepare(records, Asked(audience="un-special-procedures", day="2024-07-01", head="h"), naming)
    return len(found.findings)


def naive(made: list[tuple[str, Record]]) -> int:
    """One regular expression of all names replaces them in all passages; how often it did."""
    names = [name for _, one in made if isinstance(one, Entity) for name in one.names]
    quotes = [one.quote or "" for _, one in made if isinstance(one, Passage)]
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    return sum(pattern.subn("Worker", quote)[1] for quote in quotes)


def measured(asked: kept.Asked) -> Iterator[kept.Row]:
    """A tenth of the workers, and all."""
    job, beside = "check of a release", "one regular expression of all names"
    for workers in (asked.of(100), asked.of(1_000)):
        made = case(workers)
        taken = turns({job: partial(check, made), beside: partial(naive, made)}, asked.rounds, until=asked.until)
        note = f"{workers * TOLD:,} codings; {taken.gave[job]:,} findings"
        yield row(taken, job, beside, job=job, beside=beside, n=workers, of="workers", note=note)


if __name__ == "__main__":
    kept.main("preflight", __doc__, {"preflight": measured})
