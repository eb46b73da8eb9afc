"""Files that stay because whoever told them in confidence is named as no worker: nobody's consent can be on file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from workbench.disclosure.finding import Finding, Remedy
from workbench.disclosure.leaving import PERSONAL, Terms
from workbench.records import Item, Passage, Source

CODE = "quote-no-consent"
WORKER, UNSTATED = "worker", "unstated"


def held(told: Sequence[tuple[str, str, Any]], terms: Terms) -> Iterator[Finding]:
    """One finding a file, from all records that count as (kind, id, record): how much of it stays, and what mends it.

    A file of a source that is `unstated` has a finding of its own (`quoting.py`). Of a worker's account that names no
    worker the codings stay, too; of any other source its words.

    Example:
        >>> from workbench.codebook import audience
        >>> list(held([], Terms(audience("public"), {}, {})))
        []
    """
    records = {key: one for _, key, one in told}
    passages = Counter(one.item for one in records.values() if isinstance(one, Passage) and one.quote)
    for item, number in sorted(passages.items()):
        file = records.get(item)
        if not isinstance(file, Item):
            continue
        sources = [records.get(one) for one in terms.tellers(item, file.source)]
        if nobodys := [one for one in sources if isinstance(one, Source) and _nobodys(one)]:
            path = (f"{number} passage{'s' if number != 1 else ''} of {file.name}",
                    *(f"source {one.key}, of the kind {one.kind}, names no worker" for one in nobodys))  # fmt: skip
            yield Finding(CODE, item[:12], path, Remedy("withhold-quote", item, (), _mends(item, terms)), "quotes")


def _nobodys(one: Source) -> bool:
    return not one.worker and one.kind in (PERSONAL | {WORKER}) - {UNSTATED}


def _mends(item: str, terms: Terms) -> str:
    return ("Where a worker told it: register a source under a new key that names the worker, `workbench undo` what "
            f"rests on the file, `workbench take-out CASE {item[:12]} --reason R`, `workbench add CASE FILE --source "
            f"KEY`, code it again, and `workbench consent CASE WORKER --for {terms.audience.id}`. Where nobody did: "
            "nothing, it stays with the team")  # fmt: skip
