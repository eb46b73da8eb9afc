"""Reading by the workers of a Dask cluster of one's own: the same limits on each file, the same ledger."""

from workbench.cluster.scheduler import Cluster

__all__ = ["Cluster"]
