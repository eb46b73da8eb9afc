"""seal and stamp as a person types them, with an authority of our own."""

import json
from pathlib import Path
from typing import Any


def test_a_seal_is_written_said_and_not_written_over(run: Any, case: Path, tmp_path: Path) -> None:
    answer = run("seal", "c", "--out", "head.json", "--agent", "MJ", "--json")
    assert answer.code == 0, answer.err
    written = json.loads((tmp_path / "head.json").read_bytes())
    assert {name: answer.json[name] for name in ("at", "head", "events", "key")} == {
        name: written[name] for name in ("at", "head", "events", "key")
    }
    assert [set(tail) for tail in answer.json["chains"]] == [{"chain", "lines", "size", "digest"}]
    assert answer.json["head"] == run("verify", "c", "--json").json["ledger"]["head"]
    again = run("seal", "c", "--out", "head.json", "--agent", "MJ")
    assert (again.code, again.out) == (2, "")
    assert "stands there already" in again.err


def test_a_seal_without_an_agent_is_of_this_device(run: Any, case: Path) -> None:
    answer = run("seal", "c", "--out", "head.json")
    assert answer.code == 0
    assert answer.out.startswith("head.json: 2 events, head ")


def test_a_request_goes_out_and_the_answer_comes_home(run: Any, case: Path, tmp_path: Path, authority: Any) -> None:
    assert "bring the answer" in run("seal", "c", "--out", "head.json", "--request", "head.tsq").out
    (tmp_path / "ca.pem").write_bytes(authority.certificate)
    (tmp_path / "a.tsr").write_bytes(authority.answer((tmp_path / "head.tsq").read_bytes()))
    answer = run("stamp", "head.json", "--response", "a.tsr", "--certificate", "ca.pem", "--json")
    assert answer.code == 0, answer.err
    assert set(answer.json) == {"stamp", "time", "accuracy_s", "authority", "serial"}
    assert answer.json["stamp"] == "head.json.tsr"
    assert (tmp_path / "head.json.tsr").read_bytes() == (tmp_path / "a.tsr").read_bytes()
    assert "the seal existed at 20" in run("stamp", "head.json", "--response", "a.tsr", "--certificate", "ca.pem").out


def test_a_wrong_answer_is_refused_in_one_line(run: Any, case: Path, tmp_path: Path, authority: Any) -> None:
    run("seal", "c", "--out", "head.json", "--request", "head.tsq")
    (tmp_path / "ca.pem").write_bytes(authority.certificate)
    (tmp_path / "a.tsr").write_bytes(authority.answer((tmp_path / "head.tsq").read_bytes())[:-3])
    answer = run("stamp", "head.json", "--response", "a.tsr", "--certificate", "ca.pem")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "is cut off" in answer.err
    assert not (tmp_path / "head.json.tsr").exists()
