"""One record at a time, as somebody presses it: what was said or marked becomes a row of a register."""

from collections.abc import Mapping

from workbench.casefile import Case
from workbench.coding.entry import Entry
from workbench.coding.keys import Keys
from workbench.coding.registers import take_rows
from workbench.errors import BadValue, Refused, WorkbenchError
from workbench.records import occurrence_of

DESK = "desk"


def marked(case: Case, item: str, start: int, end: int) -> dict[str, str]:
    """The columns `file`, `quote` and `occurrence` for a stretch (code points) of an item's text, without outer blanks.

    Raises:
        Refused: there is no such item, or it has no text.
        BadValue: nothing but blanks is marked, or the stretch lies outside the text.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> marked(case, "a" * 64, 0, 4)
        Traceback (most recent call last):
        workbench.errors.Refused: item aaaaaaaaaaaa: it has no text. Mark a region or a stretch of time in it.
    """
    state = case.state()
    live = state.get(item)
    derivative = None if live is None else Keys(state).text(live)
    if derivative is None:
        raise Refused(f"item {item[:12]}", "it has no text", "Mark a region or a stretch of time in it")
    text = case.objects.read(derivative.record.object).decode("utf-8")
    quote = text[start:end].strip() if 0 <= start < end <= len(text) else ""
    if not quote:
        raise BadValue(DESK, "words", f"{start} to {end}", f"words inside the text, which has {len(text)} code points")
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return {"file": item, "quote": quote, "occurrence": str(occurrence_of(text, start, start + len(quote)))}


def code(case: Case, said: Mapping[str, str], *, agent: str) -> str:
    """Records one coding, given in the columns of the register `codings`, and gives its id. `agent` is an id.

    Raises:
        Refused: the very same is recorded already.
        WorkbenchError: whatever keeps a row of the register from being taken.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> code(case, {"file": "a.txt"}, agent=case.agent("M"))
        Traceback (most recent call last):
        workbench.errors.Unknown: desk, file: 'a.txt' is not known here. Register it first, or mend the spelling.
    """
    return written(case, "codings", said, agent=agent)


def written(case: Case, register: str, said: Mapping[str, str], *, agent: str) -> str:
    """Records one row of a register, given in its columns, and gives the id of its record. `agent` is an id.

    Raises:
        Refused: the very same is recorded already.
        WorkbenchError: whatever keeps a row of the register from being taken.
    """
    problems: list[WorkbenchError] = []
    row = Entry(DESK, 0, {name: value for name, value in said.items() if value is not None})
    done = take_rows(case, register, [row], agent=agent, problems=problems)
    if problems:
        raise problems[0]
    if not done.recorded:
        raise Refused(DESK, "the very same is recorded already", "Say or mark something else")
    return done.recorded[-1]
