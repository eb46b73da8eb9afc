"""Papers of an authority that nobody published and of which nobody has said whether they repeat a worker."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from workbench.disclosure.behind import OFFICIAL, is_public
from workbench.disclosure.finding import Finding, Remedy
from workbench.disclosure.leaving import Terms
from workbench.records import Item, Passage, Source

CODE = "quote-maybe-retold"


def unsaid(told: Sequence[tuple[str, str, Any]], terms: Terms, standing: Collection[str]) -> Iterator[Finding]:
    """One finding a file, from all records that count as (kind, id, record): how much of it is quoted, and what to say.

    `standing` are the passages (ids) whose words leave. Minutes of an inspection may repeat what a worker told there,
    and only a person can say so: nothing is held back. A decision to show the file says that it repeats nobody.

    Example:
        >>> from workbench.codebook import audience
        >>> list(unsaid([], Terms(audience("public"), {}, {}), ()))
        []
    """
    records = {key: one for _, key, one in told}
    quoted = Counter(
        one.item for key in standing if isinstance(one := records.get(key), Passage) and not terms.decided(key, "show")
    )
    for item, number in sorted(quoted.items()):
        file = records.get(item)
        if not isinstance(file, Item) or terms.decided(item, "show"):
            continue
        sources = [one for key in terms.tellers(item, file.source) if isinstance(one := records.get(key), Source)]
        papers = [one for one in sources if one.kind in OFFICIAL]
        if papers and not any(_is_said(one) for one in sources):
            path = (f"{number} passage{'s' if number != 1 else ''} of {file.name}",
                    *(f"source {one.key}, of the kind {one.kind}, names nobody whom it retells, and no publication"
                      for one in papers))  # fmt: skip
            yield Finding(CODE, item[:12], path, Remedy("withhold-quote", item, (), _answers(item, terms)), "quotes")


def _is_said(one: Source) -> bool:
    """True of a source that says whose words it has, or that everybody can read it."""
    return bool(one.worker or one.retells or one.same_origin_as) or is_public(one)


def _answers(item: str, terms: Terms) -> str:
    return ("Read it. Where it repeats what people told: register a source under a new key that names them in "
            "`retells`, and `workbench add CASE FILE --source KEY`, the same file again: each is asked. Where it was "
            "published: the same with a source that says when or where. Where it repeats nobody: `workbench decide "
            f"CASE {item[:12]} show --for {terms.audience.id} --reason R --agent A`")  # fmt: skip
