"""verify sees every changed byte, names it, and never says ok of what it could not check."""

import dataclasses
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.casefile.sealed_case import told_by
from workbench import codebook
from workbench.casefile import Case, beside, open_case, verify
from workbench.casefile.batch import write_batch
from workbench.casefile.cipher import Signer
from workbench.casefile.ledger import append, tip
from workbench.casefile.seal import make
from workbench.records import Correction, Item, Passage, Source, record_id


def codes(case: Case) -> list[tuple[str, str]]:
    audit = verify(case)
    assert audit.ok == (not any(codebook.severity(one.code) != "notice" for one in audit.problems))
    return [(one.code, one.subject) for one in audit.problems]


def rewrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def forge(case: Case, kind: str, content: dict, **fields) -> str:
    """Adds a well-formed line as somebody would who writes the file by hand, and has the key that signs it."""
    salt = "00" * 32
    identity = record_id(kind, salt, content)
    chain = case.chains()[0]
    event = {
        "agent": "",
        "at": "2026-01-15T09:00:00Z",
        "body": {"salt": salt, "content": content},
        "id": identity,
        "kind": kind,
    }
    append(chain, write_batch(chain.stem, tip(chain), [event | fields], case.door.signer(chain.stem)))
    return identity


def test_a_sound_case_is_ok_and_counts_what_it_holds(filled: Case) -> None:
    audit = verify(filled)
    assert audit.ok and audit.ledger_ok and audit.problems == ()
    assert audit.items == {"ok": 1, "changed": 0, "missing": 0, "unverifiable": 0, "withdrawn": 0}
    assert (audit.events, audit.head) == (7, filled.head())


def test_verify_writes_nothing(filled: Case) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in filled.path.rglob("*")}
    verify(filled)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in filled.path.rglob("*")} == before


def test_every_flip_of_every_byte_of_the_ledger_is_found_where_it_is(filled: Case) -> None:
    filled.log_access(filled.agent("MJ"), [("matrix.csv", "0" * 64)])
    assert verify(filled).ok
    for file in [*filled.chains(), *(filled.path / "access").iterdir()]:
        raw, name = file.read_bytes(), f"{file.parent.name}/{file.name}"
        for at in range(len(raw)):
            bit = at % 8 if raw[at] != 0x0A else 0
            file.write_bytes(raw[:at] + bytes([raw[at] ^ (1 << bit)]) + raw[at + 1 :])
            audit = verify(filled)
            assert not audit.ok, f"{name}: the flip of byte {at} was not seen"
            number = raw[:at].count(b"\n") + 1
            subjects = {one.subject for one in audit.problems}
            assert f"{name}, line {number}" in subjects or name in subjects, (at, audit.problems)
        file.write_bytes(raw)
    assert verify(filled).ok


def test_every_flip_of_every_stored_byte_is_found_and_named(filled: Case) -> None:
    subjects = {"item": "item a.txt", "derivative": "text of item"}
    for live in filled.state().of("item") + filled.state().of("derivative"):
        path = filled.objects.path(live.record.object)
        raw = path.read_bytes()
        for at in range(len(raw)):
            rewrite(path, raw[:at] + bytes([raw[at] ^ (1 << at % 8)]) + raw[at + 1 :])
            ((code, subject),) = codes(filled)
            assert code == "changed"
            assert subject.startswith(subjects[live.kind])
        rewrite(path, raw)
    assert codes(filled) == []


def test_an_item_that_changed_or_is_gone_is_counted_so(filled: Case) -> None:
    path = filled.objects.path(filled.state().of("item")[0].record.object)
    rewrite(path, path.read_bytes() + b"x")
    assert verify(filled).items["changed"] == 1
    path.unlink()
    audit = verify(filled)
    assert (audit.items["missing"], audit.items["ok"]) == (1, 0)
    path.mkdir()
    assert verify(filled).items["changed"] == 1
    path.rmdir()
    os.mkfifo(path)
    assert verify(filled).items["changed"] == 1


