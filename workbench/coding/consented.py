"""What a filled-in interview form says of consent: for each audience its four switches; what was not answered is no."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from workbench.casefile import Case, Live
from workbench.codebook.interview import interview

GROUP, SWITCHES = "consents", ("submit", "letter", "summary", "naming")
YES_OR_NO = ("yes", "no")


@dataclasses.dataclass(frozen=True)
class Consented:
    """One consent as it was filled in: where it stands, whose it is (a key), for which audience, and its fields.

    Example:
        >>> Consented("submission 1, consent 1", "W-01", "public", {"summary": True}).told["summary"]
        True
    """

    place: str
    worker: str
    audience: str
    told: dict[str, Any]


def consented(case: Case, item: Live) -> list[Consented]:
    """The consents in an export of the interview form, in its order; none where the export has no such questions.

    Only the word `yes` is a yes. An answer that is neither yes nor no is a no, and the note says which.

    Source: the four switches of the form of the UN Special Rapporteur on contemporary forms of slavery (OHCHR).
    """
    data = case.tables().derived(item.id, "submissions")
    found = []
    for number, one in enumerate(json.loads(data)["submissions"] if data else [], 1):
        answers = dict(_by_question(one))
        repeats = [part for part in one.get("repeats", []) if part["group"].rpartition("/")[2] == GROUP]
        for turn, part in enumerate(repeats or [one], 1):
            said = dict(_by_question(part))
            if any(name.startswith("consent_") for name in said) or "audience" in said:
                found.append(_one(f"submission {number}, consent {turn}", answers, said))
    return found


def _by_question(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in one["answers"]:
        if (ask := interview().ask(name)) and value.strip():
            yield ask.name, value.strip()


def _one(place: str, answers: dict[str, str], said: dict[str, str]) -> Consented:
    switches = {name: said.get(f"consent_{name}", "") for name in SWITCHES}
    open_ = [f"{name} ({value or 'no answer'})" for name, value in switches.items() if value not in YES_OR_NO]
    told: dict[str, Any] = {name: value == "yes" for name, value in switches.items()}
    told |= {
        "form": said.get("consent_form", "not stated"), "given": answers.get("interview_date", ""),
        "shown_as": said.get("consent_shown"), "until": said.get("consent_until"),
        "guardian": said.get("consent_guardian"),
        "note": f"neither yes nor no, and so no: {', '.join(open_)}" if open_ else None,
    }  # fmt: skip
    return Consented(place, answers.get("worker_code", ""), said.get("audience", ""), told)
