"""withdraw, hold and take-out as a person types them: what is printed, and what follows from it."""

import csv
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from tests.casefile.two_members import SECOND, team_of
from workbench.casefile import open_case, verify, waiting
from workbench.cli.withdrawing import MISSING
from workbench.records import Access

KEYS = {"act", "record", "carried_out", "removed", "already_released", "releases", "pending", "stays", "agents",
        "same", "named_in", "counts"}


@pytest.fixture
def told(run: Any, case: Path) -> dict:
    """An unsealed case with two workers."""
    opened = open_case(case)
    told_by(opened, "I saw it all.", worker="W-02", key="S-02", name="u.txt")
    return told_by(opened)


def test_sharing_stops_and_the_answer_says_what_that_means(run: Any, told: dict) -> None:
    done = run("withdraw", "c", "W-01", "--agent", "MJ", "--reason", "by telephone")
    assert done.code == 0 and "no release will contain what speaks of W-01" in done.out
    assert "1 file" in done.out and "workbench undo c " in done.out and "still uses it" in done.out
    again = run("withdraw", "c", told["worker"], "--agent", "MJ", "--json").json
    assert again.keys() == KEYS and (again["act"], again["pending"], again["carried_out"]) == (
        "stop-sharing",
        [],
        False,
    )
    assert told["coding"] in again["removed"] and again["already_released"] == []
    refused = run("withdraw", "c", "W-05", "--agent", "MJ")
    assert refused.code == 2 and "W-01" in refused.err and refused.out == ""


def test_a_release_that_was_made_is_listed_for_recall_and_no_other_is_made(run: Any, told: dict, case: Path) -> None:
    open_case(case).log_access("", [("bag/a", "0" * 64)], release="f" * 64, audience="reviewer")
    open_case(case).log_access("", [("matrix.html", "0" * 64)])
    done = run("withdraw", "c", "W-01", "--agent", "MJ", "--json").json
    assert done["already_released"] == ["f" * 64] and done["releases"][0]["audience"] == "reviewer"
    shown = run("withdraw", "c", "W-01", "--agent", "MJ").out
    assert "ffffffffffff" in shown and "reviewer" in shown and "matrix.html" in shown


def test_using_stops_and_an_undo_of_a_forced_withdrawal_brings_it_back(run: Any, told: dict) -> None:
    cell = ("evidence", "c", "W-01", "retention-of-identity-documents", "--json")
    assert len(run(*cell).json) == 1
    done = run("withdraw", "c", "W-01", "--stop-using", "--agent", "MJ", "--json").json
    assert run(*cell).json == [] and told["item"] in done["removed"]
    assert run("verify", "c", "--json").json["items"]["withdrawn"] == 1
    assert run("show", "c", "t.txt").code == 2
    assert run("undo", "c", done["record"], "--agent", "MJ", "--reason", "forced").code == 0
    assert len(run(*cell).json) == 1


def test_an_unsealed_case_says_that_it_cannot_destroy(run: Any, told: dict) -> None:
    done = run("withdraw", "c", "W-01", "--destroy", "--agent", "MJ")
    assert (done.code, done.out) == (2, "") and "--stop-using" in done.err
    done = run("withdraw", "c", "W-01", "--private", "alone", "--agent", "MJ")
    assert done.code == 2 and "destroy" in done.err
    assert run("withdraw", "c", "W-01", "--destroy", "--stop-using", "--agent", "MJ").code == 2


def test_a_hold_is_put_and_lifted(run: Any, told: dict) -> None:
    done = run("hold", "c", "--subject", "W-01", "--reason", "filed", "--authority", "a court", "--agent", "MJ")
    assert done.code == 0 and "W-01" in done.out
    (lifted,) = re.findall(r"undo c ([0-9a-f]+)", done.out)
    assert run("undo", "c", lifted, "--agent", "MJ").code == 0
    assert run("hold", "c", "--agent", "MJ").code == 2, "a hold needs a reason"


