"""One event is one line, and no other line."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.casefile import line
from workbench.casefile.batch import write_batch
from workbench.casefile.cipher import Signer, signed
from workbench.casefile.line import FIELDS, ROOT_DIGEST, SIGNATURE, BrokenLine, parse
from workbench.errors import BadValue, NewerFormat
from workbench.records import canonical

CHAIN = "3f" * 16
FILE = Path(f"{CHAIN}.jsonl")


def event(note: str = "", **other) -> dict:
    return {
        "agent": "",
        "at": "2026-01-15T09:00:00Z",
        "body": {"salt": "x", "content": {"note": note}},
        "id": "0" * 64,
        "kind": "count",
    } | other


def lines(count: int) -> list[bytes]:
    return write_batch(CHAIN, (0, ROOT_DIGEST), [event(str(n)) for n in range(count)], Signer(bytes(32))).splitlines()


def resealed(raw: bytes, **changes) -> bytes:
    """The line as somebody would forge it who knows how digests are made."""
    fields = {name: value for name, value in json.loads(raw).items() if name != "digest"} | changes
    fields = {name: value for name, value in fields.items() if value is not ...}
    digest = hashlib.sha256(
        json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()
    return json.dumps({**fields, "digest": digest}, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_a_batch_is_numbered_linked_and_counted_down() -> None:
    batch = [parse(FILE, n, raw) for n, raw in enumerate(lines(3))]
    assert [line.n for line in batch] == [0, 1, 2]
    assert [line.rest for line in batch] == [2, 1, 0]
    assert [line.prev for line in batch] == [ROOT_DIGEST, batch[0].digest, batch[1].digest]


def test_a_line_states_the_digest_of_all_its_other_fields() -> None:
    fields = json.loads(lines(1)[0])
    assert set(fields) == FIELDS | SIGNATURE
    stated = fields.pop("digest")
    assert hashlib.sha256(canonical(fields)).hexdigest() == stated


def test_an_honest_reseal_is_read_so_that_the_forgeries_below_fail_for_their_own_reason() -> None:
    assert parse(FILE, 0, resealed(lines(1)[0])).n == 0


def test_every_flip_of_a_line_is_seen() -> None:
    raw = lines(1)[0]
    for at in range(len(raw)):
        for bit in range(8):
            bad = raw[:at] + bytes([raw[at] ^ (1 << bit)]) + raw[at + 1 :]
            with pytest.raises((BrokenLine, NewerFormat)):
                parse(FILE, 0, bad)


@pytest.mark.parametrize(
    "changes",
    [
        {"n": "0"}, {"n": True}, {"n": -1}, {"n": 0.0}, {"rest": None}, {"v": 0}, {"v": "1"}, {"v": True},
        {"at": "yesterday"}, {"at": 5},
        {"agent": "MJ"}, {"body": []}, {"body": None}, {"id": "0" * 63}, {"kind": ""},
        {"prev": ROOT_DIGEST.upper() + "A"},
        {"chain": "../x"}, {"extra": 1}, {"rest": ...}, {"body": {"a": 1.5}}, {"body": {"a": "\ud800"}},
    ],
    ids=str,
)  # fmt: skip
def test_a_line_of_another_form_is_no_event_even_with_a_right_digest(changes: dict) -> None:
    try:
        raw = resealed(lines(1)[0], **changes)
    except UnicodeEncodeError:
        raw = lines(1)[0].replace(b'"note":"0"', b'"note":"\\ud800"')
    with pytest.raises(BrokenLine):
        parse(FILE, 0, raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe{",
        b"{" * 100_000,
        b"[" * 100_000,
        b'{"n":' + b"9" * 5000 + b"}",
        b'{"n":NaN}',
    ],
    ids=["empty", "object", "list", "null", "utf-16", "deep", "deeper", "huge", "nan"],
)
def test_what_is_no_event_is_named_with_file_and_line(raw: bytes) -> None:
    with pytest.raises(BrokenLine) as raised:
        parse(FILE, 6, raw)
    assert raised.value.subject == f"{FILE.name}, line 7"


@pytest.mark.parametrize("change", [(b":", b": "), (b'"n":0', b'"n":0,"n":0'), (b'"n":0', b'"n":-0')])
def test_the_same_values_written_otherwise_are_refused(change: tuple[bytes, bytes]) -> None:
    with pytest.raises(BrokenLine):
        parse(FILE, 0, lines(1)[0].replace(*change, 1))


def test_a_later_format_says_so() -> None:
    with pytest.raises(NewerFormat) as raised:
        parse(FILE, 0, resealed(lines(1)[0], v=3, colour="blue"))
    assert raised.value.found == 3


BODIES = st.dictionaries(
    st.text("abc"),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(1 - 2**53, 2**53 - 1)
        | st.text(st.characters(exclude_categories=["Cs"])),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz"), inner, max_size=3),
        max_leaves=8,
    ),
)


@given(BODIES, st.integers(1, 3))
def test_a_batch_is_what_the_definition_says_byte_for_byte(body: dict, count: int) -> None:
    prev = ROOT_DIGEST
    raw = write_batch(CHAIN, (0, ROOT_DIGEST), [event(body=body)] * count, Signer(bytes(32))).splitlines()
    for n, written in enumerate(raw):
        fields = {**event(body=body), "chain": CHAIN, "n": n, "prev": prev, "rest": count - 1 - n, "v": 2}
        if n == count - 1:
            signer = Signer(bytes(32))
            fields |= {"key": signer.public, "sig": signer.sign(hashlib.sha256(canonical(fields)).digest())}
        prev = hashlib.sha256(canonical(fields)).hexdigest()
        assert written == canonical({**fields, "digest": prev})
        assert parse(FILE, n, written) == line._judged(FILE, n, written)


@given(BODIES, st.data())
def test_the_quick_way_takes_nothing_that_the_slow_one_refuses(body: dict, data: st.DataObject) -> None:
    raw = data.draw(st.sampled_from(lines(2)[:1] + lines(1)))
    values = [0, 1, 2, 2**53, -1, True, 1.0, "", "a", "0" * 64, "0" * 128, body, ...]
    names = st.sampled_from(sorted(FIELDS | SIGNATURE | {"extra"}))
    changes = data.draw(st.dictionaries(names, st.sampled_from(values), max_size=2))
    raw = resealed(raw, **{name: value for name, value in changes.items() if name != "digest"})
    for tried in (raw, raw.replace(b'"n":', b'"n":1,"n":', 1), raw.replace(b"T09", b"T\\u003009", 1), raw + b" "):
        quick = line._quick(tried)
        if quick is not None:
            assert quick == line._judged(FILE, 0, tried)


def test_a_body_may_hold_what_looks_like_the_fields_behind_it() -> None:
    trap = {"note": ',"digest":"' + "0" * 64 + '","id":"', "digest": "0" * 64, "key": "1" * 64, "sig": "2" * 128}
    (raw,) = write_batch(CHAIN, (0, ROOT_DIGEST), [event(body=trap)], Signer(bytes(32))).splitlines()
    assert line._quick(raw) == line._judged(FILE, 0, raw)


@pytest.mark.parametrize(
    "number", ["9007199254740992", "-9007199254740992", "18446744073709551616", "1e3", "0.5", "-0"]
)
def test_a_number_that_not_every_reader_keeps_is_refused(number: str) -> None:
    raw = lines(1)[0].replace(b'"note":"0"', b'"note":' + number.encode())
    fields = raw.replace(b',"digest":"' + json.loads(lines(1)[0])["digest"].encode() + b'"', b"")
    digest = hashlib.sha256(fields).hexdigest().encode()
    at = fields.rfind(b',"id":"')
    with pytest.raises(BrokenLine):
        parse(FILE, 0, fields[:at] + b',"digest":"' + digest + b'"' + fields[at:])


def test_a_body_nested_deeper_than_the_quick_way_goes_is_read_all_the_same() -> None:
    deep: dict = {}
    for _ in range(400):
        deep = {"a": deep}
    (raw,) = write_batch(CHAIN, (0, ROOT_DIGEST), [event(body=deep)], Signer(bytes(32))).splitlines()
    assert line._quick(raw) is None
    assert parse(FILE, 0, raw).body == deep


@pytest.mark.parametrize("changes", [{"n": 7}, {"kind": ...}], ids=str)
def test_an_event_has_its_five_fields_and_no_other(changes: dict) -> None:
    fields = {name: value for name, value in (event() | changes).items() if value is not ...}
    with pytest.raises((BadValue, KeyError)):
        write_batch(CHAIN, (0, ROOT_DIGEST), [fields], Signer(bytes(32)))


def test_what_has_no_canonical_form_is_not_written() -> None:
    with pytest.raises(BadValue):
        write_batch(CHAIN, (0, ROOT_DIGEST), [event(body={"half": 0.5})], Signer(bytes(32)))


def old(raw: bytes) -> bytes:
    """The same event as the first format wrote it: without a signature."""
    return resealed(raw, v=1, key=..., sig=...)


def test_a_line_of_the_first_format_is_still_read() -> None:
    read = parse(FILE, 0, old(lines(1)[0]))
    assert (read.v, read.key, read.sig, read.signed) == (1, "", "", "")


def test_only_the_last_event_of_a_batch_is_signed_and_its_signature_stands_for_the_whole_chain() -> None:
    first, last = (parse(FILE, n, raw) for n, raw in enumerate(lines(2)))
    assert (first.key, first.sig) == ("", "")
    assert last.key == Signer(bytes(32)).public and signed(last.key, bytes.fromhex(last.signed), last.sig)
    assert not signed(last.key, bytes.fromhex(last.digest), last.sig)


@pytest.mark.parametrize("changes", [{"sig": ...}, {"key": ...}, {"sig": "00"}, {"key": "G" * 64}, {"v": 1}])
def test_a_batch_without_its_signature_is_no_batch(changes: dict) -> None:
    with pytest.raises(BrokenLine):
        parse(FILE, 0, resealed(lines(1)[0], **changes))


def test_an_event_inside_a_batch_carries_no_signature() -> None:
    with pytest.raises(BrokenLine):
        parse(FILE, 0, resealed(lines(2)[0], key="0" * 64, sig="0" * 128))


def test_whatever_recurs_or_does_not_each_line_is_written_in_its_canonical_form() -> None:
    """Also values that no reader takes: what looks alike to Python must not be written alike."""
    odd: list[dict] = [{}, {}, {"kind": 1}, {"kind": True}, {"kind": 1}, {"agent": 0}, {"agent": False},
                       {"id": 'a"b'}, {"id": "ộ"}, {"id": "0" * 64}, {"kind": "coding"}, {"kind": "count"}]  # fmt: skip
    told = [event() | change for change in odd]
    for raw, one in zip(write_batch(CHAIN, (5, "7" * 64), told, Signer(bytes(32))).splitlines(), told, strict=True):
        read = json.loads(raw)
        assert canonical(read) == raw
        assert {name: read[name] for name in one} == one
        assert [type(read[name]) for name in one] == [type(value) for value in one.values()]
        digest = read.pop("digest")
        assert hashlib.sha256(canonical(read)).hexdigest() == digest
