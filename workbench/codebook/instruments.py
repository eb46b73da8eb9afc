"""What a framework is made of: its rule, editions, groups and indicators, as one TOML file has them."""

import dataclasses
from collections.abc import Mapping

from workbench.codebook.ground import near
from workbench.codebook.rules import Minima, Outcome
from workbench.errors import Unknown


@dataclasses.dataclass(frozen=True, kw_only=True)
class Citation:
    """Where a rule stands: the instrument, its year, and the page or section as far as it is known.

    Example:
        >>> str(Citation(instrument="Palermo Protocol", year=2000, place="article 3"))
        'Palermo Protocol (2000), article 3'
    """

    instrument: str
    year: int
    place: str

    def __str__(self) -> str:
        return f"{self.instrument} ({self.year}), {self.place}"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Rule:
    """How a framework goes from indicators to a determination; `determines` is False where it has no such rule.

    A set (a group, a dimension, or with `sets` "role" all items of one role) is positive where one alternative of
    `positive` is reached. Criteria are met by the first outcome of `typology` that fits, else where `all_of` are
    positive, else where any set is. `per_actor` judges each actor apart; with `facts_once` a fact counts
    once within a set; `child` is the rule for people under 18.
    `reads` names the framework whose items are counted, `beside` the one whose answer is shown next to this one.
    """

    text: str
    explanation: str
    determines: bool
    source: Citation
    verified: bool
    positive: Minima = ()
    child: Minima = ()
    typology: tuple[Outcome, ...] = ()
    all_of: tuple[str, ...] = ()
    sets: str = "group"
    per_actor: bool = False
    facts_once: bool = False
    survey: bool = False
    from_age: int | None = None
    for_children: str = ""
    reads: str = ""
    beside: str = ""
    notes: tuple[str, ...] = ()
    also: tuple[Citation, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition of the instrument and what is known of it."""

    year: int
    note: str
    source: Citation
    verified: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Group:
    """A set, dimension or element that indicators belong to; `role` is what it stands for, such as means or purpose."""

    id: str
    role: str
    phases: tuple[str, ...]
    description: str
    labels: Mapping[str, str]
    unreviewed: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Indicator:
    """An entry of a framework: its names, what shows it, and what alone is not enough.

    `verified` is False until a person has compared the entry with the original; `unreviewed` lists the languages
    whose label no speaker of the language has reviewed. `strength` is empty where the instrument gives none;
    `disputed` is the other strength that a source gives. An item that is `outside` is referred, never assessed.
    """

    id: str
    number: int
    labels: Mapping[str, str]
    unreviewed: tuple[str, ...]
    description: str
    shows: tuple[str, ...]
    not_enough: str
    source: Citation
    verified: bool
    phases: tuple[str, ...] = ()
    role: str = ""
    strength: str = ""
    disputed: str = ""
    aliases: tuple[str, ...] = ()
    outside: bool = False

    @property
    def group(self) -> str:
        """The id of the group it belongs to, the part before the full stop; empty where there are no groups."""
        return self.id.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The id within its group, the part after the full stop."""
        return self.id.rpartition(".")[2]

    @property
    def kind(self) -> str:
        """What the rule counts it as: role and strength, as far as it has them."""
        return "-".join(part for part in (self.role, self.strength) if part)

    def label(self, lang: str = "en") -> str:
        """The name in a language (BCP 47).

        Raises:
            Unknown: there is no name in this language; none is put in its place.

        Example:
            >>> from workbench.codebook import framework
            >>> framework("ilo-11").indicator("debt-bondage").label("vi")
            'Lệ thuộc vì nợ'
        """
        if lang not in self.labels:
            kin = [tag for tag in sorted(self.labels) if tag.partition("-")[0] == lang.partition("-")[0]]
            raise Unknown("codebook", f"label of {self.id}", lang, kin or sorted(self.labels))
        return self.labels[lang]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Framework:
    """A list of indicators with its instrument, its rule, its groups and its phases, as one TOML file has it."""

    id: str
    name: str
    instrument: str
    edition: str
    unit: str
    phases: tuple[str, ...]
    rule: Rule
    editions: tuple[Edition, ...]
    indicators: tuple[Indicator, ...]
    verified: bool
    groups: tuple[Group, ...] = ()

    def indicator(self, id: str, *, file: object = "codebook", place: str = "indicator") -> Indicator:
        """The indicator of this id; `file` and `place` say in an error where the id stood.

        Raises:
            Unknown: the framework has no such indicator; `near` lists those that come closest.

        Example:
            >>> from workbench.codebook import framework
            >>> framework("ilo-11").indicator("isolation").number
            4
        """
        for entry in self.indicators:
            if entry.id == id:
                return entry
        raise Unknown(file, place, id, near(id, (entry.id for entry in self.indicators)))
