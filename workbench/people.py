"""What one does for the people of a case: their files, leaks and reprisals, what they say of their quotes."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import codebook, danger
from workbench.casefile import Case
from workbench.errors import BadValue, Refused, Unknown

if TYPE_CHECKING:
    from workbench.findings.incidents import Incidents
    from workbench.findings.personal import PersonFile
    from workbench.release.feedback import Feedback


def person(case: Case, worker: str, *, as_of: str | None = None) -> "PersonFile":
    """The file of one worker (by key), for the team alone; `as_of` a date.

    Raises:
        Unknown: no worker has that key.
        BadValue: `as_of` is no date.
    """
    from workbench.findings.personal import person_file

    return person_file(case.tables(), worker, as_of=as_of)


def incidents(case: Case) -> "Incidents":
    """The leaks and reprisals of a case with what was done, the open ones first."""
    from workbench.findings.incidents import incidents as listed

    return listed(case.tables())


def safe_channel(case: Case, worker: str) -> str:
    """How a worker (by key) may safely be reached, as it was recorded last.

    Raises:
        Unknown: no worker has that key.
        Refused: nobody has recorded a safe channel, or there is none; or the worker withdrew.
    """
    workers = {live.record.key: live.id for live in case.state().of("entity") if live.record.schema == "Worker"}
    if worker not in workers:
        raise Unknown(case.path.name, "workers", worker, codebook.near(worker, workers))
    if workers[worker] in case.state().withdrawals("stop-using", "destroy"):
        raise Refused(worker, "the worker withdrew what was told", "Nothing is written of it any more")
    told = danger.of_workers(case)[workers[worker]]
    channel = str(told.get("channel") or "").strip()
    if channel.casefold() in ("", "none", "no"):
        why = "no safe channel is recorded" if not channel else "the worker may not be reached at all"
        raise Refused(worker, why, "Ask how the worker may safely be reached, and record it with `workbench danger`")
    return channel


def feedback_sheet(case: Case, worker: str, file: Path | str, *, lang: str, as_of: str | None = None) -> "Feedback":
    """Writes the sheet that tells a worker (by key), in a language, what became of what was asked for.

    Refused without a safe channel. It names nobody. A step whose words name somebody refuses the sheet; a quote of the
    worker's own that does is left out and counted.

    Raises:
        Unknown: no worker has that key, or there are no messages in that language.
        Refused: no safe channel is recorded, words would name somebody, or the file cannot be written.
        BadValue: the file is no `.html`, or `as_of` is no date.
    """
    from workbench.disclosure.on_record import tables_on_record
    from workbench.disclosure.pointing import pointing
    from workbench.release import feedback as room
    from workbench.release.write import put

    safe_channel(case, worker)
    if Path(file).suffix.lower() != ".html":
        raise BadValue(file, "suffix", Path(file).suffix, "a name that ends in .html")
    tables = case.tables()
    told, sought = room.feedback(person(case, worker, as_of=as_of), tables), tables_on_record(case)
    if named := pointing(sought, told.texts()):
        why = "; ".join(f"{where}: {words}" for where, words in named)
        raise Refused(worker, why, "Record those steps anew without names, and `undo` the old ones")
    naming = {where for where, _ in pointing(sought, [(one.passage, one.words) for one in told.said])}
    kept = tuple(one for one in told.said if one.passage not in naming)
    told = dataclasses.replace(told, said=kept, left_out=len(told.said) - len(kept))
    put(Path(file), room.as_html(told, lang))
    return told
