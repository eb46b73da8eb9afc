"""What is coded on one worker as an instrument reads it: never a group's, actors apart, assumptions in their place."""

from typing import Any

import pytest

from workbench.errors import Unknown
from workbench.findings.of_worker import of_worker
from workbench.records import Agent, Coding, Entity, Item, Passage, Source
from workbench.tables import Tables, tabulate

PALERMO = ("act.recruitment", "means.deception", "purpose.forced_labour_or_services")


def tables(*coded: tuple[str, str, str | None], framework: str = "palermo") -> Tables:
    """Codings of (subject, indicator, actor), each supported by a passage of its own."""
    item = Item(
        name="t.txt", sha256="0" * 64, object="0" * 64, size=1, media_type="text/plain", kind="text", source="s"
    )
    rows: list[tuple[str, Any]] = [
        ("a", Agent(key="MJ", kind="person", name="M.")),
        ("s", Source(key="S", label="Told", kind="worker", worker="w")),
        ("w", Entity(key="W-01", schema="Worker", label="W-01")), ("g", Entity(key="G-1", schema="Group", label="All")),
        ("x", Entity(key="AG", schema="Agency", label="Agency")),
        ("y", Entity(key="CO", schema="Company", label="Firm")),
        ("i", item),
    ]  # fmt: skip
    for number, (subject, indicator, actor) in enumerate(coded):
        rows.append((f"p{number}", Passage(item="i", quote=f"word {number}")))
        told = {"stance": "supports", "coder": "a", "means": "first-hand"}
        about = {"framework": framework, "indicator": indicator, "subject": subject, "actor": actor}
        rows.append((f"c{number}", Coding(passage=f"p{number}", **told, **about)))
    return tabulate(rows, "h", lambda name: b"")


def test_what_one_actor_did_meets_and_what_two_did_apart_does_not() -> None:
    one = of_worker(tables(*(("w", item, "x") for item in PALERMO)), "W-01", "palermo")
    assert one.determination == "criteria_met" and one.met == tuple(f"AG.{item}" for item in PALERMO)
    apart = zip(PALERMO, ("x", "y", "x"), strict=True)
    assert (
        of_worker(tables(*(("w", item, actor) for item, actor in apart)), "W-01", "palermo").determination
        == "undetermined"
    )


def test_what_is_said_of_a_group_is_not_read() -> None:
    of_a_group = tables(
        ("g", "WD.dismissal", None), ("g", "WD.degrading_living_conditions", None), framework="ilo-hts-2012-adult"
    )
    found = of_worker(of_a_group, "W-01", "ilo-hts-2012-adult")
    assert (found.met, found.determination) == ((), "undetermined")


def test_an_instrument_that_reads_the_items_of_another() -> None:
    told = tables(
        ("w", "WD.dismissal", None), ("w", "WD.degrading_living_conditions", None), framework="ilo-hts-2012-adult"
    )
    assert len(of_worker(told, "W-01", "icls-2018").met) == 2


def test_an_assumption_stands_in_place_of_the_record() -> None:
    told = tables(("w", "WD.dismissal", None), framework="ilo-hts-2012-adult")
    assumed = {"WD.dismissal": "contradicted"}
    assert of_worker(told, "W-01", "ilo-hts-2012-adult", assumed=assumed).against == ("WD.dismissal",)
    assert of_worker(told, "W-01", "ilo-hts-2012-adult").met == ("WD.dismissal",)


def test_a_misspelt_worker_or_item_is_told_the_nearest() -> None:
    with pytest.raises(Unknown, match="W-01"):
        of_worker(tables(), "W01", "palermo")
    with pytest.raises(Unknown, match=r"act\.recruitment"):
        of_worker(tables(), "W-01", "palermo", assumed={"act.recrutment": "supported"})
