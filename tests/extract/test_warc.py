"""Web archives: address and time as written, the digest checked, each page an item as it was sent."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

from workbench.extract import warc
from workbench.extract.outcome import File, Unread

PAGE = b"<!doctype html><p>They keep our passports.</p>"


def record(
    body: bytes, kind: str = "response", address: str = "http://agency.example/jobs?x=1", **fields: str
) -> bytes:
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body if kind == "response" else body
    head = {"WARC-Type": kind, "WARC-Target-URI": address, "WARC-Date": "2021-11-15T08:14:03Z",
            "Content-Type": "application/http; msgtype=response" if kind == "response" else "text/plain"}  # fmt: skip
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.0\r\n{lines}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def digest(body: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


INFO = record(b"software: x\r\n", "warcinfo", "")


@pytest.fixture
def opened(tmp_path: Path):
    def opening(data: bytes) -> list[tuple[str, bytes]]:
        (tmp_path / "a").write_bytes(data)
        found = warc.inside(File(tmp_path / "a", "a.warc", "application/warc"))
        return [(one.name, b"".join(one.pieces())) for one in found]

    return opening


def test_pages_come_out_as_they_were_sent_and_are_listed_with_their_address(read, opened) -> None:
    data = (
        INFO
        + record(PAGE, WARC_Payload_Digest=digest(PAGE))
        + record(b"\xff\xd8 a picture", "resource", "http://a.example/1.jpg")
    )
    assert opened(data) == [("00002 agency.example_jobs", PAGE), ("00003 a.example_1.jpg", b"\xff\xd8 a picture")]
    found = read(data, "a.warc")
    assert (found.kind, found.media_type, found.outcome) == ("archive", "application/warc", "parsed")
    _, page, picture = json.loads(found.made[0].data)["members"]
    assert (page["address"], page["captured_as_written"], page["digest_checked"]) == (
        "http://agency.example/jobs?x=1", "2021-11-15T08:14:03Z", "matches",
    )  # fmt: skip
    assert picture["digest_checked"] == "not stated"


def test_a_page_that_was_changed_later_differs_and_that_is_said(read) -> None:
    found = read(record(PAGE.replace(b"our", b"all"), WARC_Payload_Digest=digest(PAGE)), "a.warc")
    assert [reason.code for reason in found.reasons] == [
        "digest-differs",
        "reader-untried",
    ] and found.outcome == "partial"
    assert "1 of 1 records: 00001 agency.example_jobs" in found.reasons[0].message
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    whole = record(PAGE, WARC_Block_Digest="sha256:" + hashlib.sha256(block).hexdigest())
    assert json.loads(read(whole, "a.warc").made[0].data)["members"][0]["digest_checked"] == "matches"


@pytest.mark.parametrize(
    "data",
    [b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: 99\r\n\r\nshort", b"WARC/1.0\r\nContent-Length: x\r\n\r\n",
     b"WARC/1.0\r\nContent-Length: " + b"9" * 40 + b"\r\n\r\n"],
)  # fmt: skip
def test_what_is_no_record_is_damaged(data: bytes, opened, read) -> None:
    with pytest.raises(Unread) as given_up:
        opened(data)
    assert given_up.value.reason.code == "damaged" and read(data, "a.warc").outcome == "opaque"


def test_an_archive_that_breaks_off_says_so(opened) -> None:
    with pytest.raises(Unread) as given_up:
        opened(INFO + record(PAGE)[:-20])
    assert given_up.value.reason.code == "members-broken-off"
