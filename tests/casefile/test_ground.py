"""What a writer knows of a sealed case: its own batches are noted as they are written, everything else is read."""

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench.casefile import Case, open_case
from workbench.casefile.ground import ground
from workbench.casefile.team import change_passphrase
from workbench.records import Count, CustodyEvent, Item


def a_file(case: Case, name: str) -> tuple[str, str]:
    """An item and its custody, in a batch of their own."""
    with case.writing(case.member_agent()) as writer:
        kept = writer.store(name.encode())
        item = writer.record(Item(sha256=kept.sha256, size=kept.size, object=kept.name, name=name, kind="other",
                                  media_type="application/octet-stream"))  # fmt: skip
        return item, writer.record(CustodyEvent(item=item, action="intake", outcome="opaque"))


def known_afresh(case: Case) -> dict[str, str]:
    """The unit of each record, as somebody reads it who sees the case for the first time."""
    return dict(vars(ground(open_case(case.path).unlock(PASSPHRASE), None).units)["_units"])


def test_what_was_just_written_is_not_opened_again(sealed: Case, monkeypatch) -> None:
    agent = sealed.member_agent()
    opened: list[str] = []
    real = sealed.vault.open
    monkeypatch.setattr(
        sealed.vault, "open", lambda kind, identity, body: (opened.append(kind), real(kind, identity, body))[1]
    )
    for number in range(3):
        with sealed.writing(agent) as writer:
            writer.record(Count(what="present", label="w", low=number, high=number, source="ab" * 32))
    assert opened == []
    assert len(sealed.state().of("count")) == 3 and opened.count("count") == 3


def test_units_are_those_that_somebody_reads(sealed: Case) -> None:
    told = told_by(sealed)
    item, custody = a_file(sealed, "a.jpg")
    units = sealed.ground().units
    assert dict(vars(units)["_units"]) == known_afresh(sealed)
    assert units.unit_of(item) == units.unit_of(custody) != ""
    with sealed.writing(sealed.member_agent()) as writer:
        moved = writer.record(CustodyEvent(item=item, action="transfer", outcome="opaque"))
    assert sealed.ground().units.unit_of(moved) == units.unit_of(item)
    assert units.unit_of(told["item"]) != units.unit_of(item)


def test_what_another_process_wrote_is_read(sealed: Case) -> None:
    a_file(sealed, "a.jpg")
    other = open_case(sealed.path).unlock(PASSPHRASE)
    item, _ = a_file(other, "b.jpg")
    with sealed.writing(sealed.member_agent()) as writer:
        moved = writer.record(CustodyEvent(item=item, action="transfer", outcome="opaque"))
    units = sealed.ground().units
    assert units.unit_of(moved) == units.unit_of(item) == other.ground().units.unit_of(item) != ""
    assert dict(vars(units)["_units"]) == known_afresh(sealed)


def test_a_change_of_the_team_is_read_although_it_was_written_here(sealed: Case) -> None:
    before = sealed.ground().members
    change_passphrase(sealed, "other words that nobody knows")
    assert len(sealed.ground().members) == len(before) + 1


def test_a_case_that_was_closed_is_read_anew(sealed: Case) -> None:
    held = sealed.ground()
    sealed.lock()
    sealed.unlock(PASSPHRASE)
    assert sealed.ground() is not held
    assert sealed.ground().units.case == held.units.case
