"""Names of files inside files are words to record, and what comes out of one is bounded."""

import pytest

from workbench.extract.members import ALWAYS_FINE, MOST_NAME, Allowance, plain
from workbench.extract.outcome import Unread


@pytest.mark.parametrize(
    ("written", "recorded"),
    [
        ("photos/IMG 1.jpg", "photos/IMG 1.jpg"),
        ("/etc/cron.d/x", "etc/cron.d/x"),
        ("a/../../b", "a/b"),
        ("..\\..\\Windows\\x.dll", "Windows/x.dll"),
        ("D:\\x", "x"),
        ("", "unnamed"),
        ("../..", "unnamed"),
        ("a\nb", "a\\u000ab"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("Họ giữ thẻ.txt", "Họ giữ thẻ.txt"),
        ("half\udce9.txt", "half\\udce9.txt"),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing(written: str, recorded: str) -> None:
    assert plain(written) == recorded


def test_a_very_long_name_keeps_its_end() -> None:
    assert plain("x" * 5000 + ".jpg") == "x" * (MOST_NAME - 4) + ".jpg"


def test_small_files_may_grow_and_great_ones_by_their_size() -> None:
    Allowance(10).take(ALWAYS_FINE)
    with pytest.raises(Unread) as given_up:
        Allowance(10).take(ALWAYS_FINE + 1)
    assert given_up.value.reason.code == "archive-bomb"
    Allowance(ALWAYS_FINE).take(50 * ALWAYS_FINE)
