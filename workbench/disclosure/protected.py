"""Who in a case is protected, and every string in its records that would give them away.

Workers, their kin and household up to two steps away, witnesses, interpreters and investigators are protected.
Companies and public bodies are not. Other people (kind `person`: managers, agents, officials) are listed with their
names, so that the rule on kinship can decide: naming a recruiter may name his child.
"""

import dataclasses
from collections.abc import Iterable

import pandas as pd

from workbench.disclosure.children import Ages
from workbench.disclosure.identifiers import identifiers
from workbench.disclosure.kinship import KIN, NATURAL, STEPS
from workbench.disclosure.names import entry
from workbench.disclosure.numbers import DATE, is_number
from workbench.disclosure.spellings import Finder
from workbench.findings.sameness import of_records
from workbench.records import PUBLISHED_KINDS, Entity
from workbench.tables import Tables

NAMED_IN_WORDS = "in words: "
# Properties whose values name somebody, and those that lead to somebody all the same.
NAMING = frozenset({"name"})
LEADING = frozenset({"phone", "email", "address", "accountNumber", "birthDate", "passportNumber", "idNumber"})


@dataclasses.dataclass(frozen=True)
class Protected:
    """Somebody who is protected: id of the entity or the agent, what they are to the case, strings that reveal them.

    `kind`: worker, child, relative, witness, interpreter, investigator, document, or person (left to the kinship rule).
    `names` are names, labels and file names that bear them, `numbers` papers, telephones, accounts, full dates of
    birth. Who is named only in words, in a consent or a custody event, has the id `in words: ` and those words.

    Example:
        >>> Protected("a" * 64, "worker", ("W-01",), ()).kind
        'worker'
    """

    id: str
    kind: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def strings(self) -> tuple[str, ...]:
        """Names and numbers together, as a `Finder` takes them."""
        return (*self.names, *self.numbers)


def protected(tables: Tables) -> tuple[Protected, ...]:
    """Everybody in a case whose name must not leave by accident, in the order of the tables.

    Example:
        >>> from workbench.records import Agent, Entity
        >>> from workbench.tables import tabulate
        >>> worker = Entity(key="W-01", schema="Worker", label="W-01", names=("Sava Ilić",), note="passport C1234567")
        >>> agent = Agent(key="LT", kind="person", name="Lê Vân", role="interpreter")
        >>> found = protected(tabulate([("a" * 64, worker), ("b" * 64, agent)], "h", lambda name: b""))
        >>> [(one.kind, one.names, one.numbers) for one in found]
        [('worker', ('Sava Ilić', 'W-01'), ('C1234567',)), ('interpreter', ('Lê Vân', 'LT'), ())]
    """
    found = [*_entities(tables), *_agents(tables)]
    found += _in_words(tables, found)
    return tuple(_with_files(found, tables.items["name"]))


def finder(people: Iterable[Protected]) -> Finder:
    """What finds these people in a text.

    Example:
        >>> [hit.id for hit in finder([Protected("a", "worker", ("Sava Ilić",), ())]).find("Ilić, S.")]
        ['a']
    """
    return Finder({one.id: one.strings for one in people})


def _entities(tables: Tables) -> list[Protected]:
    frame = tables.entities
    near, witnesses, born = _kin(tables), _witnesses(tables), _children(tables)
    names_said, numbers_said = _stated(tables)
    found = []
    for identity, row in frame[frame["schema"].isin([*NATURAL, "Document", "Household"])].iterrows():
        key = str(identity)
        if row["schema"] == "Worker":
            kind = "child" if key in born else "worker"
        elif row["schema"] == "Document":
            kind = "document"
        elif row["schema"] == "Household":
            kind = "relative"
        else:
            kind = "relative" if key in near else "witness" if key in witnesses else "person"
        names = [*row["names"], *names_said.get(key, ()), row["key"]]
        names += [row["label"]] if _is_name(row["label"]) else []
        signs = [sign.text for text in (row["note"], row["role"]) for sign in identifiers(_said(text))]
        numbers = [*numbers_said.get(key, ()), *signs]
        numbers += [row["born"]] if DATE.fullmatch(_said(row["born"])) else []
        found.append(_made(key, kind, names, numbers))
    return found


def _stated(tables: Tables) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """By entity, what sources say of names, and of telephones, addresses, papers and days: each gives somebody away."""
    names: dict[str, list[str]] = {}
    numbers: dict[str, list[str]] = {}
    said = tables.statements
    for entity, name, value in zip(said["entity"], said["property"], said["value"], strict=True):
        if name in NAMING:
            names.setdefault(entity, []).append(value)
        elif name in LEADING and (name != "birthDate" or DATE.fullmatch(value)):
            numbers.setdefault(entity, []).append(value)
    return names, numbers


def _made(identity: str, kind: str, strings: Iterable[str], numbers: Iterable[str]) -> Protected:
    names = dict.fromkeys(one.strip() for one in strings if one and one.strip())
    figures = dict.fromkeys([*numbers, *(one for one in names if is_number(one))])
    return Protected(identity, kind, tuple(one for one in names if one not in figures), tuple(figures))


def _said(value: object) -> str:
    """The text of a cell, "" where nothing is said."""
    return value if isinstance(value, str) else ""


