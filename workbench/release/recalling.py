"""What was withdrawn since a bundle was made: a signed notice that its reviewer holds against the bundle."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workbench.casefile import Case, open_case
from workbench.casefile.anchor import signer_of
from workbench.casefile.cipher import Signer, signed
from workbench.casefile.line import FORMS
from workbench.casefile.released import releases
from workbench.casefile.seal import read
from workbench.casefile.speaking import resting_on
from workbench.disclosure.consent import STOPPED
from workbench.disclosure.view import WITHHELD
from workbench.errors import Refused
from workbench.records import KIND_OF
from workbench.release.barred import barred
from workbench.release.checking import Verdict, check_bundle
from workbench.release.claimed import is_digest
from workbench.release.committing import Commitments, commitments
from workbench.release.listing import Wrong, value_of
from workbench.release.protected import preflight
from workbench.release.recorded import statement
from workbench.release.rows import GROUPS, leaving_rows

NAME, VERSION = "forced-labour-workbench-recall", 1
FIELDS = {"at", "format", "groups", "head", "key", "release", "rows", "signature", "version"}


@dataclasses.dataclass(frozen=True)
class Notice:
    """What of one bundle counts no more: its rows by id, and the groups of sealed records of which some do not.

    Example:
        >>> Notice("r", ("a",), frozenset()).touches([], ())
        True
    """

    release: str
    rows: tuple[str, ...]
    groups: frozenset[str]

    def touches(self, groups: Iterable[str], kinds: Iterable[str]) -> bool:
        """Whether a figure is touched, by its groups or the rows alone; `kinds`: of rows that count no more."""
        named, gone = {*groups}, {*kinds}
        if not named:
            return bool(self.rows)
        return bool(named & self.groups) or any(gone & {*GROUPS.get(name, ())} for name in named)


def recall(case: Case, bundle: Path, *, purpose: str | None = None) -> dict[str, Any]:
    """What of a bundle of this case may not be used any more, as a signed statement; empty lists where all may.

    Of a bundle of rows: those that would not leave today, or not with their words, and of the sealed records only in
    which groups some count no more. Of a bundle with the whole record: the records that count no more, or whose worker
    stopped the sharing, and whatever a release for reviewers would not show today as it stands there (`barred`).

    Raises:
        Refused: the bundle does not pass, or was signed with another key than this copy of the case signs with here:
            whoever has the bundle would not take the notice.
        Locked: the case is sealed, and nobody opened it.
    """
    verdict = check_bundle(bundle)
    if not verdict.ok:
        raise Refused(bundle, f"it does not pass ({verdict.problems[0].code})", "Take the bundle as it was made")
    signer = _signer(case, bundle, verdict)
    if verdict.about["holds"] == "rows":
        made = commitments(case, verdict.nonce)
        rows, groups = _rows(case, verdict, made, purpose), _groups(case, verdict, made)
    else:
        still = counting(case) - barred(case)
        rows, groups = sorted(counting(open_case(bundle / "data" / "case")) - still), list[str]()
    told: dict[str, Any] = {
        "format": NAME, "version": VERSION, "release": verdict.about["release"], "head": case.head(),
        "at": case.door.now(), "rows": rows, "groups": groups, "key": signer.public, "signature": "",
    }  # fmt: skip
    return told | {"signature": signer.sign(statement(NAME, told))}


def signed_by(bundle: Path, verdict: Verdict) -> str:
    """The key that signed a bundle: its statement of commitments, or the seal in it."""
    return str(verdict.statement.get("key") or read(bundle / "data" / "seal.json").key)


def _signer(case: Case, bundle: Path, verdict: Verdict) -> Signer:
    """The key that signs as it did when the bundle was made; refused where it is not to be had here."""
    whole = verdict.about["holds"] == "case"
    signer = signer_of(case, case.state().of("agent")[0].record.key if whole and not case.sealed else None)
    if signer.public == signed_by(bundle, verdict):
        return signer
    made = next((one for one in releases(case) if one.id == verdict.about["release"]), None)
    names = {live.id: live.record.key for live in case.state().of("agent")}
    who = names.get(made.agent, "") if made else ""
    told = f" ({', '.join(one for one in (who, made.at[:10]) if one)})" if made else ""
    here = f"Recall it where it was released{told}: in that copy of the case, at its place on that machine"
    if case.sealed:
        here = f"Whoever released it{told} recalls it, with the own passphrase"
    raise Refused(bundle, "it is signed with another key than signs here, and its reviewer would refuse the notice",
                  f"{here}; where nobody can, ask the reviewer to give it back, and release anew")  # fmt: skip


def counting(case: Case) -> set[str]:
    """The records (ids) of a case that count and whose worker did not stop the sharing.

    Of a file that several told (`records.tellers`) each may stop it, as each is asked before a release.

    Example:
        >>> import pathlib, tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> len(counting(case))  # the case and who began it
        2
    """
    state = case.state()
    stopped = {key for worker in state.withdrawals(*STOPPED) for key in state.speaking_of(worker).own}
    telling = {live.id for live in state.of("source")} - stopped
    files = {item for item, told in state.tellers.items() if not telling.issuperset(told)}
    stopped |= resting_on(state.all, files) if files else set()
    return {live.id for kind in KIND_OF.values() for live in state.of(kind)} - stopped


def _rows(case: Case, verdict: Verdict, made: Commitments, purpose: str | None) -> list[str]:
    now = leaving_rows(preflight(case, verdict.about["audience"], purpose=purpose, ids=made.ids).prepared)
    return sorted(row["id"] for row in verdict.rows if row["id"] not in now or _silenced(row, now[row["id"]]))


def _silenced(row: dict[str, Any], today: Any) -> bool:
    """Whether words that stand in a row would not stand there today."""
    return bool(row["kind"] == "passage" and today.quote == WITHHELD != row["fields"].get("quote"))


def _groups(case: Case, verdict: Verdict, made: Commitments) -> list[str]:
    here = counting(case)
    known = {made.padding(number).leaf for number in range(len(verdict.leaves))}
    known |= {made.of[key][-1].leaf for key in here if key in made.of}
    groups = verdict.statement["groups"]
    return sorted(name for name, held in groups.items() if any(verdict.leaves[at] not in known for at in held))


def noticed(file: Path, verdict: Verdict, key: str) -> Notice:
    """The notice in a file, once it is known to be of this bundle and signed with the key that signed there.

    Raises:
        Wrong: it is no notice, of another bundle, or signed by somebody else.
    """
    told = value_of(file.read_bytes().removesuffix(b"\n"), "notice-form", str(file))
    if not _formed(told):
        raise Wrong("notice-form", file, "it is no notice")
    if told["release"] != verdict.about["release"]:
        raise Wrong("notice-of-another", file, "it is about another bundle")
    if told["key"] != key or not signed(told["key"], statement(NAME, told), told["signature"]):
        raise Wrong("notice-signature", file, "it is not signed with the key that signed the bundle")
    return Notice(told["release"], tuple(told["rows"]), frozenset(told["groups"]))


def _formed(told: object) -> bool:
    return (
        isinstance(told, dict) and set(told) == FIELDS and (told["format"], told["version"]) == (NAME, VERSION)
        and all(is_digest(told[name]) for name in ("head", "key", "release"))
        and isinstance(told["at"], str) and FORMS["at"].fullmatch(told["at"]) is not None
        and isinstance(told["signature"], str)
        and all(isinstance(told[name], list) and all(isinstance(one, str) for one in told[name])
                for name in ("rows", "groups"))
    )  # fmt: skip
