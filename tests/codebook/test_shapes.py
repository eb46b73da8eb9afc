"""A record of the wrong shape is refused with the place and with what should stand there."""

import subprocess
import sys
import time
from typing import Any

import pytest

from workbench.codebook.shapes import check, compiled, matches
from workbench.errors import BadValue
from workbench.records import KINDS, content, from_content

ID, OTHER = "a" * 64, "0f" * 32
PERIOD = {"start": "2021-03", "end": "2021-11-15", "as_written": "od marta"}
GOOD: dict[str, dict[str, Any]] = {
    "case": {"title": "A case", "nature": "synthetic", "sealed": False, "seeded": True},
    "agent": {"key": "MJ", "kind": "person", "name": "M. J.", "role": "coder"},
    "source": {
        "key": "T-01", "label": "W-01, first interview", "kind": "worker", "worker": ID, "language": "vi",
        "retells": [OTHER], "published": "2021-11",
    },
    "item": {
        "sha256": ID, "size": 0, "object": OTHER, "name": "đơn.txt", "media_type": "text/plain; charset=utf-8",
        "kind": "text",
    },
    "custody": {"item": ID, "action": "extract", "outcome": "partial", "reasons": [["no-text-layer", "2 pages"]],
                "occurred": "2024-05-18T21:40", "zone": "not known", "losses": [["no-exif", "taken out"]],
                "sidecar": OTHER},
    "preliminary": {"form": "mandate", "version": "1", "answers": [["scope", "Site A"]], "written": "2024-05"},
    "derivative": {
        "item": ID, "kind": "text", "media_type": "text/plain", "object": OTHER, "sha256": OTHER, "tool": "docx",
        "version": "1.2.0",
    },
    "passage": {"item": ID, "derivative": OTHER, "quote": "hộ chiếu", "start": 9, "end": 17, "language": "vi"},
    "coding": {
        "passage": ID, "framework": "ilo-11", "indicator": "debt-bondage", "stance": "supports", "subject": ID,
        "coder": OTHER, "means": "first-hand", "period": PERIOD, "site": ID, "actor": "unknown",
        "phase": "recruitment", "elicited": "open", "memo": "two loans",
    },
    "entity": {"key": "W-01", "schema": "Worker", "label": "W-01", "names": ["Нгуен", "Nguyen"], "country": "VN"},
    "relation": {
        "schema": "Fee", "source_entity": ID, "target_entity": OTHER, "source": ID, "amount": "2200.50",
        "currency": "USD", "count": "3", "share": "51.5", "share_high": "60", "period": {"start": "2021"},
    },
    "place": {"entity": ID, "geometry": "POINT (20.38194 45.38361)", "how": "gps", "source": ID, "precision_m": "12.5"},
    "event": {"track": "documents", "title": "Passports back", "source": ID, "status": "single-origin", "actors": [ID]},
    "count": {"what": "present", "label": "workers", "low": 400, "high": 500, "source": ID},
    "consent": {
        "worker": ID, "audience": "ombudsman", "purpose": "complaint", "form": "in writing", "given": "2021-11-20",
        "submit": True, "shown_as": "initials", "guardian": OTHER, "assent": "2021-11-20",
    },
    "protection": {"act": "pseudonymise", "target": ID, "reason": "near-protected", "audience": "public"},
    "correction": {"target": ID, "reason": "wrong worker", "replacement": OTHER},
    "reading": {"coder": ID, "passage": OTHER, "subject": ID, "framework": "ilo-11", "blind": True},
    "adjudication": {
        "passage": ID, "subject": OTHER, "framework": "ilo-11", "indicator": "isolation", "stance": "none",
        "agent": ID, "reason": "the phone was broken, not taken", "codings": [ID, OTHER],
    },
    "completion": {
        "source": ID, "label": "Talk at the gate", "kind": "worker", "worker": OTHER, "language": "vi",
        "interpreter": "LT", "session": "S-1", "retells": [OTHER], "same_origin_as": [OTHER], "note": "told MJ",
    },
    "sameness": {"entity_a": ID, "entity_b": OTHER, "decision": "same", "agent": ID, "note": "one number"},
    "difference": {"passage_a": ID, "passage_b": OTHER, "material": False, "agent": ID, "note": "other words"},
    "member": {
        "member": "0f" * 8, "action": "added", "recipient": "age1qqq", "signing": ID, "file": OTHER,
        "since": "2026-01-15",
    },
    "withdrawal": {
        "subject": ID, "act": "destroy", "reason": "asked by telephone", "private": "alone, in Vietnamese",
        "offered": "the contract, taken back", "confirms": OTHER,
    },
    "hold": {"reason": "filed with the court", "subject": ID, "authority": "District court"},
    "tombstone": {"cause": "withdrawn", "records": [ID], "units": ["0f" * 16], "objects": [OTHER]},
    "verdict": {
        "passage": ID, "framework": "ilo-11", "indicator": "isolation", "polarity": "supports",
        "cue": "en:isolation-gate", "decision": "accepted", "agent": ID, "coding": OTHER, "reason": "his own words",
    },
    "redaction": {
        "item": ID, "reason": "identity", "derivative": OTHER, "spans": [[0, 4], [9, 17]], "regions": [[1, 0, 0, 9, 9]],
        "stretches": [["65.2", "80"]], "whole": False, "note": "asked for by W-01",
    },
    "danger": {
        "subject": ID, "asked": "2024-05-18", "flags": ["child", "reprisal"], "referral": "the centre, agreed",
        "channel": "message", "hours": "after 20:00", "may_say": "that a friend calls", "note": "asked alone",
    },
    "pay": {
        "subject": ID, "line": "paid", "source": OTHER, "value": "310.00", "high": "320", "currency": "USD",
        "counterparty": OTHER, "how": "cash", "paid_on": "2021-05-16", "period": PERIOD, "passage": ID,
    },
    "term": {
        "subject": ID, "version": "signed", "clause": "absence", "source": OTHER, "says": "three days for one",
        "value": "3", "rule": "days-lost", "period": {"start": "2021-03"}, "passage": ID,
    },
    "rate": {"base": "USD", "currency": "RSD", "value": "109.25", "day": "2021-04-30", "source": ID, "passage": OTHER},
    "measure": {
        "entity": ID, "measure": "journey", "value": "50", "high": "60.5", "unit": "min", "by": "foot", "source": OTHER,
        "other": OTHER, "town": "783814", "part": "gate", "period": PERIOD, "passage": ID,
    },
    "act": {
        "duty": "un-answer", "bearer": ID, "role": "check", "title": "No answer", "source": OTHER, "about": "2021",
        "finds": "not-done", "by": OTHER, "due": "2022-03-22", "period": {"start": "2022-06-10"}, "passage": ID,
    },
    "step": {
        "subject": ID, "kind": "identification", "title": "Not identified", "source": OTHER, "by": ID, "side": "state",
        "outcome": "refused", "reason": "no interview", "told": "2022-03-01", "told_in": "vi",
        "clock": "coe-reflection", "period": PERIOD, "passage": ID, "note": "by letter",
    },
    "approval": {
        "worker": ID, "passage": OTHER, "decision": "changed", "day": "2024-06-02", "how": "read aloud, in vi",
        "audience": "ombudsman", "wording": "We were not paid.", "note": "alone",
    },
    "incident": {
        "kind": "reprisal", "title": "Shifts taken away", "source": ID, "subjects": [ID], "by": OTHER,
        "done": "reported to the Ombudsman", "done_by": "MJ, 2024-06-03", "closed": "2024-07-01", "period": PERIOD,
        "passage": OTHER, "note": "told by telephone",
    },
    "statement": {
        "entity": ID, "property": "name", "value": "Линглонг", "source": OTHER, "language": "sr-Cyrl",
        "stance": "contradicts", "status": "documented", "period": {"start": "2021"}, "passage": ID, "note": "head",
    },
    "counsel": {"coding": ID, "text": "To be put to the witness."},
    "access": {"action": "export", "head": ID, "files": [["output/matrix.csv", OTHER]], "reason": "to call back"},
}  # fmt: skip
BAD = [
    ("case", {"nature": "secret"}, "/nature"),
    ("case", {"title": ""}, "/title"),
    ("agent", {"kind": "robot"}, "/kind"),
    ("source", {"kind": "gossip"}, "/kind"),
    ("source", {"language": "Serbian Latin"}, "/language"),
    ("source", {"retells": ["T-02"]}, "/retells/0"),
    ("source", {"published": "2021-02-30"}, "/published"),
    ("item", {"sha256": "ABC"}, "/sha256"),
    ("item", {"size": -1}, "/size"),
    ("item", {"size": True}, "/size"),
    ("custody", {"reasons": [["only-a-code"]]}, "/reasons/0"),
    ("custody", {"action": "Took It"}, "/action"),
    ("custody", {"occurred": "2024-05T21:40"}, "/occurred"),
    ("custody", {"occurred": "2024-05-18T21:40+02:00"}, "/occurred"),
    ("custody", {"losses": [["no-exif"]]}, "/losses/0"),
    ("custody", {"sidecar": "proof.csv"}, "/sidecar"),
    ("preliminary", {"answers": [["scope", ""]]}, "/answers/0/1"),
    ("preliminary", {"written": "lately"}, "/written"),
    ("access", {"items": ["photo.jpg"]}, "/items/0"),
    ("access", {"reason": ""}, "/reason"),
    ("derivative", {"media_type": "text"}, "/media_type"),
    ("passage", {"end": 9}, "/end"),
    ("passage", {"region": [1, 2, 3]}, "/region"),
    ("passage", {"from_s": "1"}, "/to_s"),
    ("passage", {"from_s": "2", "to_s": "1.5"}, "/to_s"),
    ("passage", {"from_s": "1.50", "to_s": "2"}, "/from_s"),
    ("passage", {"from_s": "-1", "to_s": "2"}, "/from_s"),
    ("redaction", {"reason": "because"}, "/reason"),
    ("redaction", {"spans": [[1]]}, "/spans/0"),
    ("redaction", {"regions": [[1, 0, 0, -9, 9]]}, "/regions/0/3"),
    ("redaction", {"stretches": [["1.50", "2"]]}, "/stretches/0/0"),
    ("counsel", {"text": ""}, "/text"),
    ("counsel", {"coding": "W-01"}, "/coding"),
    ("coding", {"stance": "maybe"}, "/stance"),
    ("coding", {"means": "rumour"}, "/means"),
    ("coding", {"actor": "the boss"}, "/actor"),
    ("coding", {"phase": "later"}, "/phase"),
    ("coding", {"period": {"start": "15.11.2021"}}, "/period/start"),
    ("coding", {"period": {"start": "2021-11-23", "end": "2021-11"}}, None),
    ("coding", {"period": {"start": "2022", "end": "2021-11"}}, "/period/end"),
    ("coding", {"period": {"start": 2021}}, "/period/start"),
    ("entity", {"schema": "Robot"}, "/schema"),
    ("entity", {"country": "Serbia"}, "/country"),
    ("relation", {"amount": "2,200"}, "/amount"),
    ("relation", {"amount": 2200}, "/amount"),
    ("relation", {"share": "51,5"}, "/share"),
    ("statement", {"property": "telephone"}, "/property"),
    ("statement", {"value": ""}, "/value"),
    ("relation", {"currency": "dollars"}, "/currency"),
    ("relation", {"status": "proven"}, "/status"),
    ("pay", {"line": "bonus"}, "/line"),
    ("pay", {"value": "2,200"}, "/value"),
    ("term", {"clause": "bonus"}, "/clause"),
    ("term", {"rule": "all-lost"}, "/rule"),
    ("term", {"version": "Signed on arrival"}, "/version"),
    ("step", {"kind": "rescue"}, "/kind"),
    ("step", {"outcome": "failed"}, "/outcome"),
    ("step", {"told": "soon"}, "/told"),
    ("approval", {"decision": "silence"}, "/decision"),
    ("incident", {"kind": "rumour"}, "/kind"),
    ("incident", {"closed": "never"}, "/closed"),
    ("act", {"role": "omission"}, "/role"),
    ("act", {"finds": "violated"}, "/finds"),
    ("act", {"due": "soon"}, "/due"),
    ("rate", {"currency": "dinars"}, "/currency"),
    ("measure", {"value": "-3"}, "/value"),
    ("measure", {"measure": "mood"}, "/measure"),
    ("measure", {"by": "plane"}, "/by"),
    ("measure", {"town": "Zrenjanin"}, "/town"),
    ("place", {"geometry": "POINT (45.38361 120.38194)"}, "/geometry"),
    ("place", {"geometry": "POINT (20.38194 45.38361"}, "/geometry"),
    ("place", {"geometry": "the old mill"}, "/geometry"),
    ("place", {"geometry": "POINT (20.38194 45.38361); DROP"}, "/geometry"),
    ("place", {"geometry": 45}, "/geometry"),
    ("place", {"how": "guess"}, "/how"),
    ("event", {"track": "gossip"}, "/track"),
    ("event", {"status": "true"}, "/status"),
    ("count", {"high": 399}, "/high"),
    ("count", {"low": -1}, "/low"),
    ("consent", {"naming": "yes"}, "/naming"),
    ("consent", {"given": "yesterday"}, "/given"),
    ("correction", {"target": "W-01"}, "/target"),
    ("access", {"head": "HEAD"}, "/head"),
    ("access", {"files": [["output/matrix.csv", "sha256"]]}, "/files/0/1"),
]


