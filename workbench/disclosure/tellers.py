"""Whose consent a file needs: that of everybody who is known to have told it, the latest among them."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from workbench.disclosure.behind import is_public
from workbench.records import PUBLISHED_KINDS, Completion, Source
from workbench.records.completion import UNSTATED
from workbench.records.tellers import tellers

Told = tuple[str, str, Any]  # kind, id, record
# Sources that are things and not persons: these alone may be quoted although no worker stands behind them.
PAPERS = frozenset({"document", "company"})
# Items in which people speak: a source that says it is a document says nothing of who does.
SPOKEN = frozenset({"chat", "recording"})


def untold(sources: Iterable[Any]) -> bool:
    """True where nobody has said who told something, of all the sources that it has, or of none.

    Example:
        >>> untold([]), untold([Source(key="P", label="a list", kind="document")])
        (True, False)
    """
    return all(isinstance(one, Source) and one.kind == UNSTATED for one in sources)


def of_tellers(records: Iterable[Told]) -> tuple[list[Told], dict[str, tuple[str, ...]]]:
    """The records with every item under the first source that counts of those who told it, and all sources by item.

    An item stands under one source, as one file is one origin; a release asks all of them (`leaving.Terms`). A paper
    that says it was told, in a talk or through an interpreter, and not by whom, is `unstated`; a recording or a chat is
    told by no document; a paper that retells people, minutes of an authority among them, is told by them, too. Who is
    unstated tells nothing any more where a source that says who it is brought the file. A source of which somebody said
    later who it is, and named no worker who could be asked, stays `unstated` here: no consent can be on file.

    Example:
        >>> of_tellers([])
        ([], {})
    """
    records = list(records)
    later = named_later((key, one) for _, key, one in records)
    told: list[Told] = [(kind, key, _as_it_says(one, later=key in later) if kind == "source" else one)
                        for kind, key, one in records]  # fmt: skip
    items = [(key, one) for kind, key, one in told if kind == "item"]
    sources = {key: one for kind, key, one in told if kind == "source"}
    known = tellers(items, [one for kind, _, one in told if kind == "custody"])
    spoken = {key for key, one in items if one.kind in SPOKEN}
    known = {key: _stated(some, sources, key in spoken) for key, some in known.items()}
    late = {key for key, one in items if key in known and one.source not in known[key]}
    first = {key: next((one for one in known[key] if one in sources), None) for key in late}
    retold = {key: _with_retold(some, sources) for key, some in known.items()}
    of_passage = {key: first[one.item] for kind, key, one in told if kind == "passage" and first.get(one.item)}
    under = first | {
        key: of_passage[one.passage] for kind, key, one in told
        if getattr(one, "passage", None) in of_passage and _silent(getattr(one, "source", None), sources)
    }  # fmt: skip
    return [(kind, key, dataclasses.replace(one, source=under[key]) if key in under else one)
            for kind, key, one in told], retold  # fmt: skip


def named_later(records: Iterable[tuple[str, Any]]) -> dict[str, frozenset[str]]:
    """Of sources of which somebody said later who told them, all workers (ids) whom anybody named; empty: nobody.

    Example:
        >>> named_later([("c", Completion(source="s", label="S", kind="worker", worker="w"))])
        {'s': frozenset({'w'})}
    """
    found: dict[str, frozenset[str]] = {}
    for _, one in records:
        if isinstance(one, Completion):
            found[one.source] = found.get(one.source, frozenset()) | ({one.worker} if one.worker else frozenset())
    return found


def _as_it_says(one: Source, *, later: bool) -> Source:
    """The source as what it says of itself makes it: a paper of nobody is not told through an interpreter.

    What was said `later` shows nothing more than before, unless a worker can be asked.
    """
    spoken = one.kind in PAPERS and bool(one.interpreter or one.session)
    unasked = not one.worker and (spoken or (later and one.kind != "worker"))
    return dataclasses.replace(one, kind=UNSTATED) if unasked else one


def _stated(some: Iterable[str], sources: Mapping[str, Source], spoken: bool) -> tuple[str, ...]:
    """Those of whom somebody has said who they are, one that does not count any more among them; else all.

    Of what is `spoken` no document is the teller: there it is as if no source were said.
    """
    some = [one for one in some if not (spoken and one in sources and _is_document(sources[one]))]
    said = tuple(one for one in some if not _silent(one, sources))
    return said if any(one in sources for one in said) else tuple(some)


def _is_document(one: Source) -> bool:
    return one.kind == "document" and not one.worker


def _silent(key: str | None, sources: Mapping[str, Source]) -> bool:
    return key is not None and key in sources and sources[key].kind == UNSTATED


def _with_retold(some: Iterable[str], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The sources, and the persons whose words the papers among them repeat, also through other papers."""
    found, open_ = dict.fromkeys(some), list(some)
    seen = set(open_)
    while open_:
        one = sources.get(open_.pop())
        if one is None or one.worker or is_public(one) or one.kind not in PAPERS | PUBLISHED_KINDS:
            continue
        behind = [key for key in (*one.retells, *one.same_origin_as) if key not in seen]
        # Who cannot be looked up any more, as after a destruction, can be asked nothing, and allows nothing.
        found |= dict.fromkeys(key for key in behind if key not in sources or sources[key].kind not in PUBLISHED_KINDS)
        seen.update(behind)
        open_ += behind
    return tuple(found)
