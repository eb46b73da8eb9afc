"""A stretch is sound only where the line-by-line judgement finds nothing: each change of a byte, each forged line."""

import dataclasses
import hashlib
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench import codebook
from workbench.casefile import Case, stretch
from workbench.casefile.stretch import KEPT, Judged, Met, Stretch, as_text, judge
from workbench.casefile.walked import Problem, refold, walk
from workbench.codebook.ground import json_of
from workbench.records import KINDS, Count

Change = Callable[[dict[str, Any]], Any]


@pytest.fixture
def chain(filled: Case) -> Path:
    """Two chains' worth of kinds in one: the last two events are counts of one batch."""
    who, source = filled.agent("MJ"), filled.state().of("source")[0].id
    with filled.writing(who) as writer:
        for low in (3, 4):
            writer.record(Count(what="present", label="ở đây", low=low, high=5, source=source))
    return max(filled.chains(), key=lambda file: file.stat().st_size)


def whole(file: Path, met: Met | None = None, also: frozenset[int] = frozenset()) -> Judged | None:
    return judge(Stretch(str(file), 0, file.stat().st_size, also), met or Met())


def slowly(case: Case) -> list[Problem]:
    problems: list[Problem] = []
    refold(case, list(walk(case.path / "ledger", problems)), problems)
    return problems


def test_it_tells_what_it_met_and_keeps_what_is_wanted(filled: Case, chain: Path) -> None:
    met, lines = Met(), chain.read_bytes().splitlines(keepends=True)
    events = [json.loads(line) for line in lines]
    told = whole(chain, met)
    assert told is not None and told.events == len(lines)
    assert told.first == (0, "0" * 64, events[0]["rest"])
    assert told.last == (len(lines) - 1, events[-1]["digest"], 0)
    assert told.kept == [raw for raw, one in zip(lines, events, strict=True) if one["kind"] in KEPT or not one["rest"]]
    assert met.ids == {one["id"] for one in events}
    others = {line.id for line in filled.lines()} - met.ids
    assert met.unmet() == {one for one in [events[0]["agent"]] if one in others}
    also = whole(chain, also=frozenset(range(len(lines))))
    assert also is not None and also.kept == lines


def test_a_part_begins_and_ends_where_it_is_told(chain: Path) -> None:
    lines = chain.read_bytes().splitlines(keepends=True)
    begin, end = len(lines[0]), sum(map(len, lines[:3]))
    told = judge(Stretch(str(chain), begin, end), Met())
    assert told is not None and (told.events, told.first[0], told.last[0]) == (2, 1, 2)
    assert told.first[1] == json.loads(lines[0])["digest"]
    for bad in ((begin + 1, end), (begin, end - 1), (begin, end + 1), (begin, chain.stat().st_size + 1)):
        assert judge(Stretch(str(chain), *bad), Met()) is None


def test_no_change_of_a_byte_is_sound(chain: Path) -> None:
    raw = chain.read_bytes()
    for at in range(len(raw)):
        for bit in (1, 32):
            chain.write_bytes(raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :])
            assert whole(chain) is None, (at, bit)


def value(**changes: Any) -> Change:
    return lambda event: event.update(changes)


def content(**changes: Any) -> Change:
    return lambda event: event["body"]["content"].update(changes)


def body(**changes: Any) -> Change:
    return lambda event: event["body"].update(changes)


FORGED: dict[str, Change] = {
    "a decimal that is whole": content(low=3.0),
    "a decimal": content(high=5.5),
    "a number that is none": content(low=True),
    "a text where a number is": content(low="3"),
    "a number too large": content(high=2**53),
    "an end before its beginning": content(low=6),
    "a word that is none": content(what=""),
    "a field that nobody knows": content(colour="grey"),
    "a nothing": content(label=None),
    "a list": content(label=["here"]),
    "an empty text": content(label=""),
    "what is needed is not there": lambda event: event["body"]["content"].pop("source"),
    "a third part of the body": body(more={}),
    "no salt": lambda event: event["body"].pop("salt"),
    "a salt in capitals": body(salt="AB" * 32),
    "a short salt": body(salt="ab" * 31),
    "another salt": body(salt="ab" * 32),
    "an id of another record": value(id="ab" * 32),
    "a kind that is none": value(kind="rumour"),
    "a kind in capitals": value(kind="Count"),
    "another kind": value(kind="source"),
    "an agent that is no id": value(agent="MJ"),
    "a time with a zone": value(at="2026-01-15T09:00:00+01:00"),
    "another chain": value(chain="3f" * 16),
    "a number from elsewhere": value(n=77),
    "a number with a point": lambda event: event.update(n=float(event["n"])),
    "a rest below nothing": value(rest=-1),
    "a batch that goes on": value(rest=1),
    "a version that is none": value(v=0),
    "a later version": value(v=3),
    "a version with a point": value(v=2.0),
    "a field more": value(note="x"),
    "a field less": lambda event: event.pop("agent"),
    "no signature": lambda event: (event.pop("key"), event.pop("sig")),
    "half a signature": lambda event: event.pop("sig"),
    "a signature in capitals": lambda event: event.update(sig=event["sig"].upper()),
    "a key that is none": value(key="k"),
    "a link to nothing": value(prev="00" * 32),
    "a body that is a list": value(body=[]),
}


