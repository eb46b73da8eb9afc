"""From what is known of one person to what an instrument makes of it: bounds, the rule in words, what would decide."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from workbench.codebook import Framework, framework
from workbench.findings import notes, palermo, sets, survey
from workbench.findings.bounds import VERDICTS
from workbench.findings.person import Known, known

NOT_FOR, REFERRED = "not_applicable", "outside_framework"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Determination:
    """What one instrument makes of one person's record; never a number, and never part of a release.

    `determination` is criteria_met, criteria_not_met_on_this_record, undetermined, not_applicable or
    outside_framework, and None where the instrument has no threshold. `deciding` are the open items that could change
    it. `met`, `against` and `open` are item ids (with the actor before them where actors are judged apart).
    """

    framework: str
    determination: str | None
    sets: Mapping[str, str]
    deciding: tuple[str, ...]
    rule: str
    sources: tuple[str, ...]
    met: tuple[str, ...]
    against: tuple[str, ...]
    open: tuple[str, ...]
    notes: tuple[str, ...]
    typology: Mapping[str, str] | None = None
    deciding_typology: tuple[str, ...] | None = None
    readings: Mapping[str, Any] | None = None
    disagreement: Mapping[str, Any] | None = None
    states: Mapping[str, str] | None = None
    outside_framework: tuple[str, ...] = ()
    person: str | None = None
    reference_period: str | None = None

    def document(self) -> dict[str, Any]:
        """The JSON form, as docs/cli.md describes it; what does not apply is left out.

        Example:
            >>> determine("ilo-hts-2012-adult", {"age": 16}).document()["determination"]
            'not_applicable'
        """
        first_keys = ("framework", "determination", "typology", "sets", "deciding", "rule", "sources")
        names = [*first_keys, *(field.name for field in dataclasses.fields(self) if field.name not in first_keys)]
        said = {name: getattr(self, name) for name in names}
        kept = {name: value for name, value in said.items() if value is not None or name == "determination"}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}


def determine(book: str | Framework, states: Any, *, file: object = "states") -> Determination:
    """What an instrument makes of the record of one person in one period.

    `states` is what docs/cli.md describes under `workbench determine`: plain JSON values.

    Raises:
        Unknown: there is no such framework, group or item.
        BadValue: the states are not of the form that is described.

    Example:
        >>> found = determine("ilo-hts-2012-adult", {"supported": {"WD": ["degrading_living_conditions", "dismissal"]}})
        >>> found.determination, found.disagreement["icls-2018"]
        ('criteria_met', 'criteria_met')
    """
    book = framework(book) if isinstance(book, str) else book
    person = known(book, states, file)
    rule = book.rule
    if not rule.determines:
        return _answer(person, determination=None, sets={}, states=person.parts[""].states)
    beside = _beside(person, states, file)
    if _too_young(person):
        return _answer(person, determination=NOT_FOR, sets={}, notes=(notes.too_young(book),), **beside)
    found = palermo.judged(person) if rule.per_actor else sets.judged(person)
    return _answer(person, **(_referred(found) if _refers(person, found) else found), **beside)


def _beside(person: Known, states: Any, file: object) -> dict[str, Any]:
    """The answer of the instrument that is shown next to this one, and where the two part."""
    if not person.framework.rule.beside:
        return {}
    other = known(framework(person.framework.rule.beside), states, file)
    answers = {one.framework.id: _short(one) for one in (person, other)}
    return {"disagreement": survey.compared(person.items, person.parts[""], answers)}


def _short(person: Known) -> str:
    if _too_young(person):
        return NOT_FOR
    found = sets.judged(person)
    return REFERRED if _refers(person, found) else str(found["determination"])


def _too_young(person: Known) -> bool:
    least = person.framework.rule.from_age
    return least is not None and person.age is not None and person.age < least


def _refers(person: Known, found: Mapping[str, Any]) -> bool:
    """What lies outside is referred, unless the rest of the record meets the criteria by itself."""
    return bool(person.outside) and found["determination"] != VERDICTS["positive"]


def _referred(found: Mapping[str, Any]) -> dict[str, Any]:
    """The same answer without anything that reads as a negative."""
    blank: dict[str, Any] = {"determination": REFERRED, "sets": {}}
    if "typology" in found:
        blank["typology"] = {"lower": REFERRED, "upper": REFERRED}
    if "readings" in found:
        blank["readings"] = {name: {"determination": REFERRED, "sets": {}} for name in found["readings"]}
    return {**found, **blank}


def _answer(person: Known, **found: Any) -> Determination:
    """The answer with all that every answer carries: the rule in words, the items, the sources and the notes."""
    rule = person.framework.rule
    listed = {
        name: tuple(
            f"{actor}.{item.id}" if actor else item.id
            for actor, part in person.parts.items()
            for item in person.items
            if item.id in getattr(part, name)
        )
        for name in ("supported", "contradicted", "open")
    }
    said = (*found.pop("notes", ()), *notes.of(person, found.get("readings")))
    return Determination(
        framework=person.framework.id, rule=f"{rule.text.rstrip('.')}. {rule.explanation}", met=listed["supported"],
        against=listed["contradicted"], open=listed["open"], notes=said,
        sources=tuple(str(source) for source in (rule.source, *rule.also)),
        outside_framework=tuple(sorted(person.outside)), person=person.person or None,
        reference_period=person.period or None, **{"deciding": (), **found},
    )  # fmt: skip
