"""Members and tombstones carry ids and public keys alone."""

import dataclasses

from workbench.codebook import check
from workbench.records import Hold, Member, Tombstone, Withdrawal, content, from_content


def test_each_has_only_fields_without_words_where_it_stands_in_the_open() -> None:
    assert [field.name for field in dataclasses.fields(Member)] == [
        "member", "action", "recipient", "signing", "file", "since", "agent", "turn"
    ]  # fmt: skip
    assert [field.name for field in dataclasses.fields(Tombstone)] == ["cause", "records", "units", "objects"]


def test_they_go_through_json_and_match_their_schemas() -> None:
    for kind, record in {
        "member": Member(member="0f" * 8, action="revoked", signing="a" * 64, since="2026-01-15"),
        "withdrawal": Withdrawal(subject="a" * 64, act="destroy", reason="by letter", private="alone", offered="kept"),
        "hold": Hold(reason="filed"),
        "tombstone": Tombstone(cause="taken-out", records=("a" * 64,), objects=("b" * 64,)),
    }.items():
        check(kind, content(record))
        assert from_content(kind, content(record)) == record
