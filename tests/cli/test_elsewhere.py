"""What a withdrawal says of a second record of the same person, and of words of others that name the worker."""

from workbench.cli.elsewhere import MOST, lines
from workbench.disclosure.elsewhere import Elsewhere, NamedIn


def test_each_second_record_is_named_and_what_findings_do_with_it() -> None:
    found = Elsewhere(("P-9", "W-31"), ())
    assert [line.split(" is the same")[0] for line in lines(found, "c", "stop-sharing", "W-01")] == [
        "Somebody said that P-9", "Somebody said that W-31",
    ]  # fmt: skip
    assert lines(found, "c", "stop-using", "W-01")[-1].endswith("workbench withdraw c KEY")


def test_words_of_others_are_listed_where_the_name_will_be_known_to_nobody_and_some_alone() -> None:
    found = Elsewhere((), tuple(NamedIn(f"{n:064x}", f"W-{n:02}.txt") for n in range(MOST + 3)))
    assert lines(found, "c", "stop-using", "W-01") == []
    told = lines(found, "c", "destroy", "W-01")
    assert told[2] == f"- W-00.txt: workbench decide c {'0' * 12} generalise --agent A --reason R"
    assert len(told) == MOST + 3 and told[-1].strip().startswith("and 3 more")
    assert lines(Elsewhere((), ()), "c", "destroy", "W-01") == []
