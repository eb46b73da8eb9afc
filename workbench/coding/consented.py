"""What a filled-in interview form says of consent: for each audience its four switches; what was not answered is no."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from workbench.casefile import Case, Live
from workbench.codebook.interview import interview

GROUP, SWITCHES = "consents", ("submit", "letter", "summary", "naming")
YES_OR_NO = ("yes", "no")
# Who may agree beside a child; a guardian who may have a part in it is asked nothing, and is never recorded as one.
AGREEING = ("parent", "appointed")


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

    Only the word `yes` is a yes. An answer that is neither yes nor no is a no, and the note says which. Whoever is, or
    may be, under 18 allows nothing without an own assent and without somebody independent who agreed beside the child.

    Source: the four switches of the form of the UN Special Rapporteur on contemporary forms of slavery (OHCHR); Council
    of Europe Convention on Action against Trafficking, article 10(3) and (4), who is presumed to be a child, and when
    a representative is appointed.
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
    notes = [f"neither yes nor no, and so no: {', '.join(open_)}"] if open_ else []
    told: dict[str, Any] = {name: value == "yes" for name, value in switches.items()}
    told |= {
        "form": said.get("consent_form", "not stated"), "given": answers.get("interview_date", ""),
        "shown_as": said.get("consent_shown"), "until": said.get("consent_until"),
        "guardian": said.get("consent_guardian"),
    }  # fmt: skip
    if answers.get("danger_child", "no") != "no":
        notes += _of_child(told, answers.get("child_guardian", ""), said)
    told["note"] = "; ".join(notes) or None
    return Consented(place, answers.get("worker_code", ""), said.get("audience", ""), told)


def _of_child(told: dict[str, Any], agreeing: str, said: dict[str, str]) -> list[str]:
    """Puts a child's assent among the fields, or takes back what nobody could allow; says why, in words."""
    notes = []
    assent = said.get("child_assent", "")
    told["assent"] = (said.get("child_assent_date") or told["given"]) if assent == "yes" else None
    if assent != "yes":
        notes.append(f"is or may be under 18 and did not agree ({assent or 'no answer'})")
    if agreeing not in AGREEING:
        told["guardian"] = None
        notes.append(f"nobody independent agreed beside the child ({agreeing or 'no answer'})")
    elif not told["guardian"]:
        notes.append("whoever agreed beside the child is not named")
    if notes:
        told |= dict.fromkeys(SWITCHES, False)
        notes.append("and so all four are no")
    return notes
