"""What a worker answers: an extraction with the versions that made it, or that it does not see the file."""

import hashlib
import json
from pathlib import Path

from workbench.cluster.lending import Place
from workbench.cluster.worker import about, draw, read, recognising, rehash
from workbench.extract import extract
from workbench.extract.message import unpacked


def test_an_answer_is_plain_json_and_that_of_the_reader_at_home(tmp_path: Path) -> None:
    path = tmp_path / "abc"
    path.write_bytes("Họ giữ hộ chiếu.".encode())
    answer = json.loads(json.dumps(read(Place(str(path)), hashlib.sha256(path.read_bytes()).hexdigest(), "note.txt")))
    assert unpacked(answer["found"]) == extract(path, "note.txt")
    assert answer["by"] == about() and about()["exifread"]


def test_a_file_that_is_not_the_one_meant_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "abc").write_text("other words")
    answer = read(Place(str(tmp_path / "abc")), "0" * 64, "note.txt")
    assert "other bytes" in answer["unseen"] and "found" not in answer


def test_what_lies_at_each_place_is_told_by_itself(tmp_path: Path) -> None:
    (tmp_path / "abc").write_bytes(b"cards")
    (tmp_path / "link").symlink_to(tmp_path / "abc")
    here, gone, link = rehash([str(tmp_path / name) for name in ("abc", "none", "link")])["found"]
    assert here == {"sha256": hashlib.sha256(b"cards").hexdigest(), "size": 5}
    assert gone == {"unseen": "missing"} and link["unseen"] == "refused" and "link" in link["cause"]


def test_a_page_that_cannot_be_drawn_has_its_reason_in_place_of_words(tmp_path: Path) -> None:
    (tmp_path / "abc").write_bytes(b"no picture")
    digest = hashlib.sha256(b"no picture").hexdigest()
    answer = draw(Place(str(tmp_path / "abc")), digest, "a.txt", {"recognise": "pages"})
    assert "a.txt" in answer["failed"] and answer["by"] == about() | recognising()
