"""Speeds are assumptions: each says where it comes from and that nobody verified it."""

from workbench.codebook.travel import detour, speeds, told


def test_each_assumption_names_its_source_and_its_doubt() -> None:
    for one in (*speeds().values(), detour(), told()):
        assert one.source and not one.verified and 0 <= one.low < one.high
    assert set(speeds()) >= {"foot", "bicycle", "car", "bus", "boat", "plane"}
    assert "not verified" in speeds()["car"].words()


def test_whoever_is_faster_is_faster() -> None:
    order = [speeds()[name].high for name in ("foot", "bicycle", "bus", "car", "plane")]
    assert order == sorted(order)