def names_of(group: Entity) -> tuple[str, ...]:
    """The names of a group, and its label where that is a name and no description: of one word nobody can tell.

    Example:
        >>> names_of(Entity(key="G", schema="Group", label="Team C", names=("tổ C",)))
        ('tổ C', 'Team C')
        >>> names_of(Entity(key="G", schema="Group", label="Welders"))
        ()
    """
    named = " " in group.label and _is_name(group.label) and group.label not in group.names
    return (*group.names, group.label) if named else group.names


def _is_name(label: str) -> bool:
    """True for a label that is a name, such as W-07 or Sava Ilić, and no description, such as Market lender."""
    words = label.split()
    return len(words) == 1 or all(word[:1].isupper() and word.isalpha() for word in words)


def _kin(tables: Tables) -> set[str]:
    """Who is kin or of one household with a worker, or with such a person."""
    ties = tables.relations[tables.relations["schema"].isin(KIN)]
    pairs = list(zip(ties["source_entity"], ties["target_entity"], strict=True))
    same = of_records(tables.rows.get("sameness", []))
    near = {str(worker) for worker in tables.entities.index[tables.entities["schema"] == "Worker"]}
    near |= {one for worker in near for one in same.get(worker, ())}
    for _ in range(STEPS):
        near |= {b for a, b in pairs if a in near} | {a for a, b in pairs if b in near}
        near |= {one for key in near for one in same.get(key, ())}
    return near


def _witnesses(tables: Tables) -> set[str]:
    """People who told the team something: their key stands in a source of its own, or they are its worker."""
    people = tables.entities[tables.entities["schema"].isin(NATURAL - {"Worker"})]
    seeking = Finder({str(identity): [row["key"], *row["names"]] for identity, row in people.iterrows()})
    own = tables.sources[~tables.sources["kind"].isin(PUBLISHED_KINDS)]
    told = {str(worker) for worker in own["worker"].dropna()}
    for column in ("label", "session", "note"):
        told |= {hit.id for text in own[column].dropna() for hit in seeking.find(text)}
    return told


def _children(tables: Tables) -> set[str]:
    """Workers who were under eighteen, or may have been, when the first thing that is dated of them happened.

    A date that says only the year or the month is taken at its end; who is not dated at all is measured against the
    first date in the case.
    """
    relations, codings = tables.relations, tables.codings
    dated = pd.concat([
        relations[["source_entity", "period_start"]].set_axis(["who", "when"], axis=1),
        relations[["target_entity", "period_start"]].set_axis(["who", "when"], axis=1),
        codings[["subject", "period_start"]].set_axis(["who", "when"], axis=1),
        tables.consents[["worker", "given"]].set_axis(["who", "when"], axis=1),
    ]).dropna()  # fmt: skip
    first = dated.groupby("who")["when"].min()
    ever = dated["when"].min() if len(dated) else None
    workers = tables.entities[tables.entities["schema"] == "Worker"]
    born = {
        str(identity): Entity(key=row["key"], schema="Worker", label=row["label"], born=row["born"])
        for identity, row in workers[workers["born"].notna()].iterrows()
    }
    since = {identity: first.get(identity, ever) for identity in born}
    ages = Ages(born.items(), "")
    return {identity for identity, date in since.items() if date and ages.under_age(identity, str(date))}


def _agents(tables: Tables) -> list[Protected]:
    interpreting = {*tables.sources["interpreter"].dropna(), *tables.consents["interpreter"].dropna()}
    found = []
    for identity, row in tables.agents[tables.agents["kind"] == "person"].iterrows():
        interprets = "interpret" in _said(row["role"]).lower() or {row["key"], row["name"], identity} & interpreting
        kind = "interpreter" if interprets else "investigator"
        numbers = [sign.text for sign in identifiers(_said(row["role"]))]
        found.append(_made(str(identity), kind, [row["name"], row["key"]], numbers))
    return found


def _in_words(tables: Tables, known: list[Protected]) -> list[Protected]:
    """Interpreters and collectors whom a record names in words and no register knows."""
    seen = {string for one in known for string in (one.id, *one.names)}
    bodies = tables.agents[tables.agents["kind"] != "person"]
    others = tables.entities[~tables.entities["schema"].isin(NATURAL)]
    seen |= {
        *bodies["key"],
        *bodies["name"],
        *bodies.index,
        *tables.sources.index,
        *tables.sources["key"],
        *others.index,
    }
    seen |= {*others["label"], *(name for names in others["names"] for name in names)}
    said: dict[str, str] = {}
    for frame, column, kind in (
        (tables.sources, "interpreter", "interpreter"), (tables.consents, "interpreter", "interpreter"),
        (tables.custody, "collected_by", "investigator"), (tables.custody, "received_by", "investigator"),
        (tables.custody, "received_from", "witness"),
    ):  # fmt: skip
        for words in frame[column].dropna():
            if words not in seen and entry("", words):
                said.setdefault(words, kind)
    return [_made(NAMED_IN_WORDS + words, kind, [words], ()) for words, kind in said.items()]


def _with_files(people: list[Protected], names: Iterable[str]) -> list[Protected]:
    """The same people, each also with the file names that bear one of their names."""
    seeking = finder(one for one in people if one.kind != "person")
    files: dict[str, dict[str, None]] = {}
    for name in names:
        for hit in seeking.find(name):
            for identity in (hit.id, *hit.others):
                files.setdefault(identity, {})[name] = None
    return [dataclasses.replace(one, names=(*one.names, *files.get(one.id, {}))) for one in people]