def test_a_link_to_the_right_bytes_is_not_the_original(filled: Case, tmp_path: Path) -> None:
    path = filled.objects.path(filled.state().of("item")[0].record.object)
    shutil.move(path, tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert codes(filled) == [("changed", "item a.txt")]


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("object", [("unverifiable", "item a.txt")]),
        ("shelf", [("unverifiable", "item a.txt"), ("unverifiable", "objects/ab")]),
        ("chain", None),
        ("ledger", None),
        ("format.json", [("unverifiable", "format.json")]),
    ],
)
def test_what_may_not_be_read_is_unverifiable_and_never_ok(
    filled: Case, open_place: Path, without_rights: Callable, what, expected
) -> None:
    shutil.copytree(filled.path, open_place / "case", symlinks=True)
    case = open_case(open_place / "case")
    stored = case.objects.path(case.state().of("item")[0].record.object)
    chain = max(case.chains(), key=lambda file: file.stat().st_size)
    shut = {"object": stored, "shelf": stored.parent, "chain": chain}.get(what, case.path / what)
    for path in (case.path, *case.path.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o444)
    shut.chmod(0)
    with without_rights():
        audit = verify(case)
        assert not audit.ok
        assert not audit.items["ok"] or what == "format.json"
        assert {one.code for one in audit.problems} & {"unverifiable"}
        if expected:
            assert (
                sorted(
                    (one.code, one.subject.replace(stored.parent.name, "ab") if what == "shelf" else one.subject)
                    for one in audit.problems
                )
                == expected
            )
        else:
            assert not audit.ledger_ok
            subject = "ledger" if what == "ledger" else f"ledger/{chain.name}"
            assert ("unverifiable", subject) in [(one.code, one.subject) for one in audit.problems]


def test_a_torn_tail_is_named_and_the_rest_is_ok(filled: Case) -> None:
    chain = max(filled.chains(), key=lambda file: file.stat().st_size)
    raw = chain.read_bytes()
    chain.write_bytes(raw + b'{"agent":"')
    audit = verify(filled)
    assert [(one.code, one.subject) for one in audit.problems] == [("ledger-torn-tail", f"ledger/{chain.name}")]
    assert (audit.ledger_ok, audit.items["ok"], audit.events) == (True, 1, 7)
    with filled.writing(filled.agent("MJ")) as writer:
        writer.record(Source(key="S2", label="S2", kind="press"))
    assert codes(filled) == []


def test_a_record_rewritten_by_somebody_who_mends_the_digests_is_still_found(filled: Case) -> None:
    """Its id is made of its content: who changes the content must change the id, and then whatever names it dangles."""
    chain = max(filled.chains(), key=lambda file: file.stat().st_size)
    events = [json.loads(line) for line in chain.read_bytes().splitlines()]
    for event in events:
        if event["kind"] == "source":
            event["body"]["content"]["label"] = "somebody else"
    kept = [{name: event[name] for name in ("agent", "at", "body", "id", "kind")} for event in events]
    chain.write_bytes(write_batch(chain.stem, (0, "0" * 64), kept, filled.door.signer(chain.stem)))
    source = next(event["id"] for event in events if event["kind"] == "source")
    assert ("record-changed", f"record {source[:12]}") in codes(filled)


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("agent", {"key": "X", "kind": "robot", "name": "X"}, "record-malformed"),
        ("agent", {"key": 5, "kind": "person", "name": "X"}, "record-malformed"),
        ("rumour", {"key": "X"}, "record-malformed"),
        ("event", {"track": "t", "title": "t", "source": "s", "period": ["x"]}, "record-malformed"),
        ("passage", {"item": "0" * 64}, "reference-missing"),
        ("correction", {"target": "0" * 64, "reason": "r"}, "reference-missing"),
        ("derivative", {"item": "0" * 64, "kind": "text", "media_type": "text/plain", "object": "ab" * 32,
                        "sha256": "ab" * 32, "tool": "t", "version": "1"}, "derivative-unlinked"),
    ],
)  # fmt: skip
def test_a_forged_record_is_named(filled: Case, kind: str, content: dict, code: str) -> None:
    forge(filled, kind, content)
    found = codes(filled)
    assert code in [one for one, _ in found]
    assert not verify(filled).ledger_ok


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"agent": "0" * 64}, "reference-missing"), ({"body": {}}, "record-malformed"),
     ({"id": "0" * 64}, "record-changed"), ({"body": {"salt": 5, "content": 5}}, "record-malformed")],
    ids=str,
)  # fmt: skip
def test_a_forged_line_is_named(filled: Case, fields: dict, code: str) -> None:
    forge(filled, "agent", {"key": "X", "kind": "person", "name": "X"}, **fields)
    assert [one for one, _ in codes(filled)] == [code]


