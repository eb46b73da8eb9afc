import pytest

from workbench.cli.parser import parser

WRITING = ("matrix", "network", "sites", "chronology")


@pytest.mark.parametrize("name", WRITING)
def test_each_finding_can_be_written_in_several_forms_by_somebody(name: str) -> None:
    told = parser().parse_args([name, "case", "--out", "a.html", "--out", "b.svg", "--agent", "MJ"])
    assert (told.case, told.out, told.agent) == ("case", ["a.html", "b.svg"], "MJ")


def test_what_is_only_shown_takes_no_place_to_write_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert parser().parse_args(["evidence", "case", "W-05", "debt-bondage"]).row == "W-05"
    assert parser().parse_args(["path", "case", "W-03", "the brand"]).goal == "the brand"
    with pytest.raises(SystemExit):
        parser().parse_args(["path", "case", "W-03", "the brand", "--out", "a.svg"])
    assert "--out" in capsys.readouterr().err


def test_the_ways_to_cut_a_matrix_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["matrix", "--help"])
    assert "{worker,source,employer,site,period}" in capsys.readouterr().out
