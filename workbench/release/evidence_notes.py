"""What the columns of a sheet of evidence mean, for whoever reads the workbook alone."""

from collections.abc import Sequence

from workbench.figures.words import word
from workbench.release.spoken_sheet import called

# By its head the column that a reader cannot guess.
EXPLAINED = ("cell", "counts as", "stance", "means", "period end", "scope", "how it came up", "coder")


def explained(heads: Sequence[str]) -> list[tuple[str, str]]:
    """For the columns that stand on the sheet Evidence, by their heads, what their cells say, in the language that is
    spoken here.

    Example:
        >>> explained(("quote", "means"))
        [('means', 'On the sheet Evidence: how whoever speaks knows it.')]
    """
    told = [name for name in EXPLAINED if name in heads]
    return [(name, word("note.column", sheet=called("Evidence"), what=word(f"evidencefile.{_key(name)}")))
            for name in told]  # fmt: skip


def _key(name: str) -> str:
    return name.replace(" ", "-")
