"""The case that coding is tested on, ready for a panel."""

from tests.coding.conftest import case, rich

__all__ = ["case", "rich"]
