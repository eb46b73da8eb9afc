"""Commands about places: towns, movement, told distances, conditions, a relocation, a plan that is placed."""

from pathlib import Path
from typing import Any

from PIL import Image

from tests.extract.test_placement import seen


def test_a_town_is_found_in_any_script(run: Any) -> None:
    for name in ("Зрењанин", "zrenjanin", "Nagybecskerek"):
        answer = run("places", name, "--json")
        assert answer.code == 0 and "Zrenjanin" in [town["name"] for town in answer.json]
    assert "Hanoi" in run("places", "河內").out and run("places", "Nowhereville").code == 1


def test_movement_of_the_demo_case(run: Any, demo_case: Any) -> None:
    told = run("movement", demo_case.path, "--json").json
    moved = {(row["from"], row["to"]) for row in told["relocations"]}
    assert ("Barracks B", "Motel Bagremova Senka") in moved
    assert all(row["question"].endswith("?") and row["assumed"] for row in told["questions"])
    shown = run("movement", demo_case.path)
    assert "whereabouts" in shown.out and shown.code == (1 if told["questions"] else 0)


def test_a_relocation_is_drawn_and_told(run: Any, demo_case: Any, tmp_path: Path) -> None:
    assert run("relocation", demo_case.path, "--out", "r.svg").code == 0
    assert b"Before" in (tmp_path / "r.svg").read_bytes() and b"Motel" in (tmp_path / "r.svg").read_bytes()
    assert "After: Motel" in run("relocation", demo_case.path).out
    assert run("relocation", demo_case.path, "--out", "r.doc").code == 2


def test_told_distances_and_conditions_are_shown(run: Any, demo_case: Any) -> None:
    for name in ("reach", "conditions"):
        answer = run(name, demo_case.path, "--json")
        assert answer.code in (0, 1) and isinstance(answer.json, dict)


def test_a_plan_is_placed_and_a_bad_one_refused(run: Any, case: Path, tmp_path: Path) -> None:
    Image.new("RGB", (800, 600), "white").save(tmp_path / "plan.png")
    assert run("add", case, "plan.png", "--agent", "MJ").code == 0
    corners = [seen(0, 0), seen(800, 0), seen(0, 600)]
    rows = [f"{one.x},{one.y},{one.latitude},{one.longitude}" for one in corners]
    (tmp_path / "points.csv").write_text("\n".join(["x,y,latitude,longitude", *rows]))
    placed = run("place-plan", case, "plan.png", "--points", "points.csv", "--agent", "MJ")
    assert placed.code == 0 and "placed on 3 known points" in placed.out
    (tmp_path / "points.csv").write_text("\n".join(["x,y,latitude,longitude", *rows[:2]]))
    assert run("place-plan", case, "plan.png", "--points", "points.csv", "--agent", "MJ").code == 2
