"""What a release tells beside its records: who translated a quote, what was done with a file, how much is kept back."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from workbench.extract import language
from workbench.records import Coding, CustodyEvent, Derivative, Item, Passage, Source

SIDES = ("supports", "contradicts", "unclear")
TRANSLATION = "translation"
UNCLEAR = "und"
# What may be told of custody: these codes and no word of what was told with them.
ACTIONS = frozenset({"preserve", "extract", "read", "transfer", "collect", "receive", "redact"})
OUTCOMES = frozenset({"preserved", "parsed", "partial", "opaque", "quarantined", "told", "done", "duplicate"})


@dataclasses.dataclass(frozen=True)
class Spoken:
    """The language of a quote (BCP 47, empty where it is not known), and who translated and who compared it, as labels.

    With an empty `translator` the words are the original's.

    Example:
        >>> Spoken("vi").translator
        ''
    """

    language: str = ""
    translator: str = ""
    checked: str = ""


@dataclasses.dataclass(frozen=True)
class Beside:
    """`spoken` by passage and `custody` by item, under the ids of the release; codings by stance: `known` to the team,
    and `left`, those that are part of the view, listed or folded.

    Example:
        >>> Beside({}, {}, Counter(), Counter()).spoken
        {}
    """

    spoken: Mapping[str, Spoken]
    custody: Mapping[str, tuple[str, ...]]
    known: Counter[str]
    left: Counter[str]


def beside(
    told: Iterable[tuple[str, str, Any]], leaving: Mapping[str, Any], identity: Callable[[str], str],
    shown: Collection[str],
) -> Beside:  # fmt: skip
    """What is told beside the records that leave (`leaving`, by id), out of all (kind, id, record) that count.

    `identity` gives the ids of the release, `shown` are the new ids of passages whose words are in it: of no other is a
    language told. Translators have numbers, in an order that the secret of the release draws.

    Example:
        >>> beside([], {}, str, ()).left
        Counter()
    """
    records = {key: record for _, key, record in told}
    names = {name for one in records.values() if isinstance(one, Derivative) for name in (one.by, one.checked) if name}
    drawn = sorted(names, key=lambda name: identity("translator:" + name))
    numbers = {name: f"Translator {number}" for number, name in enumerate(drawn, 1)}
    among = frozenset(shown)
    spoken = {
        identity(key): _spoken(one, records, numbers)
        for key, one in leaving.items()
        if isinstance(one, Passage) and identity(key) in among
    }
    codings = [(key, one.stance) for key, one in records.items() if isinstance(one, Coding)]
    return Beside(
        spoken, _custody(records.values(), leaving, identity), Counter(stance for _, stance in codings),
        Counter(stance for key, stance in codings if key in leaving),
    )  # fmt: skip


def _spoken(one: Passage, records: Mapping[str, Any], numbers: Mapping[str, str]) -> Spoken:
    text = records.get(one.derivative or "")
    if isinstance(text, Derivative) and text.kind == TRANSLATION:
        return Spoken(text.language or "", numbers.get(text.by or "", ""), numbers.get(text.checked or "", ""))
    item = records.get(one.item)
    source = records.get(item.source or "") if isinstance(item, Item) else None
    return Spoken(one.language or _of_words(one) or (source.language if isinstance(source, Source) else None) or "")


def _of_words(one: Passage) -> str:
    """The language of the words themselves where it is clear: house rules have three in one file."""
    found = str(language.identify(one.quote or "")["language"])
    return "" if found == UNCLEAR else found


def _custody(
    records: Iterable[Any], leaving: Mapping[str, Any], identity: Callable[[str], str]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one in records:
        if isinstance(one, CustodyEvent) and one.item in leaving and one.action in ACTIONS:
            outcome = one.outcome if one.outcome in OUTCOMES else "done"
            found.setdefault(identity(one.item), []).append(f"{one.action}: {outcome}")
    return {key: tuple(dict.fromkeys(lines)) for key, lines in found.items()}