def test_a_wrong_file_is_taken_out_and_the_answer_is_honest(run: Any, case: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("A private letter.")
    assert run("add", "c", "letter.txt", "--agent", "MJ").code == 0
    done = run("take-out", "c", "letter.txt", "--agent", "MJ", "--reason", "not ours")
    assert done.code == 0 and "stay in the ledger" in done.out and "letter.txt" in done.out
    assert run("items", "c", "--json").json == []
    found = run("verify", "c", "--json").json
    assert found["ok"] and found["items"]["withdrawn"] == 1 and found["problems"] == []
    again = run("take-out", "c", "letter.txt", "--agent", "MJ", "--reason", "r")
    assert (again.code, again.out) == (2, "")


def test_destroying_in_a_sealed_case_from_asking_to_the_tombstone(run: Any, tmp_path: Path) -> None:
    mine, theirs = {"WORKBENCH_PASSPHRASE": PASSPHRASE}, {"WORKBENCH_PASSPHRASE": SECOND}
    begun = ("init", "c", "--title", "Site A", "--agent", "MJ", "--destroy-after", "0")
    assert run(*begun, **mine).code == 0
    case = open_case(tmp_path / "c").unlock(PASSPHRASE)
    told_by(case, "I saw it all.", worker="W-02", key="S-02", name="u.txt")
    told = told_by(case)
    team_of(case)
    asked = run("withdraw", "c", "W-01", "--destroy", "--agent", "MJ", "--reason", "she asked", **mine)
    assert asked.code == 0 and "NOTHING IS DESTROYED YET" in asked.out
    assert all(
        word in asked.out for word in ("withdraw c W-01 --destroy --confirm --agent B", "--private", "--offered")
    )
    more = run("withdraw", "c", "W-01", "--destroy", "--private", "alone", "--offered", "none", "--json",
               "--agent", "MJ", **mine).json  # fmt: skip
    assert [one["what"] for one in more["pending"]] == ["second-agent"]
    undo = re.findall(r"undo c ([0-9a-f]{12})", run("withdraw", "c", "W-01", "--destroy", "--agent", "MJ", **mine).out)
    assert undo == [more["record"][:12], asked.out.split()[2][:12]], "the last first"
    wrong = run("withdraw", "c", "W-01", "--destroy", "--confirm", "--agent", "AK", **mine)
    assert wrong.code == 2 and "own passphrase" in wrong.err
    done = run("withdraw", "c", "W-01", "--destroy", "--confirm", "--agent", "AK", **theirs)
    assert done.code == 0 and "DESTROYED" in done.out and "backups" in done.out, done.err
    for command in (("verify", "c", "--json"), ("verify", "c", "--without-key", "--json")):
        found = run(*command, **mine)
        assert found.code == 0 and found.json["items"]["withdrawn"] == 1, found.out
    assert [one["name"] for one in run("items", "c", "--json", **mine).json] == ["u.txt"]
    assert run("matrix", "c", "--out", "m.csv", **mine).code == 0
    assert "W-01" not in {
        row["row"] for row in csv.DictReader((tmp_path / "m.csv").open(encoding="utf-8")) if "row" in row
    }
    after = verify(open_case(tmp_path / "c").unlock(SECOND))
    assert after.problems == () and not any((tmp_path / "c" / "objects").rglob(told["objects"][0]))
    packed = run("release", "c", "--for", "reviewer", "--out", "b", **mine)
    assert packed.code == 0, packed.err
    assert not any(b"W-01" in path.read_bytes() for path in (tmp_path / "b").rglob("*") if path.is_file())


def test_a_file_added_without_a_source_gets_one_by_being_added_again_and_then_goes(
    run: Any, told: dict, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("What she wrote down.")
    bare = run("add", "c", "notes.txt", "--agent", "MJ", "--json")
    (item,) = (one["id"] for one in bare.json["items"])
    assert bare.code == 0 and bare.err.count("nothing says from whom") == 1 and "--source" in bare.err
    assert item not in run("withdraw", "c", "W-01", "--agent", "MJ", "--json").json["removed"]
    again = run("add", "c", "notes.txt", "--agent", "MJ", "--source", "S-01")
    assert again.code == 0 and "nothing says" not in again.err and "1 already there" in again.out
    assert item in run("withdraw", "c", "W-01", "--agent", "MJ", "--json").json["removed"]
    assert run("withdraw", "c", "W-01", "--stop-using", "--agent", "MJ").code == 0
    assert "notes.txt" not in {one["name"] for one in run("items", "c", "--json").json}
    assert run("hold", "c", "--subject", "W-01", "--reason", "filed", "--agent", "MJ").code == 0
    held = run("take-out", "c", "notes.txt", "--agent", "MJ", "--reason", "r")
    assert held.code == 2 and "legal hold" in held.err, "it is hers now"


def test_a_confirmation_signed_with_the_key_of_the_wish_says_why_and_what_to_do(run: Any, tmp_path: Path) -> None:
    mine, theirs = {"WORKBENCH_PASSPHRASE": PASSPHRASE}, {"WORKBENCH_PASSPHRASE": SECOND}
    assert run("init", "c", "--title", "Site A", "--agent", "MJ", "--destroy-after", "0", **mine).code == 0
    case = open_case(tmp_path / "c").unlock(PASSPHRASE)
    told_by(case)
    team_of(case)
    destroy = ("withdraw", "c", "W-01", "--destroy", "--agent")
    assert run(*destroy, "MJ", "--private", "alone", "--offered", "none", **theirs).code == 0
    shown = run(*destroy, "AK", "--confirm", **theirs)
    assert shown.code == 0 and "the same key signed the wish" in shown.out and "DESTROYED, for good" not in shown.out
    assert "workbench withdraw c W-01 --destroy --agent B" in shown.out
    assert "DESTROYED, for good" in run(*destroy, "MJ", **mine).out


def test_whatever_a_destruction_waits_for_comes_with_what_to_type() -> None:
    source = inspect.getsource(waiting)
    assert set(re.findall(r'Pending\(\s*"([a-z-]+)"', source)) - {"asked"} == set(MISSING)


def test_only_a_receipt_is_taken_back_where_that_is_asked_for(run: Any, case: Path, tmp_path: Path) -> None:
    (tmp_path / "twice.txt").write_text("Nobody may leave.")
    for source in ("S-1", "S-2"):
        assert run("add", "c", "twice.txt", "--agent", "MJ", "--source", source).code == 0
    done = run("take-out", "c", "twice.txt", "--receipt", "S-2", "--agent", "MJ", "--reason", "the wrong line")
    assert done.code == 0 and "which stays, told by S-1." in done.out, done.err
    sheet = run("custody", "c", "twice.txt", "--json").json
    assert sheet["item"]["source"] == "S-1" and sheet["events"][-1]["set_aside"] == "the wrong line"
    (undo,) = [line.split() for line in done.out.splitlines() if "workbench undo" in line]
    assert run("undo", "c", undo[3], "--agent", "MJ", "--reason", "right after all").code == 0
    told = run("take-out", "c", "twice.txt", "--receipt", "S-2", "--agent", "MJ", "--reason", "r", "--json").json
    assert set(told) == {"item", "receipts", "corrections", "told_by"} and len(told["receipts"]) == 1


def test_a_release_to_be_asked_back_is_told_with_whom_it_went_to_and_which_copy(run: Any, case: Path) -> None:
    told_by(open_case(case))
    opened = open_case(case)
    made = {"release": "f" * 64, "audience": "reviewer", "recipient": "Desk 3", "copy": "c0ffee"}
    opened.log("", Access(action="release", head=opened.head(), files=(("bag/a", "0" * 64),), **made))
    shown = run("withdraw", case, "W-01", "--agent", "MJ").out
    assert "Desk 3" in shown and "c0ffee" in shown


def test_what_counts_is_said_where_less_is_asked_for_later(run: Any, case: Path) -> None:
    told_by(open_case(case))
    assert run("withdraw", case, "W-01", "--stop-using", "--agent", "MJ").code == 0
    shown = run("withdraw", case, "W-01", "--agent", "MJ").out
    assert "no release and no finding will contain" in shown and "still uses it" not in shown