@pytest.mark.parametrize("wrong", [{"sha256": "ab" * 32}, {"size": 1}], ids=str)
def test_an_item_that_states_another_digest_than_its_bytes_have(filled: Case, wrong: dict) -> None:
    item: Item = filled.state().of("item")[0].record
    with filled.writing(filled.agent("MJ")) as writer:
        identity = writer.record(dataclasses.replace(item, **wrong))
    assert codes(filled) == [("changed", "item a.txt")]
    with filled.writing(filled.agent("MJ")) as writer:
        writer.record(Correction(target=identity, reason="made for this test"))
    assert codes(filled) == [("changed", "item a.txt")], "what is set aside is still looked at"
    assert verify(filled).items["changed"] == 0, "and is not counted"


def test_a_quote_that_does_not_stand_at_its_place(filled: Case) -> None:
    passage: Passage = filled.state().of("passage")[0].record
    with filled.writing(filled.agent("MJ")) as writer:
        identity = writer.record(dataclasses.replace(passage, start=passage.start + 1, end=passage.end + 1))
    assert codes(filled) == [("quote-moved", f"passage {identity[:12]}")]


@pytest.mark.parametrize("change", [{"item": "0" * 64}, {"sha256": "ab" * 32}, {"object": "ab" * 32}], ids=str)
def test_a_derivative_whose_link_to_its_original_was_changed(filled: Case, change: dict) -> None:
    derivative = filled.state().of("derivative")[0].record
    with filled.writing(filled.agent("MJ")) as writer:
        identity = writer.record(dataclasses.replace(derivative, **change))
    subject = f"text of item {derivative.item[:12]}"
    assert (
        codes(filled)
        == {
            "item": [("derivative-unlinked", f"derivative {identity[:12]}")],
            "sha256": [("changed", subject)],
            "object": [("missing", subject)],
        }[next(iter(change))]
    )


@pytest.mark.parametrize("other", ["passage", "agent", "source"])
def test_a_derivative_of_what_is_no_item_is_unlinked(filled: Case, other: str) -> None:
    derivative = filled.state().of("derivative")[0].record
    with filled.writing(filled.agent("MJ")) as writer:
        identity = writer.record(dataclasses.replace(derivative, item=filled.state().of(other)[0].id))
    assert codes(filled) == [("derivative-unlinked", f"derivative {identity[:12]}")]


@pytest.mark.parametrize(
    "change",
    [{"quote": "ho chieu"}, {"quote": "hộ chiếu."}, {"start": 0, "end": 8}, {"start": 400, "end": 408}, {"end": 400}],
    ids=str,
)
def test_a_passage_whose_words_or_place_were_changed(filled: Case, change: dict) -> None:
    passage: Passage = filled.state().of("passage")[0].record
    with filled.writing(filled.agent("MJ")) as writer:
        identity = writer.record(dataclasses.replace(passage, **change))
    assert codes(filled) == [("quote-moved", f"passage {identity[:12]}")]


def test_a_passage_of_one_item_in_the_text_of_another_is_named(filled: Case) -> None:
    passage: Passage = filled.state().of("passage")[0].record
    item = filled.state().of("item")[0].record
    with filled.writing(filled.agent("MJ")) as writer:
        other = writer.record(dataclasses.replace(item, name="b.txt"))
        identity = writer.record(dataclasses.replace(passage, item=other))
    assert codes(filled) == [("quote-moved", f"passage {identity[:12]}")]


def test_a_quote_in_what_is_no_text_of_the_item_is_named(filled: Case) -> None:
    passage: Passage = filled.state().of("passage")[0].record
    with filled.writing(filled.agent("MJ")) as writer:
        identity = writer.record(dataclasses.replace(passage, derivative=passage.item))
    assert codes(filled) == [("quote-moved", f"passage {identity[:12]}")]


def test_a_batch_that_somebody_else_signed_is_named(filled: Case) -> None:
    chain = max(filled.chains(), key=lambda file: file.stat().st_size)
    body = {"salt": "00" * 32, "content": {"key": "X", "kind": "person", "name": "X"}}
    identity = record_id("agent", "00" * 32, body["content"])
    event = {"agent": "", "at": "2026-01-15T09:00:00Z", "body": body, "id": identity, "kind": "agent"}
    append(chain, write_batch(chain.stem, tip(chain), [event], Signer(bytes(32))))
    assert codes(filled) == [("signer-changed", f"ledger/{chain.name}, line 6")]
    assert not verify(filled).ledger_ok


