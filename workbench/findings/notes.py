"""The sentences that stand beside a determination: what it is not, and what was read in which way."""

from collections.abc import Mapping
from typing import Any

from workbench.codebook import Framework
from workbench.findings.bounds import Bounds
from workbench.findings.person import Known

INSIDE = "A determination stays inside the team: no release contains one."
NO_THRESHOLD = "The states are listed, and nothing is determined: the list has no rule that leads to an answer."
SURVEY = (
    "A survey measure: made to estimate how many people are concerned, not to decide on one. It says how this record "
    "reads under the definition, no more."
)
NO_PERIOD = "No reference period is given: the answer holds for the period that the states were taken from; record it."
UNVERIFIED = "Rule, items and strengths have not been compared with the original text."
REFERRAL = (
    "Sexual exploitation and forced begging are outside what is assessed here, which is no negative: refer the person, "
    "with consent, to a service and an instrument made for it."
)
CONSENT = "A means is shown, so consent is irrelevant (article 3(b))."
NO_AGE = "The age is not known: the reading for adults is used, which needs more than the one for children."
PROTECTED = (
    "There is reason to believe that the person is under 18: protected as a child until the age is verified (Council "
    "of Europe Convention on Action against Trafficking in Human Beings, article 10(3))."
)


def of(person: Known, readings: Mapping[str, Any] | None) -> tuple[str, ...]:
    """What has to be said beside this answer, in a fixed order.

    Example:
        >>> from workbench.codebook import framework
        >>> from workbench.findings.person import known
        >>> of(known(framework("ilo-11"), {}), None)[0] == NO_THRESHOLD
        True
    """
    rule, parts = person.framework.rule, person.parts.values()
    by = [actor for actor, part in person.parts.items() if any(id.startswith("means.") for id in part.supported)]
    said = [
        (not rule.determines, NO_THRESHOLD),
        (rule.survey, SURVEY),
        (rule.survey and not person.period, NO_PERIOD),
        (bool(person.outside), REFERRAL),
        (rule.from_age is not None and person.age is None, NO_AGE),
        (person.maybe_child, f"{PROTECTED} {rule.for_children and f'See also: {rule.for_children}'}".strip()),
        (readings is not None and len(readings) > 1, "Both readings are given, for an adult and for a child."),
        (
            rule.per_actor and bool(by),
            CONSENT if len(by) == len(parts) else f"{CONSENT} That is so of {', '.join(by)}.",
        ),
        *((True, sentence) for sentence in rule.notes),
        *((True, sentence) for sentence in _read(person)),
        (not rule.verified, UNVERIFIED),
        (True, INSIDE),
    ]
    return tuple(sentence for applies, sentence in said if applies)


def _read(person: Known) -> list[str]:
    """How the file was read where it could have been read otherwise."""
    parts = person.parts.values()
    conflicting = sorted({id for part in parts for id in part.conflicting})
    repeated = sorted({id for part in parts for id in part.repeated})
    said = []
    if conflicting:
        said.append(f"Stated both for and against, and therefore open: {', '.join(conflicting)}.")
    if repeated:
        said.append(f"Listed more than once, and counted once: {', '.join(repeated)}.")
    if person.complete:
        said.append("The record is said to be complete: what is not listed was assessed and is absent.")
    return said


def too_young(book: Framework) -> str:
    """Which instrument to use where this one is for adults.

    Example:
        >>> from workbench.codebook import framework
        >>> too_young(framework("icls-2018"))[:27]
        'This instrument is for pers'
    """
    return f"This instrument is for persons from {book.rule.from_age} years on. Use instead: {book.rule.for_children}"


def disputed(person: Known, met: Bounds, otherwise: Bounds) -> tuple[str, ...]:
    """A sentence where the disputed strengths of some items, read the other way, would change the answer.

    Example:
        >>> from workbench.codebook import framework
        >>> from workbench.findings.person import known
        >>> disputed(known(framework("ilo-11"), {}), Bounds(True, True), Bounds(True, True))
        ()
    """
    if met == otherwise:
        return ()
    names = ", ".join(f"{item.id} as {item.disputed}" for item in person.items if item.disputed)
    return (f"The answer rests on strengths that sources dispute: with {names} it would be {_said(otherwise)}.",)


def _said(met: Bounds) -> str:
    return {"positive": "criteria met", "negative": "criteria not met on this record"}.get(met.value, "undetermined")
