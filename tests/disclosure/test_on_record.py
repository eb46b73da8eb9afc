"""Whose use was withdrawn counts nowhere and is protected by all on record: no release shows more than before."""

import dataclasses
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from workbench import keeping, sharing
from workbench.casefile import Case, open_case
from workbench.disclosure.on_record import of_kinds, on_record, tables_on_record
from workbench.disclosure.protected import protected as people
from workbench.records import (
    Coding,
    Consent,
    CustodyEvent,
    Derivative,
    Entity,
    Item,
    Passage,
    Relation,
    Sameness,
    Source,
    Statement,
)
from workbench.release.protected import preflight

WORDS = {
    "W-01": "The foreman took my passport in March. We slept twelve in one room at the yard.",
    "W-02": "Cook Lua ran over the roof of container nine and was brought back.",
    "W-03": "Anh Tu Co and I were locked in for a week. They kept my passport too.",
    "W-31": "The foreman hit me at the gate, and nobody came.",
    "MIN-1": "One of them ran over the roof of container nine and was brought back.",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Case:
    case = keeping.init(tmp_path_factory.mktemp("told") / "case", title="Site", sealed=False, agent="MJ")
    who = case.agent("MJ")
    with case.writing(who) as writer:
        branch = writer.record(Entity(key="CO", schema="Branch", label="Ledina branch", country="RS"))
        group = writer.record(Entity(key="G", schema="Group", label="Welders"))
        ids: dict[str, str] = {}
        for key, text in WORDS.items():
            kept = writer.store(text.encode())
            same: dict[str, Any] = {"sha256": kept.sha256, "object": kept.name, "media_type": "text/plain"}
            if key.startswith("W-"):
                ids[key] = writer.record(Entity(key=key, schema="Worker", label=key, born="1990"))
                writer.record(Consent(worker=ids[key], audience="ombudsman", purpose="inquiry", form="signed",
                                      given="2021-11-20", submit=True, letter=True, summary=True))  # fmt: skip
                source = Source(key=f"T-{key[2:]}", label=f"{key}, interview", kind="worker", worker=ids[key])
            else:
                source = Source(key=key, label="Minutes", kind="official", retells=(ids["T-W-02"],))
            ids[f"T-{key}"] = told_by = writer.record(source)
            item = writer.record(Item(name=f"{key}.txt", kind="text", size=kept.size, source=told_by, **same))
            made = writer.record(Derivative(item=item, kind="text", tool="text", version="1", **same))
            writer.record(CustodyEvent(item=item, action="intake", outcome="parsed"))
            at = 0
            for quote in text.split(". "):
                passage = writer.record(Passage(item=item, derivative=made, quote=quote, start=at, end=at + len(quote)))
                at += len(quote) + 2
                writer.record(Coding(passage=passage, framework="ilo-11", indicator="restriction-of-movement",
                                     stance="supports", subject=ids.get(key, group), coder=who, actor=branch,
                                     means="first-hand" if key in ids else "hearsay"))  # fmt: skip
        writer.record(Statement(entity=ids["W-02"], property="name", value="Tu Co", source=ids["T-W-02"]))
        cook = writer.record(Entity(key="P-9", schema="Person", label="Cook Lua Sau", names=("Lua Sau",), role="cook"))
        for a, b in ((ids["W-31"], ids["W-01"]), (cook, ids["W-02"])):
            writer.record(Sameness(entity_a=a, entity_b=b, decision="same", agent=who))
        agent = writer.record(Entity(key="SA", schema="SubAgent", label="Sub-agent Ho", names=("Ho Van Sa",)))
        writer.record(Relation(schema="Kinship", source_entity=agent, target_entity=ids["W-02"], source=ids["T-W-02"]))
        acts = Relation(schema="Representation", source_entity=agent, target_entity=branch, source=ids["T-W-03"])
        writer.record(acts)
    return case


def copy_of(case: Case, place: Path) -> Case:
    shutil.copytree(case.path, place)
    return open_case(place)


def shown(case: Case) -> str:
    """Everything that an ombudsman's copy would say."""
    tables = preflight(case, "ombudsman").prepared.tables
    return "\n".join(str(dataclasses.asdict(one)) for listed in tables.rows.values() for _, one in listed)


def after(told: Case, place: Path, worker: str, act: str) -> Case:
    case = copy_of(told, place)
    keeping.withdraw(case, worker, agent=case.agent("MJ"), act=act)
    return case


@pytest.mark.parametrize(("worker", "words"), [("W-02", ("Tu Co", "roof of container nine", "Lua Sau")),
                                               ("W-01", ("hit me at the gate", "twelve in one room"))])  # fmt: skip
@pytest.mark.parametrize("act", ["stop-sharing", "stop-using"])
def test_what_withdrawing_one_act_keeps_back_the_stronger_keeps_back_too(
    told: Case, tmp_path: Path, worker: str, words: tuple[str, ...], act: str
) -> None:
    case = after(told, tmp_path / "case", worker, act)
    said = shown(case)
    assert not [one for one in words if one in said]
    assert "kept my passport too" in said, "what others told stays"
    assert "kin-too-near" in {one.code for one in preflight(case, "ombudsman").findings}


def test_before_anybody_withdrew_these_words_are_shown(told: Case) -> None:
    """Else the test above would hold of an empty copy."""
    said = shown(told)
    assert all(one in said for one in ("roof of container nine", "hit me at the gate", "twelve in one room"))
    assert "Tu Co" not in said and "locked in for a week" in said, "a name that a source says is taken out of words"


def test_of_one_who_is_two_records_the_other_one_may_no_more_be_counted(told: Case, tmp_path: Path) -> None:
    case = after(told, tmp_path / "case", "W-01", "stop-using")
    found = dict(sharing.allowed(case, "ombudsman"))
    assert not found["W-31"].counted and "same person" in found["W-31"].why and found["W-03"].counted


def test_nothing_of_whoever_withdrew_counts_as_kept_back(told: Case, tmp_path: Path) -> None:
    case = after(told, tmp_path / "case", "W-02", "stop-using")
    records, gone = on_record(case.state())
    assert gone and gone == {key for _, key, _ in records if case.state().withdrawn(key)}
    kept = Counter[str]()
    for (kind, _), count in preflight(case, "ombudsman").prepared.kept_back.items():
        kept[kind] += count
    assert kept["source"] == 0 and kept["entity"], "the source is gone, and the worker is kept back"
    assert kept["item"] == kept["passage"] == 1, "the minutes, which repeat that worker"


def test_where_nobody_withdrew_it_is_what_counts(told: Case) -> None:
    records, gone = on_record(told.state())
    assert not gone and {key for _, key, _ in records} == {live.id for live in told.state().all}
    assert list(of_kinds(told.state(), ("entity",))) == [(one.id, one.record) for one in told.state().of("entity")]
    assert people(tables_on_record(told)) == people(told.tables())
