"""What the answer to a withdrawal says of the places where the worker stands and that no withdrawal takes along."""

from typing import Any

MOST = 12


def lines(found: Any, case: str, act: str, who: str) -> list[str]:
    """The sentences, and what to type; none where the worker stands nowhere else.

    Example:
        >>> from workbench.disclosure.elsewhere import Elsewhere
        >>> lines(Elsewhere(("W-31",), ()), "casefiles/a", "stop-using", "W-01")[0]
        'Somebody said that W-31 is the same person as W-01: no release contains what speaks of W-31 either.'
    """
    told = [
        f"Somebody said that {key} is the same person as {who}: no release contains what speaks of {key} either."
        for key in found.same
    ]
    if found.same and act != "stop-sharing":
        told.append(f"Findings of the team still use it, until that is withdrawn, too: workbench withdraw {case} KEY")
    if found.named_in and act == "destroy":
        told.append(f"Words of others name {who}. Once nobody here knows that name any more, a release would say it:")
        told.append("leave those words out of releases first; what is coded from them counts on.")
        told += [f"- {one.file or 'a file'}: workbench decide {case} {one.passage[:12]} generalise --agent A --reason R"
                 for one in found.named_in[:MOST]]  # fmt: skip
        if len(found.named_in) > MOST:
            told.append(f"  and {len(found.named_in) - MOST} more: with --json all of them, in `named_in`")
    return told
