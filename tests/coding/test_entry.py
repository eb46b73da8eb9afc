"""An entry says in a message which coding of the file it is."""

import pytest

from workbench.coding.entry import Entry
from workbench.errors import BadValue


def test_a_missing_value_is_named_with_the_coding() -> None:
    with pytest.raises(BadValue, match=r"p\.qdpx, coding 4B1F, subject"):
        Entry("p.qdpx", 0, {}, where="coding 4B1F").need("subject")
