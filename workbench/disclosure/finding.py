"""What a release would reveal of whom, by which path, and what mends it: the one shape that every check here gives."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from workbench import codebook
from workbench.errors import BadValue, Unknown

# What a remedy may do. Whoever applies one knows these verbs and no other, so that one click can do it.
VERBS = {
    "withhold-row": "leave the row out",
    "withhold-cell": "leave the number of the cell out",
    "withhold-table": "leave the whole table out",
    "withhold-quote": "leave the quote out",
    "unquote": "leave the words out; what is coded from them counts all the same",
    "withhold-place": "leave the place out",
    "withhold-words": "leave these words out",
    "unname": "show the person without a name, and what joins the two in general words",
    "drop-attribute": "leave the attribute out",
    "broaden": "write a broader value",
    "count-only": "show workers as counts alone",
    "snap-place": "move the place to the middle of its square",
    "band-distance": "show the distance as a band",
    "fix-extent": "draw the whole region",
    "coarsen-time": "show the time less exactly",
    "merge-periods": "show several periods as one",
}
SEVERITIES = ("error", "warning", "notice")


@dataclasses.dataclass(frozen=True)
class Remedy:
    """What would mend a finding: a verb of `VERBS` and what it is done to; `to` holds what the verb needs beside that.

    Raises:
        BadValue: there is no such verb.

    Example:
        >>> Remedy("drop-attribute", "province").words
        'leave the attribute out: province'
    """

    verb: str
    target: str
    to: tuple[str, ...] = ()
    words: str = ""

    def __post_init__(self) -> None:
        if self.verb not in VERBS:
            raise BadValue("remedy", "verb", self.verb, f"one of {', '.join(VERBS)}")
        if not self.words:
            object.__setattr__(self, "words", f"{VERBS[self.verb]}: {self.target}")


@dataclasses.dataclass(frozen=True)
class Finding:
    """One thing that a release would reveal: `subject` is an id or a key, never a name; `path` says how it is inferred.

    `severity` is that of the code in `checks.toml`; `where` names the part of the release. It is about one release, and
    stays with the team.

    Raises:
        Unknown: `code` is no check.

    Example:
        >>> found = Finding("kin-too-near", "SA-3", ("SA-3 is kin of W-17",), Remedy("unname", "SA-3"))
        >>> found.severity
        'error'
    """

    code: str
    subject: str
    path: tuple[str, ...]
    remedy: Remedy
    where: str = ""
    severity: str = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "severity", codebook.severity(self.code))

    @property
    def message(self) -> str:
        """What the check says, in English."""
        return codebook.message(self.code)

    def values(self) -> dict[str, Any]:
        """The finding as plain values, as `--json` prints it.

        Example:
            >>> Finding("kin-too-near", "SA-3", (), Remedy("unname", "SA-3")).values()["remedy"]["verb"]
            'unname'
        """
        return dataclasses.asdict(self) | {"message": self.message}


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once: the gravest first, then by code, place and subject.

    Example:
        >>> found = Finding("kin-too-near", "SA-3", (), Remedy("unname", "SA-3"))
        >>> len(ordered([found, found]))
        1
    """
    rank = {name: number for number, name in enumerate(SEVERITIES)}
    return sorted(set(findings), key=lambda one: (rank[one.severity], one.code, one.where, one.subject, one.path))


def known(what: str, ids: Iterable[str], among: Iterable[str]) -> None:
    """Refuses ids that name nothing: a check of an id with a slip in it would find nothing, and pass.

    Raises:
        Unknown: one of `ids` is not `among` what there is.

    Example:
        >>> known("row", ["a"], ["a", "b"])
    """
    there = set(among)
    for one in sorted(set(ids) - there):
        raise Unknown("disclosure", what, one, codebook.near(one, there))
