"""What is set another way: what went overleaf and left too much of a page empty."""

from typing import Any

from workbench.release.dossier.overleaf import turned


def spot(page: int, y: float, key: str | None = None, **more: Any) -> dict[str, Any]:
    """Where what is before a thing ends."""
    return {"key": key, "limit": 60, "sticky": False, "floats": False, "foot": 279, "page": page, "y": y} | more


def told(*spots: dict[str, Any], **begins: tuple[int, float]) -> list[str]:
    """What is turned, where things begin at these pages and heights."""
    return turned({"spots": spots, "begins": [{"key": key, "page": at[0], "y": at[1]} for key, at in begins.items()]})


def test_what_left_more_than_its_limit_empty_is_turned() -> None:
    first, second = spot(1, 200, "a"), spot(3, 100, "b")
    assert told(first, second, a=(2, 16), b=(4, 16)) == ["a", "b"]
    assert told(first, second, a=(1, 205), b=(4, 16)) == ["b"]
    assert told(spot(1, 230, "a"), a=(2, 16)) == [], "49 of 60 millimetres"
    assert told(spot(1, 150, "a", foot=192), a=(2, 16)) == [], "a page across ends sooner"


def test_what_takes_its_heading_overleaf_left_the_room_before_the_heading() -> None:
    heading, lead, table = spot(1, 150, sticky=True), spot(2, 24, sticky=True), spot(2, 30, "t")
    assert told(heading, lead, table, t=(2, 33)) == ["t"]
    assert told(heading, spot(2, 24), table, t=(2, 33)) == [], (
        "words that do not stay with it went overleaf by themselves"
    )


def test_a_drawing_that_was_moved_before_its_own_heading_is_turned_again() -> None:
    moved = spot(2, 40, "d", floats=True, sticky=True)
    assert told(moved, d=(2, 16)) == told(moved, d=(1, 200)) == ["d"]
    assert told(moved, d=(3, 16)) == []
