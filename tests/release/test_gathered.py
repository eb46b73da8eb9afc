"""What a release says is computed once, and each table is read with what its audience may see."""

from tests.disclosure.shared_case import consent, records
from tests.disclosure.test_preparing import prepared
from workbench.release.copies import Copy
from workbench.release.gathered import gathered, reader

COPY = Copy.of("ombudsman", "An office", "0f" * 32, "2024-07-01")


def test_lists_by_site_are_read_without_the_names_of_lists_by_worker() -> None:
    held = gathered(prepared(records(), "ombudsman"), COPY)
    assert set(held.matrices) == {"worker", "source", "employer", "site", "period"}
    assert held.read_with("worker") is held.rowed and held.read_with("site") is held.apart
    labels = {one.label for _, one in held.apart.rows["entity"] if one.schema == "Worker"}
    assert labels == {"a worker"} and held.network is not None and held.chronology is not None


def test_the_public_reads_against_every_public_edition() -> None:
    found = prepared([*records(to="public"), consent(1, "public")], "public")
    held = gathered(found, Copy.of("public", None, "0f" * 32, "2024-07-01"))
    assert reader(found) == "public" and "worker" not in held.matrices
    assert held.about["copy"] == held.copy.id and held.tables.info.nature == "released"