def test_there_is_an_example_of_every_kind() -> None:
    assert set(GOOD) == set(KINDS)


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_record_passes_and_comes_back_from_its_noun_unchanged(kind: str) -> None:
    check(kind, GOOD[kind])
    again = content(from_content(kind, GOOD[kind]))
    assert {**again, **GOOD[kind]} == again
    check(kind, again)


@pytest.mark.parametrize(("kind", "change", "place"), BAD)
def test_a_bad_value_is_refused_where_it_stands(kind: str, change: dict[str, Any], place: str | None) -> None:
    values = {**GOOD[kind], **change}
    if place is None:
        check(kind, values)  # 23 November lies in November: a coarser date is not before a finer one within it
        return
    with pytest.raises(BadValue) as caught:
        check(kind, values)
    assert caught.value.place == place
    assert caught.value.file == kind
    assert caught.value.expected


@pytest.mark.parametrize("kind", KINDS)
def test_each_required_field_is_missed(kind: str) -> None:
    for name in compiled("records", f"{kind}.json").schema["required"]:
        with pytest.raises(BadValue) as caught:
            check(kind, {key: value for key, value in GOOD[kind].items() if key != name})
        assert caught.value.place == f"/{name}"
        assert "nothing" in caught.value.cause


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_of_no_format_is_refused(kind: str) -> None:
    with pytest.raises(BadValue) as caught:
        check(kind, {**GOOD[kind], "scoore": "7"})
    assert caught.value.place == "/scoore"


