"""Of how many workers an indicator is said, of how many asked and heard: as far as the audience may know."""

from workbench.disclosure.headcounts import lines
from workbench.disclosure.view import WITHHELD
from workbench.release.dossier.ground import Ground

ALL, TABLE = "all", "by employer"


def shares(ground: Ground, indicator: str) -> str:
    """Said of asked of heard, in numbers where rows are shown, else as the protected counts have them."""
    say = ground.say
    if nobody := none_counted(ground):
        return say("share." + nobody)
    if ground.held.prepared.audience.rows == "workers" and "worker" in ground.held.matrices:
        said, asked, heard = rows_of(ground, indicator)
        named = str(said) if said or not ground.of(indicator, "supports") else say("share.nobody-named")
        return say("share.rows", said=named, asked=asked, heard=heard)
    said_ = _counted(ground, indicator)
    words = say("share.withheld") if said_ is None else str(said_)
    heard_ = ground.banded(ground.held.about["workers"]["counted"])
    asked_ = (
        say("share.at-least", count=ground.held.prepared.audience.k)
        if _asked(ground, indicator)
        else say("share.withheld")
    )
    if words == asked_:  # nothing of either may be told
        return say("share.both-withheld", heard=heard_)
    return say("share.totals", said=words, asked=asked_, heard=heard_)


def short(ground: Ground, indicator: str) -> str:
    """The same in figures alone, for the last row of a matrix."""
    if none_counted(ground):
        return ground.say("share.short-none")
    if how(ground) == "shares-rows":
        return "/".join(str(count) for count in rows_of(ground, indicator))
    said = _counted(ground, indicator)
    return "w" if said is None else str(said)


def how(ground: Ground) -> str:
    """How the figures of the last row are to be read: the name of a message."""
    if none_counted(ground):
        return "shares-none"
    rows = ground.held.prepared.audience.rows == "workers" and "worker" in ground.held.matrices
    return "shares-rows" if rows else "shares-totals"


def none_counted(ground: Ground) -> str:
    """Why there are no numbers of workers: nobody was heard, or none is counted; empty where there are some."""
    workers = ground.held.about["workers"]
    if workers["on_record"] == "none":
        return "nobody"
    return "none-counted" if workers["counted"] == "none" else ""


def rows_of(ground: Ground, indicator: str) -> tuple[int, int, int]:
    """Of the workers who have a row: of how many it is said, on how many anything is coded, how many rows."""
    found = ground.held.matrices["worker"].matrix
    cells = [found.cell(row.id, indicator) for row in found.rows]
    return (sum(bool(one.for_) for one in cells), sum(one.state != "not-assessed" for one in cells), len(cells))


def _counted(ground: Ground, indicator: str) -> int | None:
    """The protected count over every employer; None where it is withheld."""
    for table, who, which, count in lines(ground.held.counted):
        if (table, who, which) == (TABLE, ALL, indicator):
            return count
    return None


def _asked(ground: Ground, indicator: str) -> bool:
    """Whether at least k workers have anything coded on it: never how many, for a difference would be somebody."""
    tables = ground.held.prepared.tables
    workers = set(tables.entities.index[tables.entities["schema"] == "Worker"])
    codings = tables.codings[tables.codings["indicator"] == indicator]
    return len(workers & set(codings["subject"])) >= ground.held.prepared.audience.k


def withheld(value: str | None) -> bool:
    """True for words that stand where something was taken out.

    Example:
        >>> withheld("[withheld]"), withheld("no pay")
        (True, False)
    """
    return value is None or value.strip() == WITHHELD
