"""Systems of coordinates: codes as files write them, and conversion held against known places."""

import pytest

from workbench.extract.features import Feature
from workbench.extract.systems import code_of, converted


@pytest.mark.parametrize(
    ("name", "code"),
    [("EPSG:4326", "EPSG:4326"), ("urn:ogc:def:crs:EPSG:6.9:31277", "EPSG:31277"), ("OGC:CRS84", "EPSG:4326"),
     ("http://www.opengis.net/def/crs/EPSG/0/3857", "EPSG:3857"), ("MGI Balkans", ""), ("", "")],
)  # fmt: skip
def test_codes_are_found_in_what_files_write(name: str, code: str) -> None:
    assert code_of(name) == code


def test_metres_of_the_web_become_degrees_and_the_rest_stays() -> None:
    web = Feature("a", "LineString", [[2268823.5, 5684416.9], [2268900, 5684500]], system="EPSG:3857")
    degrees, lost = Feature("b", "Point", [20.4, 45.3]), Feature("c", "Point", [1, 2], system="EPSG:999999")
    broken = Feature("d", "Point", ["x", None], system="EPSG:3857")
    made, done = converted([web, degrees, lost, broken])
    assert done == 1 and made[1:] == [degrees, lost, broken]
    assert made[0].coordinates[0] == pytest.approx([20.381, 45.398], abs=0.002) and made[0].system == "EPSG:4326"
