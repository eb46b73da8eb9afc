"""The preliminary steps of a case: blank forms out, filled forms in, and what is still missing said once."""

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

from workbench.casefile import Case, Live
from workbench.codebook.forms import Form, preliminary, preliminary_form
from workbench.codebook.ground import near
from workbench.codebook.outcomes import message
from workbench.errors import BadValue, Missing, Refused, Unreadable
from workbench.records import Correction, PreliminaryStep

KIND, ABSENT = "preliminary", "preliminary-absent"
AGAIN = "filled in again"
OWN = ("form", "version", "written", "written_by", "answers")


@dataclasses.dataclass(frozen=True)
class Step:
    """One form and how far the case has it: the record that counts, or None, and the ids of questions left open."""

    form: Form
    live: Live | None
    open: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Whether the form was filled in at all: questions left open do not undo it."""
        return self.live is not None

    def document(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        told = self.live.record if self.live else None
        return {
            "form": self.form.id, "title": self.form.title, "done": self.done, "at": self.live and self.live.at,
            "written": told and told.written, "written_by": told and told.written_by, "open": list(self.open),
            "source": self.form.source, "verified": self.form.verified,
        }  # fmt: skip


def steps(case: Case) -> list[Step]:
    """Every preliminary step in its order, done or not.

    Source: Berkeley Protocol (HR/PUB/20/2), annexes I to III.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> case = create(Path(tempfile.mkdtemp()) / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> [step.done for step in steps(case)]
        [False, False, False]
    """
    recorded = {live.record.form: live for live in case.state().of(KIND)}
    return [Step(form, recorded.get(form.id), _open(form, recorded.get(form.id))) for form in preliminary()]


def _open(form: Form, live: Live | None) -> tuple[str, ...]:
    answered = dict(live.record.answers) if live else {}
    return tuple(name for name in form.ids if name not in answered)


def warning(case: Case) -> str | None:
    """One line that names the preliminary steps that are not done, or None; it stops nothing.

    Example:
        >>> import tempfile
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> case = create(Path(tempfile.mkdtemp()) / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> warning(case).split(":")[0]
        'warning, preliminary-absent'
    """
    absent = [step.form.id for step in steps(case) if not step.done]
    if not absent:
        return None
    return f"warning, {ABSENT}: {message(ABSENT).lower()} ({', '.join(absent)}); `workbench prepare` has the forms"


def blank(name: str) -> str:
    """An empty form as TOML, each question as a comment above the place for its answer.

    Raises:
        Unknown: there is no such form.

    Example:
        >>> tomllib.loads(blank("mandate"))["answers"]["purpose"]
        ''
    """
    form = preliminary_form(name)
    lines = [f"# {form.title}", f"# {form.purpose}", f"# After: {form.source}", "#",
             "# Write each answer between the quotes; three quotes on each side hold several lines.",
             "# What is left empty counts as open and is listed as such. Nothing is refused for being open.", "",
             f'form = "{form.id}"', f'version = "{form.version}"', 'written = ""  # YYYY, YYYY-MM or YYYY-MM-DD',
             'written_by = ""', "", "[answers]"]  # fmt: skip
    for question in form.questions:
        lines += ["", f"# {question.ask}", *([f"# {question.hint}"] if question.hint else []), f'{question.id} = ""']
    return "\n".join(lines) + "\n"


def record(case: Case, name: str, file: Path, *, agent: str) -> tuple[str, bool]:
    """Records a filled form; gives the record's id, and whether it is new. `agent` is an id.

    A form that was recorded before stays, and no longer counts; the same answers again record nothing.

    Raises:
        Unknown: there is no such form.
        BadValue: the file is no filled form of this name and version, or holds a question that the form has not.
        Refused: nothing in it is answered.
        Missing, Unreadable: the file is not there, or cannot be read.
    """
    told = read(preliminary_form(name), file)
    earlier = next((live for live in case.state().of(KIND) if live.record.form == name), None)
    if earlier is not None and earlier.record == told:
        return earlier.id, False
    with case.writing(agent) as writer:
        identity = writer.record(told)
        if earlier is not None:
            writer.record(Correction(target=earlier.id, reason=AGAIN, replacement=identity))
    return identity, True


def read(form: Form, file: Path) -> PreliminaryStep:
    """A filled form as a record.

    Raises:
        BadValue, Refused, Missing, Unreadable: as in `record`.
    """
    values = _toml(file)
    for key in set(values) - set(OWN):
        raise BadValue(file, key, values[key], f"only {', '.join(OWN)}")
    for key, wanted in (("form", form.id), ("version", form.version)):
        if values.get(key) != wanted:
            raise BadValue(file, key, values.get(key, "nothing"), f'"{wanted}", or begin with a new blank form')
    answers = values.get("answers")
    if not isinstance(answers, dict):
        raise BadValue(file, "answers", answers, "a table [answers], as the blank form has it")
    for key, answer in answers.items():
        if key not in form.ids:
            raise BadValue(file, f"answers.{key}", answer, f"one of the questions: {', '.join(near(key, form.ids))}")
    said = tuple((key, text) for key in form.ids if (text := _text(file, f"answers.{key}", answers.get(key))))
    if not said:
        raise Refused(file, "no question is answered", "Write at least one answer, then record the form")
    written, by = (_text(file, key, values.get(key)) for key in ("written", "written_by"))
    return PreliminaryStep(form=form.id, version=form.version, answers=said, written=written, written_by=by)


def _text(file: Path, place: str, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadValue(file, place, value, "words between quotes")
    return value.strip() or None


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise Missing(file) from None
    except OSError as error:
        raise Unreadable(file, error.strerror) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadValue(file, "the file", str(error), "TOML in UTF-8, as the blank form is") from None
