"""The check as it shows itself: a sentence, a table, and a frame."""

from typing import Any

from workbench.release.protected import preflight


def test_it_says_first_whether_anything_forbids_the_release(demo_case: Any) -> None:
    checked = preflight(demo_case, "public")
    assert repr(checked).startswith("Checked(Refused: 1 would point to somebody")
    page = checked._repr_html_()
    assert "For public: Refused" in page and "SA-3 is kin of W-17" in page
    assert page.index(">error<") < page.index(">warning<")
    assert len(checked.df) == len(checked.findings) and {"code", "subject", "severity"} <= set(checked.df.columns)
    assert [one["code"] for one in checked.values()["findings"]] == checked.df["code"].tolist()
