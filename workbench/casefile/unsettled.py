"""What the copies of a case that were brought together say differently of one thing, for as long as it stands."""

from workbench.casefile.case import Case
from workbench.casefile.chains import chain_name
from workbench.casefile.conflicts import Conflict, standing


def unsettled(case: Case) -> list[Conflict]:
    """The conflicts that stand in a case between records of two devices or two agents, whenever they were merged.

    `here` is what was recorded on this device; of what came from two others, either may stand first.

    Example:
        >>> import tempfile, pathlib
        >>> from workbench.casefile import create
        >>> from workbench.records import Agent, CaseInfo
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> unsettled(create(folder / "c", CaseInfo(title="A"), Agent(key="M", kind="person", name="M")))
        []
    """
    here, there = devices(case)
    chain_of = {line.id: line.chain for line in case.lines()}
    everything = here | there
    return [one for one in standing(case.state(), [(here, there), (everything, everything)])
            if len({chain_of[identity] for identity in one.ids}) > 1]  # fmt: skip


def devices(case: Case) -> tuple[set[str], set[str]]:
    """The ids of what was recorded on this device, and of the rest: which side is whose when both copies hold all."""
    lines = list(case.lines())
    signing = {live.record.signing or "" for live in case.state().recorded("member")} | {""}
    own = {chain_name(case.door.device(), agent, key) for agent in {line.agent for line in lines} for key in signing}
    here = {line.id for line in lines if line.chain in own}
    return here, {line.id for line in lines} - here
