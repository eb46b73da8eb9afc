"""Exports are read where they lie: digests compared, signatures checked, nothing unpacked, nothing believed."""

import io
import json
import zipfile

import pytest

from tests.extract.exports import MEDIA, SHA, Keys, eyewitness, proofmode, tella, zipped


@pytest.fixture(scope="module")
def keys() -> Keys:
    return Keys()


def codes(found) -> list[str]:
    return [reason.code for reason in found.reasons]


def told(found) -> dict:
    (made,) = [made for made in found.made if made.kind == "sidecar"]
    return json.loads(made.data)


def test_a_record_alone_is_read_and_stays_readable_as_text(read) -> None:
    found = read(tella(), "IMG_1.csv")
    assert {made.kind for made in found.made} == {"text", "layout", "sidecar"}
    assert found.outcome == "parsed" and "sidecar-read" in codes(found)
    assert "not tried on its real exports" in found.reasons[-1].message
    assert told(found)["claims"][0]["sha256"] == SHA and told(found)["claims"][0]["status"] is None


def test_a_table_that_records_nothing_makes_no_sidecar(read) -> None:
    assert "sidecar" not in {made.kind for made in read(b"name,fee\nLinh,2300\n", "fees.csv").made}


def test_a_whole_proofmode_export_matches_and_its_signatures_are_good(read, keys: Keys) -> None:
    found = read(zipped(proofmode(keys)), "export.zip")
    assert (found.kind, found.outcome) == ("archive", "parsed")
    assert codes(found).count("signature-good") == 3 and "sidecar-matches" in codes(found)
    assert not {"signature-bad", "signature-not-checked", "sidecar-differs"} & set(codes(found))
    inside = told(found)
    assert {one["sha256"] for one in inside["media"]} == {SHA}
    assert {one["of"] for one in inside["signatures"]} == {"IMG_1.jpg", f"{SHA}.proof.csv", f"{SHA}.proof.json"}


def test_a_photograph_that_was_saved_anew_differs_and_its_signature_no_longer_finds_it(read, keys: Keys) -> None:
    found = read(zipped(proofmode(keys, media=MEDIA + b"!")), "export.zip")
    assert "sidecar-differs" in codes(found) and "sidecar-matches" not in codes(found)
    assert codes(found).count("signature-good") == 2 and "signature-not-checked" in codes(found)


def test_a_record_that_was_touched_has_a_bad_signature(read, keys: Keys) -> None:
    files = proofmode(keys)
    files[f"{SHA}.proof.csv"] = files[f"{SHA}.proof.csv"].replace(b"45.381", b"45.382")
    found = read(zipped(files), "export.zip")
    assert codes(found).count("signature-bad") == 1 and codes(found).count("signature-good") == 2


def test_without_its_key_nothing_is_checked_and_that_is_said(read, keys: Keys) -> None:
    files = proofmode(keys)
    del files["pubkey.asc"]
    found = read(zipped(files), "export.zip")
    assert codes(found).count("signature-not-checked") == 3 and "signature-good" not in codes(found)


def test_a_key_swapped_for_another_is_not_called_bad_and_never_good(read, keys: Keys) -> None:
    found = read(zipped(proofmode(keys, key=Keys().public)), "export.zip")
    assert codes(found).count("signature-not-checked") == 3 and "signature-good" not in codes(found)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"IMG_1.jpg": MEDIA, "IMG_1.csv": tella()}, "sidecar-matches"),
        ({"a/IMG_1.jpg": MEDIA + b"!", "a/IMG_1.csv": tella()}, "sidecar-differs"),
        ({"IMG_1.csv": tella()}, "sidecar-alone"),
        ({"IMG_1.jpg": MEDIA, "IMG_1.xml": eyewitness()}, "sidecar-matches"),
        ({"IMG_1.jpg": b"other", "IMG_1.xml": eyewitness()}, "sidecar-differs"),
    ],
)
def test_tella_and_eyewitness_are_compared_in_the_same_way(files, code: str, read) -> None:
    found = read(zipped(files), "export.zip")
    assert {"sidecar-matches", "sidecar-differs", "sidecar-alone"} & set(codes(found)) == {code}


def test_other_archives_are_archives(read) -> None:
    found = read(zipped({"IMG_1.jpg": MEDIA, "fees.csv": b"name,fee\nLinh,2300\n"}), "a.zip")
    assert (found.outcome, codes(found), [made.kind for made in found.made]) == ("parsed", [], ["listing"])


def test_an_export_that_would_fill_the_memory_is_put_apart(read) -> None:
    found = read(zipped({"IMG_1.csv": tella(), "bomb": bytes(60_000_000)}), "a.zip")
    assert found.outcome == "quarantined" and codes(found) == ["archive-bomb"]


def test_a_locked_or_broken_export_is_kept_like_any_archive(read, keys: Keys) -> None:
    whole = zipped(proofmode(keys))
    out = io.BytesIO(whole)
    with zipfile.ZipFile(out) as archive:
        start = archive.getinfo(f"{SHA}.proof.csv").header_offset
    locked = bytearray(whole)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(signature, 0)
        while at >= 0:
            locked[at + offset] |= 1
            at = locked.find(signature, at + 4)
    for data in (bytes(locked), whole[: len(whole) // 2], whole[:start] + b"\0" * 30 + whole[start + 30 :]):
        found = read(data, "a.zip")
        assert found.kind == "archive" and "signature-good" not in codes(found)
        assert found.outcome in ("opaque", "parsed") and "sidecar" not in [made.kind for made in found.made]


def test_paths_that_lead_out_of_the_export_write_nothing(read, keys: Keys, tmp_path) -> None:
    files = {f"../../{name}": data for name, data in proofmode(keys).items()}
    before = set(tmp_path.rglob("*"))
    read(zipped(files), "a.zip")
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "object"}
