"""What a worker answers: an extraction with the versions that made it, or that it does not see the file."""

import hashlib
import json
from pathlib import Path

from workbench.cluster.worker import about, read
from workbench.extract import extract
from workbench.extract.message import unpacked


def test_an_answer_is_plain_json_and_that_of_the_reader_at_home(tmp_path: Path) -> None:
    path = tmp_path / "abc"
    path.write_bytes("Họ giữ hộ chiếu.".encode())
    answer = json.loads(json.dumps(read(str(path), hashlib.sha256(path.read_bytes()).hexdigest(), "note.txt")))
    assert unpacked(answer["found"]) == extract(path, "note.txt")
    assert answer["by"] == about() and about()["exifread"]


def test_a_file_that_is_not_the_one_meant_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "abc").write_text("other words")
    answer = read(str(tmp_path / "abc"), "0" * 64, "note.txt")
    assert "other bytes" in answer["unseen"] and "found" not in answer
