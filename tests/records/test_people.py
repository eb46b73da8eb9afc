"""Steps, approvals and incidents keep what was said, and leave out what was not."""

from workbench.records import Approval, Incident, Period, Step, content, from_content, references

ID, OTHER = "a" * 64, "b" * 64


def test_each_comes_back_from_what_is_written() -> None:
    for kind, record in (
        (
            "step",
            Step(subject=ID, kind="need", title="Dentist", source=OTHER, side="state", period=Period(start="2024")),
        ),
        ("approval", Approval(worker=ID, passage=OTHER, decision="approved", day="2024-06", how="read in vi")),
        ("incident", Incident(kind="leak", title="Names", source=ID, subjects=(ID, OTHER))),
    ):
        assert from_content(kind, content(record)) == record


def test_what_each_rests_on_is_named() -> None:
    incident = Incident(kind="threat", title="Told to be silent", source=ID, subjects=(ID, OTHER), by=OTHER)
    assert references("incident", incident) == [ID, ID, OTHER, OTHER]
    assert references("approval", Approval(worker=ID, passage=OTHER, decision="refused", day="2024", how="h")) == [
        ID, OTHER
    ]  # fmt: skip
