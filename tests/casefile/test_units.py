"""Who is sealed with whom: so that one worker's records can go and no one else's."""

import dataclasses

from tests.casefile.sealed_case import at_night, brought_again, coding_of, on_it, said_later, told_by, untold
from workbench.casefile import Case, open_case
from workbench.casefile.units import Units
from workbench.records import Consent, Correction, Entity, Event, Passage, Redaction, Relation, Source


def unit_by_id(case: Case) -> dict[str, str]:
    return {line.id: line.body.get("unit", "") for line in case.lines()}


def test_an_item_its_copies_and_its_passages_share_a_unit_and_a_worker_has_another(sealed: Case) -> None:
    told = told_by(sealed)
    units = unit_by_id(sealed)
    assert len({units[told[name]] for name in ("item", "text", "passage")}) == 1
    assert len({units[told[name]] for name in ("worker", "source", "coding")}) == 1
    assert units[told["item"]] != units[told["worker"]]
    assert {sealed.objects.unit_of(name) for name in told["objects"]} == {units[told["item"]]}


def test_two_workers_share_nothing_and_what_names_both_stands_apart(sealed: Case) -> None:
    one, two = told_by(sealed), told_by(sealed, worker="W-02", key="S-02", name="u.txt")
    with sealed.writing(sealed.agent("MJ")) as writer:
        desk = writer.record(Source(key="S-03", label="Group talk", kind="worker"))
        both = writer.record(
            Relation(schema="Kinship", source_entity=one["worker"], target_entity=two["worker"], source=desk)
        )
        hers = writer.record(
            Consent(worker=two["worker"], audience="public", purpose="p", form="oral", given="2024-05")
        )
        told_by_one = writer.record(Event(track="work", title="Strike", source=one["source"], status="single-origin"))
        mended = writer.record(Correction(target=two["coding"], reason="W-02 said otherwise"))
        across = writer.record(coding_of(sealed, one["passage"], two["worker"]))
    units = unit_by_id(open_case(sealed.path))
    first, second = units[one["worker"]], units[two["worker"]]
    assert len({first, second, units[desk], units[both], units[across]}) == 5
    assert (units[hers], units[told_by_one], units[mended]) == (second, first, second)


def test_what_names_a_worker_and_does_not_go_with_the_worker_stands_apart(sealed: Case) -> None:
    told = told_by(sealed)
    with sealed.writing(sealed.agent("MJ")) as writer:
        report = writer.record(Source(key="R", label="R", kind="press", retells=(told["source"],)))
        firm = writer.record(Entity(key="E", schema="Company", label="E"))
        group = writer.record(Entity(key="G", schema="Group", label="G"))
        met = writer.record(
            Event(track="work", title="Met", source=report, actors=(told["worker"], group), status="agreed")
        )
        signed = writer.record(
            Event(track="work", title="Signed", source=report, actors=(told["worker"], firm), status="agreed")
        )
        alone = writer.record(
            Event(track="work", title="Left", source=report, actors=(told["worker"],), status="agreed")
        )
        coding = dataclasses.replace(coding_of(sealed, told["passage"], firm), actor=told["worker"])
        on_words = writer.record(coding)
    units, staying = unit_by_id(sealed), sealed.state().speaking_of(told["worker"])
    assert {report, met}.isdisjoint(staying.own) and {alone, signed, on_words} <= staying.own
    assert units[told["worker"]] not in (units[report], units[met])
    assert units[alone] == units[signed] == units[on_words] == units[told["worker"]]


def test_a_passage_in_an_item_of_nobody_stands_apart(sealed: Case) -> None:
    told = told_by(sealed)
    with sealed.writing(sealed.agent("MJ")) as writer:
        kept = writer.store(b"gate log")
        from workbench.records import Item

        item = writer.record(
            Item(size=8, name="g.txt", media_type="text/plain", kind="text", object=kept.name, sha256=kept.sha256)
        )
        passage = writer.record(Passage(item=item, region=(0, 0, 1, 1)))
    units = unit_by_id(sealed)
    assert units[passage] not in (units[item], units[told["worker"]], units[told["item"]])


def test_nothing_is_sealed_with_a_worker_that_is_not_known_yet() -> None:
    assert Units().unit_for("coding", {"subject": "w" * 64, "passage": "p" * 64}) == ""


def test_what_is_withheld_of_an_item_is_sealed_with_it(sealed: Case) -> None:
    told = told_by(sealed)
    with sealed.writing(sealed.agent("MJ")) as writer:
        redaction = writer.record(
            Redaction(item=told["item"], reason="identity", derivative=told["text"], spans=((0, 4),))
        )
    units = unit_by_id(sealed)
    assert units[redaction] == units[told["item"]]


def test_what_rests_on_a_file_without_a_source_stands_apart_before_and_after_it_is_known_who_told_it(
    sealed: Case,
) -> None:
    one, two = told_by(sealed), told_by(sealed, worker="W-02", key="S-02", name="u.txt")
    with sealed.writing(sealed.agent("MJ")) as writer:
        firm = writer.record(Entity(key="E", schema="Company", label="E"))
    file = untold(sealed, two["worker"])
    brought_again(sealed, file["item"], one["source"])
    later = [on_it(sealed, file["item"], subject, at) for at, subject in enumerate([one["worker"], firm], 1)]
    brought_again(sealed, file["item"], two["source"])
    later.append(on_it(sealed, file["item"], one["worker"], 3))
    units = unit_by_id(sealed)
    apart = [units[made[name]] for made in [file, *later] for name in ("passage", "coding")]
    assert len(set(apart)) == 8
    assert not set(apart) & {units[each[name]] for each in (one, two, file) for name in each if name in ("item",)}
    assert not set(apart) & {units[one["worker"]], units[two["worker"]]}


def test_what_rests_on_an_unstated_source_stands_apart_before_and_after_it_is_said_who_told_it(sealed: Case) -> None:
    told = told_by(sealed)
    night = at_night(sealed, told["worker"])
    with sealed.writing(sealed.agent("MJ")) as writer:
        event = writer.record(Event(track="work", title="Shut", source=night["source"], actors=(told["worker"],)))
    said = said_later(sealed, night["source"], told["worker"])
    later = on_it(sealed, night["item"], told["worker"], at=1)
    units = unit_by_id(open_case(sealed.path))
    apart = [night["source"], night["item"], night["passage"], night["coding"], event, said, *later.values()]
    assert len({units[one] for one in [*apart, told["worker"]]}) == len(apart) + 1
