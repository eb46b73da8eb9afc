"""Metres back to degrees: the way there and back leads home, for arrays of any form."""

import numpy as np

from tests.findings.small_case import tables
from workbench.findings.sites import sites
from workbench.findings.zones import degrees


def test_the_way_there_and_back_leads_home() -> None:
    found = sites(tables())
    spots = found.plane([20.38, 20.45], [45.38, 45.41])
    east, north = (np.array([one]) for one in zip(*spots, strict=True))
    longitudes, latitudes = degrees(found.crs(), east, north)
    assert np.allclose(longitudes, [[20.38, 20.45]]) and np.allclose(latitudes, [[45.38, 45.41]])
