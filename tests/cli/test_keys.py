"""Commands for the team, backups and formats: what is secret is in no argument, and the honest word is said."""

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.casefile.formats import FIRST_BYTES, FORMAT_FILE

FIRST, HERS, NEW = "five words that nobody knows", "hers alone, and long enough", "another one, that is also long"


@pytest.fixture
def sealed(run: Any, tmp_path: Path) -> str:
    """A sealed case that the command line began for MJ; gives its recovery key."""
    answer = run("init", "s", "--title", "Site A", "--agent", "MJ", WORKBENCH_PASSPHRASE=FIRST)
    assert answer.code == 0, answer.err
    return next(word for word in answer.err.split() if word.startswith("AGE-SECRET-KEY-1"))


def test_the_life_of_a_team(run: Any, sealed: str) -> None:
    added = run("keys", "s", "add", "AK", "--name", "A. K.", "--json", WORKBENCH_PASSPHRASE=FIRST,
                WORKBENCH_NEW_PASSPHRASE=HERS)  # fmt: skip
    assert added.code == 0 and added.json["act"] == "add" and len(added.json["member"]) == 16
    listed = run("keys", "s", "list", "--json", WORKBENCH_PASSPHRASE=HERS).json
    assert [(one["key"], one["current"]) for one in listed] == [("MJ", True), ("AK", True)]
    assert "A. K." in run("keys", "s", "list", WORKBENCH_PASSPHRASE=HERS).out
    changed = run("keys", "s", "passphrase", WORKBENCH_PASSPHRASE=FIRST, WORKBENCH_NEW_PASSPHRASE=NEW)
    assert changed.code == 0 and "from before still opens" in changed.err
    revoked = run("keys", "s", "revoke", "AK", "--since", "2026-03-01", "--json", WORKBENCH_PASSPHRASE=NEW)
    assert revoked.json["signing"] == listed[1]["signing"]
    removed = run("keys", "s", "remove", "AK", "--agent", "MJ", WORKBENCH_PASSPHRASE=NEW)
    assert removed.code == 0 and "stays with them" in removed.err
    assert run("keys", "s", "list", WORKBENCH_PASSPHRASE=HERS).code == 2
    renewed = run("keys", "s", "renew-recovery", WORKBENCH_PASSPHRASE=NEW)
    (key,) = [word for word in renewed.err.split() if word.startswith("AGE-SECRET-KEY-1")]
    assert run("keys", "s", "recover", "MJ", WORKBENCH_RECOVERY_KEY=sealed, WORKBENCH_NEW_PASSPHRASE=FIRST).code == 2
    assert run("keys", "s", "recover", "MJ", WORKBENCH_RECOVERY_KEY=key, WORKBENCH_NEW_PASSPHRASE=FIRST).code == 0
    verified = run("verify", "s", "--json", WORKBENCH_PASSPHRASE=FIRST).json
    # She signed nothing after that day; the records of the team are signed by keys that count.
    assert verified["problems"] == []


