"""A command without a cluster waits for nothing of it, and a store alone is refused."""

import subprocess
import sys

import pytest

from workbench.cluster.elsewhere import elsewhere
from workbench.errors import Refused


def test_a_store_needs_a_scheduler() -> None:
    with pytest.raises(Refused, match="Name the scheduler"), elsewhere(None, "file:///shared"):
        pass


def test_without_a_scheduler_nothing_of_it_is_loaded() -> None:
    asked = """
import sys
from workbench.cluster.elsewhere import elsewhere
with elsewhere(None) as cluster:
    assert cluster is None
assert not {"workbench.cluster.scheduler", "distributed", "asyncio"} & sys.modules.keys(), sys.modules.keys()
import workbench.cluster
assert workbench.cluster.Cluster.__module__ == "workbench.cluster.scheduler"
"""
    subprocess.run([sys.executable, "-c", asked], check=True)
