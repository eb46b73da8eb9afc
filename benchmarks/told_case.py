"""A confidential case with texts that are really there: workers, consents, accounts, passages and codings of them.

`large_case.py` writes records alone; a release also opens every text and holds each quote against it.
"""

from pathlib import Path

from workbench import codebook, keeping
from workbench.casefile import Case
from workbench.records import (
    Coding,
    Consent,
    CustodyEvent,
    Derivative,
    Entity,
    Item,
    Passage,
    Period,
    Record,
    Relation,
    Source,
)

INDICATORS = [entry.id for entry in codebook.framework("ilo-11").indicators]
STANCES = ("supports", "supports", "supports", "contradicts")
LINES = 10
SAID = "They kept our papers in week {week} and paid nothing, said number {number} at the gate."


def told(folder: Path, workers: int) -> Case:
    """A case of so many invented workers of one employer, each with a consent for reviewers and ten coded sentences."""
    case = keeping.init(folder, title="A site", sealed=False, agent="MJ")
    who = case.agent("MJ")
    with case.writing(who) as writer:
        branch = writer.record(Entity(key="CO", schema="Branch", label="The branch"))
        site = writer.record(Entity(key="SITE", schema="Site", label="The site"))
        for number in range(workers):
            sentences = [SAID.format(week=week + 1, number=number) for week in range(LINES)]
            kept = writer.store(("\n".join(sentences) + "\n").encode())
            same = {"sha256": kept.sha256, "object": kept.name, "media_type": "text/plain"}
            key = f"W-{number:04}"
            worker = writer.record(Entity(key=key, schema="Worker", label=key, role="welder"))
            source = writer.record(
                Source(key=f"T-{number:04}", label=f"{key}, interview", kind="worker", worker=worker)
            )
            item = writer.record(Item(name=f"{key}.txt", kind="text", size=kept.size, source=source, **same))
            text = writer.record(Derivative(item=item, kind="text", tool="text", version="1", **same))
            made: list[Record] = [
                CustodyEvent(item=item, action="intake", outcome="parsed"),
                Consent(worker=worker, audience="reviewer", purpose="review", form="signed", given="2024-01-01",
                        submit=True, summary=True, letter=True),
                Relation(schema="Employment", source_entity=branch, target_entity=worker, source=source),
            ]  # fmt: skip
            for one in made:
                writer.record(one)
            start = 0
            for week, quote in enumerate(sentences):
                passage = Passage(item=item, derivative=text, quote=quote, start=start, end=start + len(quote))
                start += len(quote) + 1
                writer.record(Coding(
                    passage=writer.record(passage), framework="ilo-11", indicator=INDICATORS[(number + week) % 11],
                    stance=STANCES[week % 4], subject=worker, coder=who, means="first-hand", site=site,
                    period=Period(start=f"2021-{1 + week:02}"),
                ))  # fmt: skip
    return case
