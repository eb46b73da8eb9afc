"""Releases and exports are listed for recall."""

from workbench.casefile import Case, open_case
from workbench.casefile.released import exports, releases


def test_releases_come_with_audience_and_time_and_exports_apart(sealed: Case) -> None:
    mj = sealed.agent("MJ")
    sealed.log_access(mj, [("matrix.html", "0" * 64), ("matrix.csv", "1" * 64)])
    sealed.log_access(mj, [("bag/a", "0" * 64)], release="f" * 64, audience="reviewer")
    sealed.log_access(mj, [("matrix.html", "2" * 64)])
    (made,) = releases(sealed)
    assert (made.id, made.audience, made.agent) == ("f" * 64, "reviewer", mj) and made.at.endswith("Z")
    assert exports(sealed) == ("matrix.csv", "matrix.html")


def test_a_case_that_nothing_left_has_none(case: Case) -> None:
    assert releases(open_case(case.path)) == () and exports(case) == ()