def test_whoever_opens_the_case_with_a_revoked_key_reads_and_writes_nothing(
    run: Any, sealed: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("They keep our passports.", "utf-8")
    run("keys", "s", "add", "AK", "--name", "A. K.", WORKBENCH_PASSPHRASE=FIRST, WORKBENCH_NEW_PASSPHRASE=HERS)
    assert run("keys", "s", "revoke", "AK", "--since", "2026-01-01", WORKBENCH_PASSPHRASE=FIRST).code == 0
    refused = run("add", "s", "a.txt", "--agent", "AK", WORKBENCH_PASSPHRASE=HERS)
    assert refused.code == 2 and "was revoked from 2026-01-01" in refused.err and "remove AK" in refused.err
    sealing = run("seal", "s", "--out", tmp_path / "head.json", WORKBENCH_PASSPHRASE=HERS)
    assert sealing.code == 2 and "it signs nothing" in sealing.err and not (tmp_path / "head.json").exists()
    assert run("items", "s", "--json", WORKBENCH_PASSPHRASE=HERS).json == []
    assert run("add", "s", "a.txt", "--agent", "MJ", WORKBENCH_PASSPHRASE=FIRST).code == 0
    run("keys", "s", "remove", "AK", WORKBENCH_PASSPHRASE=FIRST)
    run("keys", "s", "add", "AK", WORKBENCH_PASSPHRASE=FIRST, WORKBENCH_NEW_PASSPHRASE=NEW)
    assert run("add", "s", "a.txt", "--agent", "AK", WORKBENCH_PASSPHRASE=NEW).code == 0
    assert run("verify", "s", WORKBENCH_PASSPHRASE=FIRST).code == 0


def test_what_is_left_out_or_last_is_said(run: Any, sealed: str) -> None:
    mine = {"WORKBENCH_PASSPHRASE": FIRST}
    for arguments, word in (
        (("remove", "MJ"), "last member"), (("add",), "the key of an agent"), (("revoke", "MJ"), "YYYY-MM-DD"),
        (("passphrase",), "WORKBENCH_NEW_PASSPHRASE"), (("recover", "MJ"), "WORKBENCH_RECOVERY_KEY"),
        (("remove", "XX"), "not known"), (("renew-recovery", "--agent", "AK"), "somebody else's passphrase"),
    ):  # fmt: skip
        answer = run("keys", "s", *arguments, **mine)
        assert answer.code == 2 and word in answer.err, (arguments, answer.err)
    locked = run("keys", "s", "list")
    assert locked.code == 2 and "sealed and locked" in locked.err
    assert run("keys", "s", "list", WORKBENCH_IDLE_MINUTES="0", **mine).code == 2


def test_a_backup_needs_no_passphrase_and_says_the_honest_word(run: Any, sealed: str, tmp_path: Path) -> None:
    made = run("backup", "s", "--out", "b.tar", "--json")
    assert made.code == 0 and made.json["size"] == (tmp_path / "b.tar").stat().st_size
    assert "destroy the old ones" in made.err
    again = run("restore", "b.tar", "again", "--json")
    assert again.json["head"] == made.json["head"] and "destroy the old ones" in again.err
    assert run("verify", "again", WORKBENCH_PASSPHRASE=FIRST).code == 0
    assert run("restore", "b.tar", "again").code == 2
    assert made.json["head"] in run("backup", "again", "--out", "c.tar").out


def test_an_older_case_is_migrated_by_a_named_agent(run: Any, case: Path) -> None:
    assert json.loads((case / FORMAT_FILE).read_bytes())["version"] == 2
    (case / FORMAT_FILE).write_bytes(FIRST_BYTES)
    refused = run("undo", "c", "00", "--agent", "MJ")
    assert refused.code == 2
    (case.parent / "a.txt").write_text("They keep our passports.")
    assert "workbench migrate" in run("add", "c", "a.txt", "--agent", "MJ").err
    assert "WORKBENCH_AGENT" in run("migrate", "c").err
    assert run("migrate", "c", "--agent", "MJ", "--json").json["before"] == 1
    assert run("add", "c", "a.txt", "--agent", "MJ").code == 0


@pytest.mark.parametrize("command", ["keys", "backup", "restore", "migrate"])
def test_each_has_help_with_an_example(run: Any, command: str) -> None:
    answer = run(command, "--help")
    assert answer.code == 0 and f"workbench {command} " in answer.out.split("Example:")[1]


def test_who_acts_may_be_named_where_the_recovery_key_opens_the_case(run: Any, sealed: str) -> None:
    answer = run("keys", "s", "recover", "MJ", "--agent", "MJ", WORKBENCH_RECOVERY_KEY=sealed,
                 WORKBENCH_NEW_PASSPHRASE=NEW)  # fmt: skip
    assert answer.code == 0, answer.err
