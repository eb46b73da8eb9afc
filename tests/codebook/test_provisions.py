"""Standards are data with a source and an honest doubt."""

import json

import pytest

from workbench.codebook.ground import place
from workbench.codebook.provisions import standards
from workbench.codebook.shapes import compiled, matches
from workbench.errors import BadValue

MEASURES = json.loads(place("records", "measure.json").read_bytes())["properties"]["measure"]["enum"]


def test_each_provision_has_one_bound_a_source_and_a_known_measure() -> None:
    every = [one for standard in standards() for one in standard.provisions]
    assert len({one.id for one in every}) == len(every) >= 10
    for one in every:
        assert (one.least is None) != (one.most is None) and one.source and not one.verified
        assert one.measure in MEASURES and (one.per is None or one.per in MEASURES)


def test_the_recommendation_binds_nobody_by_itself() -> None:
    forces = {one.id: one.force for one in standards()}
    assert forces == {"ilo-housing": "recommended", "ifc-ebrd-accommodation": "practice"}


def test_a_provision_without_a_source_is_refused() -> None:
    broken = {"title": "t", "publisher": "p", "year": 2000, "force": "binding", "source": "s",
              "provisions": [{"id": "a", "words": "w", "measure": "beds", "verified": False}]}  # fmt: skip
    with pytest.raises(BadValue, match="source"):
        matches(compiled("standards", "schema.json"), broken, "x.toml")
