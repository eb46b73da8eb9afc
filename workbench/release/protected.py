"""A protected release: built from what may leave, looked through byte by byte, there whole or not at all."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from workbench.casefile import Case, verify
from workbench.casefile.mapping_key import keep
from workbench.casefile.released import releases
from workbench.codebook.messages import messages
from workbench.disclosure.calling import is_code
from workbench.disclosure.consent import STOPPED
from workbench.disclosure.finding import Finding, Remedy
from workbench.disclosure.leaving import Terms
from workbench.disclosure.naming import Naming
from workbench.disclosure.on_record import on_record, tables_on_record
from workbench.disclosure.preparing import Asked, prepare
from workbench.disclosure.protected import protected
from workbench.disclosure.tasks import CODE as ONE_PERSON
from workbench.errors import Refused
from workbench.records import Access, Protection, canonical
from workbench.redaction.touched import touched
from workbench.release.bag import sha256
from workbench.release.checked import Checked
from workbench.release.contents import write_contents
from workbench.release.copies import Copy
from workbench.release.free import free
from workbench.release.pictured import look
from workbench.release.scan import scan
from workbench.release.throwaway import taken_away, unreleased

IN_CONFIDENCE = ("witness", "interpreter", "investigator")
ACT_OF = {"unname": "pseudonymise", "withhold-words": "withhold", "withhold-quote": "withhold", "broaden": "generalise",
          "unquote": "generalise"}  # fmt: skip
Progress = Callable[[str, int, int], None]


def preflight(
    case: Case, audience: str, *, purpose: str | None = None, ids: Mapping[str, str] | None = None
) -> Checked:
    """What a release for an audience would reveal, about whom and by which path; nothing is written.

    `ids` are new ids for records, where those of the release are not to be drawn here. The day that consents are held
    against is today's, by the clock of the case.

    Raises:
        Unknown: there is no such audience.
        Locked: the case is sealed, and nobody opened it.
    """
    state, people = case.state(), protected(tables_on_record(case))
    records, gone = on_record(state)
    asked = Asked(audience=audience, day=case.door.now()[:10], head=case.head(), purpose=purpose,
                  redacted=frozenset(touched(state.of("passage"), state.of("redaction"))),
                  withdrawn=frozenset(state.withdrawals(*STOPPED)), gone=gone,
                  witnesses=frozenset(one.id for one in people if one.kind in IN_CONFIDENCE))  # fmt: skip
    made: list[Naming] = []

    def naming(terms: Terms, hidden: frozenset[str], seen: Mapping[str, int]) -> Naming:
        made.append(Naming([(key, one) for _, key, one in records], people, terms, hidden, case.door.salt, seen, ids))
        return made[0]

    return Checked(prepare(records, asked, naming), made[0], asked.head)


def by_default(checked: Checked) -> list[Finding]:
    """The findings whose remedies are applied where nobody decided otherwise: every error, and of a copy that may
    become public, or that whoever is accused may read, each quote that may point to one person by a task or an act."""
    audience = checked.prepared.audience
    spreads = audience.becomes_public or audience.heard
    return [one for one in checked.findings if one.severity == "error" or (spreads and one.code == ONE_PERSON)]


def apply(case: Case, checked: Checked, *, agent: str, only: Sequence[Finding] | None = None) -> list[str]:
    """Records remedies as decisions for that audience: those of `by_default`, or of `only` these; gives the ids.

    Raises:
        Refused: an error has a remedy that nobody but a person can carry out.
    """
    wanted = []
    for one in by_default(checked) if only is None else only:
        wanted += _decisions(one, checked.prepared.audience.id)
    held = {live.record for live in case.state().of("protection")}
    with case.writing(agent) as writer:
        return [writer.record(one) for one in dict.fromkeys(wanted) if one not in held]


def _decisions(found: Finding, audience: str) -> list[Protection]:
    remedy: Remedy = found.remedy
    if remedy.verb not in ACT_OF:
        raise Refused(found.subject, f"nothing but a person can mend this: {found.message}", remedy.words)
    made = [Protection(act=ACT_OF[remedy.verb], target=remedy.target, reason=found.code, audience=audience)]
    if remedy.verb == "unname":  # and nothing is said of what joins the two
        made += [Protection(act="withhold", target=one, reason=found.code, audience=audience) for one in remedy.to]
    return made


def release(  # noqa: PLR0913 - each is a choice of its own on the command line, too
    case: Case, audience: str, *, out: Path, agent: str, purpose: str | None = None, recipient: str | None = None,
    lang: str = "en", key: Callable[[str], str | None] | None = None, progress: Progress | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Makes a protected release in the new folder `out`; gives its id, the id of the copy, and every file's digest.

    It is refused while the check has errors, and where a protected name, number or place stands in any of its bytes.
    Who received it, from which head and with which numbers is logged. `lang` is the language of its
    dossier. The folder is there whole or not at all. `key`
    gives, for the id of the release, the passphrase under which its key is kept, apart; without one the key is thrown
    away, and nobody can ever say from this release who was who.

    Raises:
        Unknown: there is no such audience, or no such language.
        Refused: the check has errors, something protected stands in a file, the case does not verify, `out` holds
            something, or somebody withdrew while it was made.
    """
    out = Path(out)
    messages(lang)
    free(case, out)
    sound(case)
    checked = preflight(case, audience, purpose=purpose)
    may_leave(checked)
    copy = Copy.drawn(audience, recipient, case.door.salt, case.door.now()[:10], checked.naming.finder.find)
    gone = taken_away(out)
    with unreleased(out) as folder:
        published = write_contents(checked.prepared, copy, folder, earlier=_earlier(case), lang=lang, progress=progress)
        looked_through(folder, checked)
        made = {"release": _id_of(folder, copy), "copy": copy.id, "audience": audience}
        files = [{"path": path.relative_to(folder).as_posix(), "sha256": sha256(path)} for path in _files(folder)]
        if case.head() != checked.head:
            raise Refused(case.path.name, "somebody wrote in the case meanwhile", "Release again")
        passphrase = key(made["release"]) if key else None
        mapping = keep(case, made["release"], checked.naming.mapping.written(), passphrase)
        left = tuple((f"{out.name}/{one['path']}", one["sha256"]) for one in files)
        # The receipt comes first: a copy that stands there without one could never be called back.
        case.log(agent, Access(
            action="release", head=checked.head, files=left, release=made["release"], audience=audience,
            recipient=recipient, copy=copy.id, mapping=mapping, published=canonical(published).decode(),
        ))  # fmt: skip
    return made | {"key": mapping, "files": files, "taken_away": gone}


