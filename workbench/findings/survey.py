"""The two survey measures side by side, and in words where they part."""

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.codebook import Indicator
from workbench.findings.states import Stated

TWELVE, EIGHTEEN = "ilo-hts-2012-adult", "icls-2018"
SAID = {
    "criteria_met": "criteria met", "criteria_not_met_on_this_record": "criteria not met on this record",
    "undetermined": "undetermined", "not_applicable": "not applicable at this age",
    "outside_framework": "outside the framework, referred",
}  # fmt: skip


def compared(items: Sequence[Indicator], stated: Stated, answers: Mapping[str, str]) -> dict[str, Any]:
    """Both answers, whether they agree, and why they do not: {id: answer, id: answer, agree, words}.

    The criteria of 2012 ask for a pair within one dimension, one of the two strong; the definition of 2018 asks for
    both anywhere, and knows no strong or medium. So 2018 is met wherever 2012 is, and not the other way round.

    Example:
        >>> from workbench.codebook import framework
        >>> from workbench.findings.states import stated
        >>> items = framework(TWELVE).indicators
        >>> record = {"supported": {"UR": ["recruitment_linked_to_debt"], "WD": ["withholding_of_wages"]}}
        >>> said = stated(items, record, complete=True, file="w.json")
        >>> compared(items, said, {TWELVE: "criteria_not_met_on_this_record", EIGHTEEN: "criteria_met"})["agree"]
        False
    """
    agree = answers[TWELVE] == answers[EIGHTEEN]
    both = f"The criteria of 2012: {SAID[answers[TWELVE]]}. The definition of 2018: {SAID[answers[EIGHTEEN]]}."
    why = "The two agree on this record." if agree else " ".join(_why(items, stated))
    return {TWELVE: answers[TWELVE], EIGHTEEN: answers[EIGHTEEN], "agree": agree, "words": f"{both} {why}"}


def _why(items: Sequence[Indicator], stated: Stated) -> list[str]:
    shown = [item for item in items if item.id in stated.supported]
    where = {role: {item.group for item in shown if item.role == role} for role in ("involuntariness", "penalty")}
    paired = where["involuntariness"] & where["penalty"]
    said = []
    if all(where.values()) and not paired:
        said.append(
            f"Involuntariness is shown in {_names(where['involuntariness'])}, a penalty only in "
            f"{_names(where['penalty'])}: the definition of 2018 joins them, the criteria of 2012 ask for both in one "
            "dimension."
        )
    if paired:
        said.append(
            f"In {_names(paired)} both stand together, but every item of the pair is of medium strength: the criteria "
            "of 2012 ask that one be strong, the definition of 2018 knows no strengths."
        )
    if not said:
        said.append(
            "What is open could still bring involuntariness and a penalty together anywhere, which is enough in 2018, "
            "but not in one dimension with a strong item, which 2012 asks for."
        )
    return said


def _names(groups: set[str]) -> str:
    return " and ".join(sorted(groups))
