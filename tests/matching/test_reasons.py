"""Reasons in words: complete, and adding up to the score."""

import math

from workbench.matching.named import Named
from workbench.matching.pairs import pairs


def test_the_weights_of_the_reasons_add_up_to_the_score() -> None:
    told = [
        Named(key="a", schema="Person", names=("Đorđe Ilić", "Ђоле"), born="1990-05-01", phones=("064 1234567",)),
        Named(key="b", schema="Person", names=("Ђорђе Илић",), born="1990-05-10", phones=("0641234567", "1")),
    ]
    found = pairs(told, least=0)[0]
    assert [one.field for one in found.reasons] == ["start", "name", "born", "phone"]
    bits = sum(one.weight for one in found.reasons)
    assert abs(1 / (1 + 2**-bits) - found.score) < 0.02
    assert found.reasons[1].words.startswith("the same name: Đorđe Ilić / Ђорђе Илић; one in ")
    assert found.reasons[2].words == "dates of birth one slip apart: 1990-05-01 / 1990-05-10"
    assert found.reasons[3].words == "the same telephone: 064 1234567 / 0641234567, 1"


def test_that_a_common_name_is_not_enough_is_said() -> None:
    told = [
        Named(key=key, schema="Worker", names=(name,))
        for key, name in (("a", "Nguyễn Văn Hùng"), ("b", "NGUYEN VAN HUNG"))
    ]
    found = pairs(told)[0]
    assert found.reasons[-1].words == "a common name alone is never enough"
    assert math.isclose(found.score, 0.2, abs_tol=0.01)
    assert found.reasons[-1].document()["weight"] < 0
