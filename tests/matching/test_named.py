"""Which entities are of one kind, and so may be one."""

import pytest

from workbench.matching.named import Named


@pytest.mark.parametrize(
    ("schema", "kind"),
    [("Worker", "person"), ("SubAgent", "person"), ("Branch", "body"), ("Agency", "body"), ("Site", "Site")],
)
def test_a_worker_may_be_a_person_and_no_company_a_site(schema: str, kind: str) -> None:
    assert Named(key="a", schema=schema, names=("a",)).kind == kind
