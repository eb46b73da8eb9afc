"""What is left in free words that would leave: kin, numbers and addresses that no register knew, a name."""

from collections.abc import Iterable, Mapping

from workbench.disclosure.cues import grounds
from workbench.disclosure.finding import Finding, Remedy
from workbench.disclosure.leaving import Terms
from workbench.disclosure.namesakes import put_in
from workbench.disclosure.view import NATURAL, Names
from workbench.records import Entity, Record


def of_words(records: Mapping[str, Record], hidden: frozenset[str], terms: Terms, names: Names) -> Iterable[Finding]:
    """What still points to somebody in the words of records that leave, by id; `hidden` leave without their words.

    Example:
        >>> from workbench.codebook import audience
        >>> list(of_words({}, frozenset(), Terms(audience("public"), {}, {}), None))
        []
    """
    known = put_in(names) if records else frozenset()
    for key, record in records.items():
        bare = key in hidden or terms.decided(key, "generalise")
        for field, text in _free_text(record, bare):
            body = isinstance(record, Entity) and record.schema not in (*NATURAL, "Group")
            if not body and grounds(text, "kinship") and not terms.decided(key, "show"):
                told = f"{field}: a word of kinship, whoever's name is taken out"
                verb = "broaden" if isinstance(record, Entity) else "withhold-words"
                yield Finding("kin-in-words", getattr(record, "key", key[:12]), (told,), Remedy(verb, key), field)
            for what in names.revealing(names.words(text)):
                if what not in known:
                    path = (f"{field} holds {what}",)
                    yield Finding("identifier-left", key[:12], path, Remedy("withhold-words", key), field)


def _free_text(record: Record, hidden: bool) -> Iterable[tuple[str, str]]:
    """The free words of a record that a view carries on."""
    for field in ("title", "label", "role", "scope", "custodian", "about"):
        text = getattr(record, field, None)
        if isinstance(text, str) and not hidden:
            yield field, text