def forged(raw: bytes, change: Change) -> bytes:
    """A line that was changed and whose digest, and wherever it can be whose id, was mended."""
    event = json.loads(raw)
    before = event["id"], event["body"]
    change(event)
    del event["digest"]
    kept = event["body"] if isinstance(event["body"], dict) else {}
    if (
        event["id"] == before[0]
        and {"content", "salt"} <= kept.keys()
        and kept["salt"] == json.loads(raw)["body"]["salt"]
    ):
        told = plain({"content": kept["content"], "kind": event["kind"]})
        event["id"] = hashlib.sha256(bytes.fromhex(kept["salt"]) + told).hexdigest()
    return plain({**event, "digest": hashlib.sha256(plain(event)).hexdigest()}) + b"\n"


def plain(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_a_line_that_was_mended_and_not_changed_is_sound(filled: Case, chain: Path) -> None:
    """Or the forgeries below would prove nothing."""
    lines = chain.read_bytes().splitlines(keepends=True)
    assert forged(lines[-1], lambda event: None) == lines[-1]
    chain.write_bytes(b"".join(lines[:-1]) + forged(lines[-1], content(low=1)))
    assert whole(chain) is not None and slowly(filled) == []


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_line_is_never_sound_and_the_other_judgement_says_why(filled: Case, chain: Path, name: str) -> None:
    lines = chain.read_bytes().splitlines(keepends=True)
    chain.write_bytes(b"".join(lines[:-1]) + forged(lines[-1], FORGED[name]))
    assert whole(chain) is None
    if name != "a batch that goes on":  # to the other judgement it is a batch that was cut off
        assert slowly(filled)


@pytest.mark.parametrize("change", ["spaces", "order", "escape", "twice", "no text", "blank line"])
def test_other_bytes_of_the_same_meaning_are_not_sound(filled: Case, chain: Path, change: str) -> None:
    lines = chain.read_bytes().splitlines(keepends=True)
    last = lines[-1]
    other = {
        "spaces": last.replace(b'","', b'", "', 1),
        "order": json.dumps(dict(reversed(json.loads(last).items())), ensure_ascii=False,
                            separators=(",", ":")).encode() + b"\n",
        "escape": last.replace("ở".encode(), b"\\u1edf"),
        "twice": last.replace(b'"kind":', b'"kind":"count","kind":', 1),
        "no text": last.replace("ở".encode(), b"\xff"), "blank line": last + b"\n",
    }[change]  # fmt: skip
    assert other != last
    chain.write_bytes(b"".join(lines[:-1]) + other)
    assert whole(chain) is None and slowly(filled)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_sound_can_become_a_record(kind: str) -> None:
    """A schema and its noun have the same fields, and need the same: no sound content is refused as a record."""
    schema, fields = json_of("records", f"{kind}.json"), dataclasses.fields(KINDS[kind])
    assert set(schema["properties"]) == {field.name for field in fields}
    assert {field.name for field in fields if field.default is dataclasses.MISSING} <= set(schema["required"])


def test_a_process_of_its_own_says_the_same(chain: Path, monkeypatch) -> None:
    met = Met()
    told = whole(chain, met)
    assert told is not None
    absent = "ab" * 32
    asked = [as_text(Stretch(str(chain), 0, chain.stat().st_size))], [absent, *sorted(met.ids)]
    answer = spoken(monkeypatch, *asked)
    head = json.loads(answer[0])
    assert head["judged"] == [[told.events, list(told.first), list(told.last), len(told.kept)]]
    assert head["named"] == sorted(met.unmet())
    assert answer[1:-1] == told.kept and json.loads(answer[-1]) == [absent]
    chain.write_bytes(chain.read_bytes()[:-2])
    assert spoken(monkeypatch, asked[0]) == [b"null\n"]


def spoken(monkeypatch, *lines: object) -> list[bytes]:
    said, heard = io.BytesIO(b"".join(json.dumps(line).encode() + b"\n" for line in lines)), io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(said))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(heard))
    stretch.main()
    return heard.getvalue().splitlines(keepends=True)


def test_every_kind_has_a_shape_that_can_be_asked() -> None:
    assert all(callable(codebook.sound(kind)) for kind in KINDS)
