"""What search found opens at its place."""

import pytest

from tests.casefile.conftest import case, filled, state_home  # noqa: F401 - fixtures
from workbench.casefile import Case
from workbench.errors import BadValue
from workbench.searching.opening import opened
from workbench.searching.search import search


def test_a_hit_opens_at_its_own_words(filled: Case) -> None:  # noqa: F811
    (hit,) = search(filled, "chieu").hits
    (live,) = filled.state().of("item")
    found = opened(filled, live, f"{hit.start}-{hit.end}")
    text = filled.tables().text(live.id)
    assert text and found.words == "chiếu" and found.before + found.words + found.after == text
    assert opened(filled, live, "0").words == ""


@pytest.mark.parametrize("span", ["x", "5-2", "0-999999", "-3", ""])
def test_a_place_outside_of_the_text_is_refused(filled: Case, span: str) -> None:  # noqa: F811
    with pytest.raises(BadValue, match="two code points of the text, such as 0-"):
        opened(filled, filled.state().of("item")[0], span)
