"""Counsel's memos on codings: taken in with the register, read by the team, in no export and no bundle."""

from typing import Any

from workbench.casefile import Case
from workbench.casefile.counsel import counsel_notes, note_aside
from workbench.records import CounselNote


def keep_notes(case: Case, agent: str, notes: list[tuple[str, str]]) -> list[str]:
    """Records notes of counsel, each with the id of its coding, unless the same note stands there already."""
    if not notes:
        return []
    held = {(live.record.coding, live.record.text) for live in counsel_notes(case).of("counsel")}
    fresh = [pair for pair in dict.fromkeys(notes) if pair not in held]
    return note_aside(case, agent, [CounselNote(coding=coding, text=text) for coding, text in fresh])


def counsel_memos(case: Case) -> list[dict[str, Any]]:
    """Counsel's notes that count, each with its coding's indicator and subject and who wrote it down when.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> counsel_memos(create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M")))
        []
    """
    state = case.state()
    keys = {live.id: live.record.key for kind in ("entity", "agent") for live in state.of(kind)}
    shown = []
    for live in counsel_notes(case).of("counsel"):
        coding = state.get(live.record.coding)
        shown.append({
            "id": live.id, "at": live.at, "agent": keys.get(live.agent, live.agent), "coding": live.record.coding,
            "indicator": coding.record.indicator if coding else None,
            "subject": keys.get(coding.record.subject) if coding else None,
            "counts": coding is not None and not state.set_aside(live.record.coding), "text": live.record.text,
        })  # fmt: skip
    return shown
