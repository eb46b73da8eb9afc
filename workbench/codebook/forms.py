"""The preliminary steps as forms: their questions, and where each comes from."""

import dataclasses
import functools

from workbench.codebook.ground import near, place, stems, toml
from workbench.codebook.shapes import compiled, matches
from workbench.errors import Unknown

FOLDER = ("forms", "preliminary")
# The order in which they are done: the mandate comes before the look at dangers and at what there is to find.
ORDER = ("mandate", "threat-assessment", "digital-landscape-assessment")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Question:
    """One question of a form: `ask` is what is asked, `hint` an example of what may be meant."""

    id: str
    ask: str
    hint: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Form:
    """One form: `source` is its instrument, year and place in words; `verified` whether somebody compared the two."""

    id: str
    version: str
    title: str
    purpose: str
    source: str
    verified: bool
    questions: tuple[Question, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its questions, in order."""
        return tuple(question.id for question in self.questions)


@functools.cache
def preliminary() -> tuple[Form, ...]:
    """The forms of the preliminary steps, in the order in which they are done.

    Raises:
        BadValue: a file is not of the shape that its schema asks.

    Source: Berkeley Protocol (HR/PUB/20/2), annexes I to III.

    Example:
        >>> [form.id for form in preliminary()]
        ['mandate', 'threat-assessment', 'digital-landscape-assessment']
    """
    found = stems(place(*FOLDER), ".toml")
    return tuple(_form(name) for name in sorted(found, key=lambda name: (*_rank(name), name)))


def preliminary_form(name: str) -> Form:
    """The form of a preliminary step.

    Raises:
        Unknown: there is no such form; the nearest are named.

    Example:
        >>> preliminary_form("mandate").questions[0].id
        'mandate'
    """
    forms = {form.id: form for form in preliminary()}
    if name not in forms:
        raise Unknown("codebook", "form", name, near(name, forms) or list(forms))
    return forms[name]


def _rank(name: str) -> tuple[int]:
    return (ORDER.index(name) if name in ORDER else len(ORDER),)


def _form(name: str) -> Form:
    file = place(*FOLDER, f"{name}.toml")
    values = toml(file)
    matches(compiled(*FOLDER, "schema.json"), values, file)
    source = "{instrument} ({year}), {place}".format(**values.pop("source"))
    questions = tuple(Question(**entry) for entry in values.pop("questions"))
    return Form(**values, source=source, questions=questions)
