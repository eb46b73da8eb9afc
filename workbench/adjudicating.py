"""What a third person may decide: the disputes of a case, as the record of a decision needs them."""

from collections.abc import Iterable, Mapping

from workbench.casefile import Case
from workbench.coding.decisions import Differing, Key, decide_rows
from workbench.coding.entry import Entry
from workbench.errors import Unknown
from workbench.findings.disputes import Dispute, disputes


def differing(found: Iterable[Dispute]) -> dict[Key, Differing]:
    """Disputes by what names them, each with who differs, the codings behind it, and the decision that stands.

    Example:
        >>> differing([])
        {}
    """
    return {
        one.key: Differing(one.coders, one.codings, next((done.id for done in one.decisions if done.stands), None))
        for one in found
    }


def adjudicate(case: Case, where: Mapping[str, str], stance: str, reason: str, *, agent: str) -> str:
    """Records a third person's decision of one dispute, and gives the id of the record. `agent` is an id.

    `where` names the dispute: `framework`, `passage` (an id), `subject` (a key), `indicator`. `stance` is supports,
    contradicts, unclear, or none. What the coders said stays.

    Raises:
        Unknown: there is no such dispute.
        Refused: whoever decides is one of the coders, or no person, or the dispute is decided.
        BadValue: no reason is given, or there is no such stance.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> case = create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M"))
        >>> adjudicate(case, {"subject": "W-01"}, "none", "read again", agent=case.agent("M"))
        Traceback (most recent call last):
        workbench.errors.Unknown: desk, subject: 'W-01' is not known here. Register it first, or mend the spelling.
    """
    row = Entry("desk", 0, {**where, "stance": stance, "reason": reason})
    done = decide_rows(case, [row], agent=agent, differing=differing(disputes(case.tables())))
    if done.problems:
        raise done.problems[0]
    if not done.recorded:
        raise Unknown("desk", "dispute", where.get("indicator", ""), [])
    return done.recorded[0]
