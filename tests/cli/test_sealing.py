"""seal and stamp as a person types them, with an authority of our own."""

import json
from pathlib import Path
from typing import Any

from tests.casefile.sealed_case import told_by
from workbench.casefile import open_case


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


def test_verify_against_a_seal_finds_a_shortened_ledger_and_names_it(run: Any, case: Path, tmp_path: Path) -> None:
    run("seal", "c", "--out", "head.json", "--agent", "MJ")
    (tmp_path / "note.txt").write_text("They keep our passports.")
    assert run("add", "c", "note.txt", "--agent", "MJ").code == 0
    run("seal", "c", "--out", "later.json", "--agent", "MJ")
    sound = run("verify", "c", "--against", "later.json", "--json")
    assert (sound.code, sound.json["ok"]) == (0, True)
    assert set(sound.json["seal"]) == {"at", "head", "events", "key", "stamp"}
    assert sound.json["seal"]["head"] == sound.json["ledger"]["head"]
    grown = max((case / "ledger").iterdir(), key=lambda file: file.stat().st_size)
    grown.write_bytes(b"")
    for option, subject in (("--against", f"ledger/{grown.name}, line 1"), ("--since", f"ledger/{grown.name}")):
        cut = run("verify", "c", option, "later.json", "--json")
        assert (cut.code, cut.json["ok"], cut.json["ledger"]["ok"]) == (1, False, False)
        assert ("rolled-back", subject) in [(one["code"], one["subject"]) for one in cut.json["problems"]]


def test_verify_since_a_seal_says_what_was_not_reread(run: Any, case: Path, tmp_path: Path) -> None:
    run("seal", "c", "--out", "head.json")
    (tmp_path / "note.txt").write_text("They keep our passports.")
    assert run("add", "c", "note.txt", "--agent", "MJ").code == 0
    answer = run("verify", "c", "--since", "head.json", "--json").json
    whole = run("verify", "c", "--json").json
    assert (answer["ok"], answer["depth"], answer["ledger"]) == (True, "since", whole["ledger"])
    assert answer["rechecked"] == whole["ledger"]["events"] - answer["seal"]["events"]
    shown = run("verify", "c", "--since", "head.json")
    assert (shown.code, "2 before it were not reread" in shown.out) == (0, True)


def test_verify_names_what_is_no_seal_of_this_case(run: Any, case: Path, tmp_path: Path) -> None:
    run("init", "d", "--title", "Site B", "--unsealed", "--agent", "MJ")
    run("seal", "d", "--out", "d.json")
    other = run("verify", "c", "--against", "d.json", "--json")
    assert (other.code, [one["code"] for one in other.json["problems"]]) == (1, ["seal-of-another-case"])
    assert "seal" not in other.json
    assert run("verify", "c", "--since", "d.json").code == 2
    (tmp_path / "e.json").write_bytes((tmp_path / "d.json").read_bytes().replace(b'"events":2', b'"events":1'))
    forged = run("verify", "d", "--against", "e.json", "--json")
    assert (forged.code, [one["code"] for one in forged.json["problems"]]) == (1, ["seal-forged"])
    assert run("verify", "c", "--against", "none.json").code == 2


def test_verify_prints_the_time_that_a_stamp_attests(run: Any, case: Path, tmp_path: Path, authority: Any) -> None:
    run("seal", "c", "--out", "head.json", "--request", "head.tsq")
    (tmp_path / "ca.pem").write_bytes(authority.certificate)
    (tmp_path / "a.tsr").write_bytes(authority.answer((tmp_path / "head.tsq").read_bytes()))
    run("stamp", "head.json", "--response", "a.tsr", "--certificate", "ca.pem")
    shown = run("verify", "c", "--against", "head.json", "--certificate", "ca.pem")
    assert shown.code == 0
    assert "stamp: the seal existed at 20" in shown.out
    told = run("verify", "c", "--against", "head.json", "--certificate", "ca.pem", "--json").json["seal"]["stamp"]
    assert told["authority"] == "CN=Test TSA"


def test_verify_says_of_each_kind_of_problem_once_what_to_do(run: Any, case: Path) -> None:
    opened = open_case(case)
    for name in ("a", "b"):
        told_by(opened, name, worker=f"W-{name}", key=f"S-{name}", name=f"{name}.txt")
    for name in opened.objects.names():
        opened.objects.path(name).unlink()
    shown = run("verify", case)
    assert shown.code == 1 and shown.out.count("\nmissing: ") >= 2
    assert shown.out.count("What to do about missing: ") == 1