def test_a_misspelt_field_names_the_right_one() -> None:
    with pytest.raises(BadValue, match="names instead"):
        check("entity", {**GOOD["entity"], "nmes": ["x"]})


def test_a_passage_may_be_a_whole_item_and_a_quote_needs_its_position() -> None:
    check("passage", {"item": ID})
    check("passage", {"item": ID, "region": [0, 0, 10, 10]})
    check("passage", {"item": ID, "from_s": "65.2", "to_s": "65.2"})
    with pytest.raises(BadValue) as caught:
        check("passage", {"item": ID, "quote": "x", "derivative": ID, "start": 0})
    assert caught.value.place == "/end"


def test_a_kind_that_is_not_known_names_those_that_come_near() -> None:
    with pytest.raises(BadValue, match="coding"):
        check("codings", {})


def test_a_pointer_escapes_what_a_pointer_must_escape() -> None:
    with pytest.raises(BadValue) as caught:
        check("agent", {**GOOD["agent"], "a/b~c": 1})
    assert caught.value.place == "/a~1b~0c"


def test_the_first_fault_is_always_the_same_one() -> None:
    faults = []
    for _ in range(3):
        with pytest.raises(BadValue) as caught:
            matches(compiled("records", "agent.json"), {"zz": 1, "aa": 2, "kind": "robot"}, "agents.csv")
        faults.append(str(caught.value))
    assert len(set(faults)) == 1
    assert faults[0].startswith("agents.csv, /")


def test_a_record_is_checked_in_well_under_a_millisecond() -> None:
    check("coding", GOOD["coding"])
    best = min(_timed(200) for _ in range(5))
    assert best < 0.001, f"{best * 1000:.2f} ms a record"


def _timed(rounds: int) -> float:
    begun = time.process_time()
    for _ in range(rounds):
        check("coding", GOOD["coding"])
    return (time.process_time() - begun) / rounds


def test_the_first_check_does_not_wait_for_what_no_schema_uses() -> None:
    program = (
        "import sys; from workbench.codebook import check; from workbench.codebook.judge import SLOW; "
        "check('agent', {'key': 'A', 'kind': 'person', 'name': 'A'}); assert 'jsonschema' not in sys.modules; "
        "from workbench.errors import BadValue\n"
        "try: check('agent', {'key': 'A'})\nexcept BadValue: pass\n"
        "assert SLOW not in sys.modules and 'lark' not in sys.modules and 'jsonschema' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
