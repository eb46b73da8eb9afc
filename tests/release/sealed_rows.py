"""A sealed case with a few workers, of whom most allow a reviewer their account: what a bundle of rows is of."""

from pathlib import Path

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench.casefile import Case, create_sealed
from workbench.coding.counsel import keep_notes
from workbench.records import Agent, CaseInfo, Count, Entity, Event, Period, Relation, Source
from workbench.sharing import consent

WORDS = "They keep our passports in the office. We may not go out after nine."
MEMO = "Zdravka Ukropina thinks him weak on cross-examination."
ALLOWED, SILENT = [f"W-0{n}" for n in range(1, 8)], "W-08"


def sealed_case(folder: Path) -> Case:
    """Seven workers who allow a reviewer their account, one who was never asked, an employer, an event, a count, and
    memos of counsel."""
    info = CaseInfo(title="A building site (invented)", custodian="An office")
    case = create_sealed(folder, info, Agent(key="MJ", kind="person", name="Marta Jovanović"), PASSPHRASE).case
    mj = case.agent("MJ")
    told = {  # the same bytes would be one file that all of them told
        key: told_by(case, WORDS + "\n" * at, worker=key, key=f"S-{key}", name=f"{key}.txt")
        for at, key in enumerate([*ALLOWED, SILENT])
    }
    for key in ALLOWED:
        consent(case, key, agent=mj, audience="reviewer", purpose="review", form="signed", given="2024-05-11",
                submit=True, summary=True)  # fmt: skip
    with case.writing(mj) as writer:
        body = writer.record(Entity(key="CO-1", schema="Company", label="A contractor", names=("A contractor Ltd",)))
        other = writer.record(Entity(key="CO-2", schema="Company", label="A brand"))
        paper = writer.record(Source(key="P-1", label="Register of companies", kind="official"))
        writer.record(Relation(schema="Ownership", source_entity=other, target_entity=body, source=paper))
        writer.record(
            Relation(schema="Employment", source_entity=body, target_entity=told["W-01"]["worker"], source=paper)
        )
        writer.record(
            Event(track="authority", title="The inspection came", source=paper, period=Period(start="2024-05-17"))
        )
        writer.record(Count(what="present", label="workers on site", low=300, high=320, source=paper))
    assert keep_notes(case, mj, [(live.id, MEMO) for live in case.state().of("coding")])
    return case
