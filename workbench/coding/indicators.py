"""Which indicator a code of another program means: by GUID, id or label, or as a mapping table of the team says."""

import dataclasses
import functools
import unicodedata
from pathlib import Path

from workbench import codebook
from workbench.coding.refi.guid import guid, same
from workbench.coding.sheet import read_sheet
from workbench.errors import BadValue, Unknown

# What a mapping may say of every coding with a code, where the other program has no field for it.
SAYS = [
    "stance", "means", "subject", "scope", "start", "end", "as_written", "site", "actor", "phase", "question",
    "elicited", "coder",
]  # fmt: skip
COLUMNS = ["code", "framework", "indicator", *SAYS]
REMEDY = "a table with the columns code and indicator, given with --map"


@dataclasses.dataclass(frozen=True)
class Indicators:
    """The indicators that codes are sought among: by id and label those of one framework, by GUID those of all.

    `table` is what a mapping says: values of the register's columns by the folded name (or GUID) of a code.
    """

    framework: str = "ilo-11"
    table: dict[str, dict[str, str]] = dataclasses.field(default_factory=dict)

    def of(self, code: str, identity: str = "") -> dict[str, str] | None:
        """The columns `framework` and `indicator` (and what a mapping adds) of a code; None where it is no indicator.

        Raises:
            Unknown: there is no such framework.
            BadValue: the name is that of several indicators.

        Example:
            >>> Indicators().of("Debt bondage")
            {'framework': 'ilo-11', 'indicator': 'debt-bondage'}
            >>> Indicators().of("cornflakes") is None
            True
        """
        for key in (same(identity), folded(code)):
            if key in self.table:
                return dict(self.table[key])
        found = self._by_guid.get(same(identity)) or self._by_id.get(code.strip())
        if found is not None:
            return dict(found)
        named = self._by_name.get(folded(code), [])
        if len(named) > 1:
            raise BadValue("the codebook", f"code {code}", ", ".join(named), REMEDY)
        return {"framework": self.framework, "indicator": named[0]} if named else None

    @functools.cached_property
    def _by_id(self) -> dict[str, dict[str, str]]:
        return {f"{one['framework']}/{one['indicator']}": one for one in self._by_guid.values()}

    @functools.cached_property
    def _by_guid(self) -> dict[str, dict[str, str]]:
        return {
            guid("indicator", name, entry.id): {"framework": name, "indicator": entry.id}
            for name in codebook.frameworks()
            for entry in codebook.framework(name).indicators
        }

    @functools.cached_property
    def _by_name(self) -> dict[str, list[str]]:
        named: dict[str, list[str]] = {}
        for entry in codebook.framework(self.framework).indicators:
            for name in sorted(_names(entry)):
                named.setdefault(name, []).append(entry.id)
        return named


def folded(name: str) -> str:
    """A name as it is compared: composed accents, one kind of blank, small letters.

    Example:
        >>> folded("  Debt   Bondage")
        'debt bondage'
    """
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def read_map(path: Path, framework: str = "ilo-11") -> dict[str, dict[str, str]]:
    """The mapping of a CSV file, by folded code name or GUID: `code` and `indicator`, and what the codes do not say.

    Columns beside these two: `framework`, and those of the register `codings` from `stance` to `coder`; what stands
    there is said of every coding with that code.

    Raises:
        BadValue: the header is not of these columns, a cell is empty that may not be, or a code stands twice.
        Unknown: there is no such framework or indicator.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "map.csv"
        >>> _ = file.write_text("code,indicator,stance\\nowed wages,withholding-of-wages,supports\\n")
        >>> read_map(file)["owed wages"]["indicator"]
        'withholding-of-wages'
    """
    table: dict[str, dict[str, str]] = {}
    for row in read_sheet(path, COLUMNS, required=["code", "indicator"]):
        key = folded(row.need("code"))
        if key in table:
            raise BadValue(row.file, row.place("code"), row.need("code"), "each code once")
        of = row.text("framework") or framework
        if of not in codebook.frameworks():
            raise Unknown(row.file, row.place("framework"), of, codebook.near(of, codebook.frameworks()))
        found = codebook.framework(of).indicator(row.need("indicator"), file=row.file, place=row.place("indicator"))
        said = {name: value for name in SAYS if (value := row.text(name)) is not None}
        table[key] = table[same(row.need("code"))] = {"framework": of, "indicator": found.id, **said}
    return table


def _names(entry: codebook.Indicator) -> set[str]:
    plain = entry.id.replace("-", " ").replace("_", " ")
    return {folded(name) for name in (entry.id, plain, *entry.aliases, *entry.labels.values())}
