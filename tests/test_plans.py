"""A drawn plan placed on known points: recorded beside the picture, used in pixels, refused where it cannot be."""

from pathlib import Path

import pytest
import shapely
from PIL import Image

from tests.extract.test_placement import seen
from workbench import intake, plans
from workbench.casefile import Case, create, verify
from workbench.coding.filled import Imported
from workbench.coding.registers import register
from workbench.errors import BadValue, Unknown
from workbench.records import Agent, CaseInfo, Entity, Source


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = create(tmp_path / "case", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M. J."))
    with made.writing(made.agent("MJ")) as writer:
        writer.record(Entity(key="DW", schema="Dwelling", label="Barracks"))
        writer.record(Source(key="S1", label="S1", kind="worker"))
    Image.new("RGB", (800, 600), "white").save(tmp_path / "plan.png")
    (tmp_path / "note.txt").write_text("a note")
    intake.add(made, [tmp_path / "plan.png", tmp_path / "note.txt"], agent=made.agent("MJ"))
    return made


def points(folder: Path, off: float = 6.0) -> Path:
    corners = [seen(0, 0), seen(800, 0), seen(0, 600), seen(800, 600, off=(off, 0)), seen(400, 300)]
    rows = [f"{one.x},{one.y},{one.latitude:.8f},{one.longitude:.8f},corner" for one in corners]
    (folder / "points.csv").write_text("\n".join(["x,y,latitude,longitude,name", *rows]))
    return folder / "points.csv"


def take(case: Case, folder: Path, feature: str, precision: str = "20") -> Imported:
    head = "entity,feature,how,source,file,precision_m"
    (folder / "places.csv").write_text(f'{head}\nDW,"{feature}",estimate,S1,plan.png,{precision}\n')
    return register(case, "places", folder / "places.csv", agent=case.agent("MJ"))


def test_a_placed_plan_gives_points_and_areas_with_their_doubt(case: Case, tmp_path: Path) -> None:
    placed = plans.place_plan(case, "plan.png", points(tmp_path), agent="MJ")
    assert 0.5 < placed.rms_m < 6
    assert not take(case, tmp_path, "400,300").problems and not take(case, tmp_path, "0,0 80,0 80,60 0,60 0,0").problems
    point, area = map(shapely.from_wkt, case.tables().places["geometry"])
    true = seen(400, 300)
    assert point.distance(shapely.Point(true.longitude, true.latitude)) < 1e-4 and area.geom_type == "Polygon"
    (low,) = take(case, tmp_path, "10,10", "0.1").problems
    assert "missed by" in str(low), "no place may be more exact than the plan that it is taken from"
    (words,) = take(case, tmp_path, "near the gate").problems
    assert "120,340" in str(words)
    custody = case.tables().custody
    assert "known points" in custody[custody["action"] == "placed"]["detail"].iloc[0] and verify(case).ok


def test_what_cannot_be_placed_is_refused_and_leaves_nothing(case: Case, tmp_path: Path) -> None:
    before = case.head()
    with pytest.raises(BadValue, match="picture"):
        plans.place_plan(case, "note.txt", points(tmp_path), agent="MJ")
    with pytest.raises(Unknown):
        plans.place_plan(case, "other.png", points(tmp_path), agent="MJ")
    file = points(tmp_path)
    file.write_text("\n".join(file.read_text().splitlines()[:3]))
    with pytest.raises(BadValue, match="three known points"):
        plans.place_plan(case, "plan.png", file, agent="MJ")
    file.write_text("x,y,latitude,longitude\n1,2,95,20\n")
    with pytest.raises(BadValue, match="90 and 180"):
        plans.place_plan(case, "plan.png", file, agent="MJ")
    assert case.head() == before