def test_against_a_seal_what_was_cut_is_found(filled: Case) -> None:
    seal, chain = make(filled, filled.door.signer("")), max(filled.chains(), key=lambda file: file.stat().st_size)
    assert verify(filled, seal=seal).ok
    assert verify(filled, seal=seal).problems == ()
    other = verify(filled, seal=make(filled, Signer(bytes(32))))
    assert other.ok
    assert [one.code for one in other.problems] == ["seal-key-unknown"]
    chain.write_bytes(b"")
    audit = verify(filled, seal=seal)
    assert ("rolled-back", f"ledger/{chain.name}, line 1") in [(one.code, one.subject) for one in audit.problems]
    assert not audit.ledger_ok


def test_whoever_has_no_key_finds_with_another_process_what_is_found_alone(sealed: Case, monkeypatch) -> None:
    told_by(sealed)
    (sealed.path / "objects" / "ab").mkdir(exist_ok=True)
    (sealed.path / "objects" / "ab" / ("ab" * 32)).write_bytes(b"nobody's")
    spoiled = sealed.objects.path(next(name for name in sealed.objects.names() if name != "ab" * 32))
    spoiled.chmod(0o600)
    spoiled.write_bytes(spoiled.read_bytes()[:-1] + b"?")
    alone, begun, real = verify(sealed, without_key=True), [], beside._begun
    monkeypatch.setattr(beside, "MANY", 1)
    monkeypatch.setattr(beside, "_begun", lambda root: begun.append(real(root)) or begun[-1])
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert verify(sealed, without_key=True) == alone
    assert {one.code for one in alone.problems} == {"changed", "object-damaged", "not-opened"}
    assert len(begun) == 1 and begun[0].poll() is not None, "it was asked, and is gone"


def test_what_an_interrupted_act_left_is_a_notice(filled: Case) -> None:
    (filled.path / "objects" / "incoming" / "1-ab").write_bytes(b"half")
    audit = verify(filled)
    assert audit.ok
    assert [(one.code, one.subject) for one in audit.problems] == [("unfinished", "objects/incoming/1-ab")]


def test_many_chains_and_broken_ones_side_by_side(filled: Case) -> None:
    small, large = sorted(filled.chains(), key=lambda file: file.stat().st_size)
    small.write_bytes(b"junk\n" * 3)
    found = codes(filled)
    assert [subject for code, subject in found if code == "ledger-broken"] == [
        f"ledger/{small.name}, line {n}" for n in (1, 2, 3)
    ] + ["ledger"]
    assert verify(filled).items["ok"] == 1, "what the other chain says is still checked"
    assert large.exists()


def test_a_chain_that_is_a_pipe_does_not_make_verify_wait(filled: Case) -> None:
    os.mkfifo(filled.path / "ledger" / ("00" * 16 + ".jsonl"))
    assert [code for code, _ in codes(filled)] == ["ledger-broken"]


def test_every_code_that_verify_can_give_is_in_the_codebook(repository: Path) -> None:
    import re

    modules = ("audit", "strangers", "line", "ledger", "walked", "against", "signatures", "seal", "since", "anchor")
    for module in modules:
        text = (repository / "workbench" / "casefile" / f"{module}.py").read_text("utf-8")
        for code in re.findall(r'(?:problem\(|code = |yield |return |\(\()"([a-z]+(?:-[a-z]+)*)"', text):
            assert codebook.check_of(code).code == code


def test_a_notebook_shows_what_was_found_and_escapes_it(filled: Case) -> None:
    (filled.path / "<b>stray").write_text("x")
    shown = verify(filled)._repr_html_()
    assert "NOT ok" in shown
    assert "&lt;b&gt;stray" in shown


def test_what_one_intake_left_that_was_cut_off_is_one_line(case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        for n in range(3):
            writer.store(f"{n}".encode())
        case.objects.settle()
    audit = verify(case)
    assert [one.code for one in audit.problems] == ["unreferenced"] * 3
    assert [one.code for one in audit.shown] == ["unreferenced"]