def sound(case: Case) -> None:
    """Refuses to release anything of a case that does not verify.

    Raises:
        Refused: it does not.
    """
    audit = verify(case)
    if not audit.ok:
        found = "; ".join(f"{one.subject}: {one.message}" for one in audit.shown[:3])
        raise Refused(case.path, f"the case does not verify ({found})", "Run `workbench verify` and mend it first")


def may_leave(checked: Checked) -> None:
    """Refuses a release of which the check has errors.

    Raises:
        Refused: it has.
    """
    errors = [one for one in checked.findings if one.severity == "error"]
    if errors:
        first = errors[0]
        path = "; ".join(first.path)
        raise Refused(
            f"release for {checked.prepared.audience.id}", f"{first.message} ({path}), and {len(errors) - 1} more",
            f"{first.remedy.words}: `workbench preflight CASE --for {checked.prepared.audience.id} --apply` does it",
        )  # fmt: skip


def looked_through(folder: Path, checked: Checked) -> None:
    """The last look at everything that was written for a release.

    Raises:
        Refused: a protected name, number or place stands in a file, or a file cannot be looked through.
    """
    countries = frozenset(one for one in checked.prepared.tables.entities["country"] if isinstance(one, str))
    finder = checked.naming.finder
    leaks = [*scan(folder, finder, countries), *look(folder, finder, countries).leaks]
    if leaks:
        one = leaks[0]
        place = ", ".join(part for part in (one.where, one.encoding) if part)
        whose = next((said for key, said in finder.strings if key == one.id and is_code(said)), one.id[:12])
        found = f"a name of somebody protected stands in it: of {whose}, {one.how}" if one.id else f"it {one.how}"
        raise Refused(
            one.path, f"{found} ({place}), {len(leaks)} in all",
            "Nothing was released. Withhold what it comes from with `workbench decide`, and report it",
        )  # fmt: skip


def _earlier(case: Case) -> list[str]:
    return [one.published for one in releases(case) if one.published]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _id_of(folder: Path, copy: Copy) -> str:
    told = [[path.relative_to(folder).as_posix(), sha256(path)] for path in _files(folder)]
    return hashlib.sha256(canonical({"copy": copy.id, "files": told})).hexdigest()
