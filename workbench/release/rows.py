"""The protected rows of a bundle: which records of a view leave one by one, and the tables that they make elsewhere."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from workbench.disclosure.apart import unplaced
from workbench.disclosure.preparing import Prepared
from workbench.errors import BadValue, Missing
from workbench.records import KIND_OF, REFERENCES, Record, canonical, content, from_content
from workbench.release.committing import Commitments
from workbench.tables import Tables, tabulate

# What the figures about it rest on.
GROUPS = {"codings": ("coding", "adjudication"), "relations": ("relation",), "places": ("place",),
          "events": ("event", "count"), "money": ("pay", "term", "rate"),
          "acts": ("act",)}  # fmt: skip
FIRST = ("case", "coding", "adjudication", "relation", "place", "event", "count", "act")


def leaving_rows(prepared: Prepared) -> dict[str, Record]:
    """The records of a view that leave as rows, by their ids in the release.

    Only what may be listed one by one: codings of whoever allowed the account to be handed over, without the site or
    the employer by which a row would stand out; what was told by itself, where the view has it; and of everything else
    what these name. Claims with a worker at one end stay behind: they are counted, never listed.

    """
    tables = unplaced(prepared.tables, k=prepared.audience.k, rows=prepared.worker_rows).tables
    every = {key: (kind, record) for kind, rows in tables.rows.items() for key, record in rows}
    workers = {key for key, (_, one) in every.items() if getattr(one, "schema", "") == "Worker"}
    barred = {key for key in workers if every[key][1].key not in prepared.worker_rows}
    out: dict[str, Record] = {}
    for key, (kind, record) in every.items():
        if kind in FIRST and _alone(kind, key, record, prepared, workers):
            named = _named(kind, record, every)
            if not named & barred:
                out |= {one: every[one][1] for one in (key, *named)}
    # A decision stands only beside all codings that it was about.
    return {key: one for key, one in out.items() if set(getattr(one, "codings", ())) <= out.keys()}


def _alone(kind: str, key: str, record: Any, prepared: Prepared, workers: set[str]) -> bool:
    if kind == "coding":
        return key in prepared.open_codings
    if kind == "relation":
        return not {record.source_entity, record.target_entity} & workers
    return True


def _named(kind: str, record: Record, every: Mapping[str, tuple[str, Any]]) -> set[str]:
    """Everything that a record names, and what that names in turn; a decision does not bring its codings along."""
    found: set[str] = set()
    waiting = [(kind, record)]
    while waiting:
        kind, record = waiting.pop()
        for name in REFERENCES.get(kind, ()):
            value = getattr(record, name)
            for one in value if isinstance(value, tuple) else [value]:
                if one in every and one not in found and every[one][0] != "coding":
                    found.add(one)
                    waiting.append(every[one])
    return found


def shown_rows(records: Mapping[str, Record], made: Commitments, leaves: Iterable[str]) -> list[dict[str, Any]]:
    """The rows as a bundle has them: each field with its commitment, and opened where it is shown as it was recorded.

    What is not shown is not opened, not even where nothing was recorded: that would say of which fields something is
    withheld. Nor is a list of others, of which somebody may be missing.
    """
    at_of = {leaf: number for number, leaf in enumerate(leaves)}
    committed = {made.ids[key]: sealed for key, sealed in made.of.items()}
    shown = []
    for key, record in sorted(records.items()):
        fields, sealed = content(record), committed[key]
        same = [one for one in sealed if one.field in fields and fields[one.field] == one.value
                and not isinstance(one.value, list)]  # fmt: skip
        shown.append({
            "id": key, "kind": KIND_OF[type(record)], "fields": fields,
            "leaves": {one.field: at_of[one.leaf] for one in sealed}, "salts": {one.field: one.salt for one in same},
        })  # fmt: skip
    return shown


def withheld(
    case_records: Iterable[tuple[str, str]], released: Mapping[str, Record], made: Commitments
) -> dict[str, list[str]]:
    """By group, the records (kind and id of a case) that figures rest on and that are no rows of the release."""
    told = [(kind, key) for kind, key in case_records if made.ids[key] not in released]
    return {name: [key for kind, key in told if kind in kinds] for name, kinds in GROUPS.items()}


class Rows:
    """The protected rows of a bundle, in the place of a case: `tables()` gives what findings are computed from.

    Example:
        >>> Rows(Path("no/rows.jsonl")).tables()
        Traceback (most recent call last):
            ...
        workbench.errors.Missing: no/rows.jsonl: there is nothing at this path. ...
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path)

    def tables(self) -> Tables:
        """The rows as tables; what was withheld is not in them.

        Raises:
            Missing: there is no such file.
            BadValue: a line is no row.
        """
        if not self.path.is_file():
            raise Missing(self.path)
        records = []
        for number, line in enumerate(self.path.read_bytes().splitlines(), 1):
            try:
                row = json.loads(line)
                records.append((str(row["id"]), from_content(row["kind"], row["fields"])))
            except (ValueError, TypeError, KeyError):
                where = f"{self.path.name}, line {number}"
                raise BadValue(where, "the line", "other bytes", "a row of a bundle") from None
        return tabulate(records, _head(self.path), _none)

    def log_access(self, agent: str, files: Iterable[tuple[str, str]]) -> None:
        """Nothing: there is no case here whose looks would be logged."""

    def __repr__(self) -> str:
        return f"{sum(map(len, self.tables().rows.values()))} protected rows of {self.tables().info.title}"


def rows(path: Path | str) -> Rows:
    """The protected rows of a reviewer's bundle (`data/rows.jsonl`), in the place of a case.

    Example:
        >>> rows("bundle/data/rows.jsonl").path.name
        'rows.jsonl'
    """
    return Rows(Path(path))


def _head(path: Path) -> str:
    """The head of the ledger that the rows are of, as the release beside them says."""
    about = path.with_name("release.json")
    return str(json.loads(about.read_bytes())["head"]) if about.is_file() else ""


def _none(name: str) -> bytes:
    raise Missing(name)


def written(shown: Iterable[dict[str, Any]]) -> bytes:
    """The rows as a file: one line of canonical JSON each.

    Example:
        >>> written([{"id": "a"}])
        b'{"id":"a"}\\n'
    """
    return b"".join(canonical(row) + b"\n" for row in shown)
