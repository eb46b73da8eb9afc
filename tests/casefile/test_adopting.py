"""What was stored and is named by no event: taken once, by its content, and never what does not open."""

from pathlib import Path

from tests.casefile.sealed_case import told_by
from workbench.casefile import Case
from workbench.casefile.adopting import Lying, lying
from workbench.casefile.objects import Stored

ONE, TWO = Stored("ab", "c0ffee", 8, "0a" * 16), Stored("cd", "c0ffee", 8, "0b" * 16)


def test_each_is_taken_once_and_under_the_unit_that_is_asked_for() -> None:
    left = Lying([ONE, TWO])
    assert left.take("c0ffee", TWO.unit) == TWO
    assert left.take("c0ffee", TWO.unit) is None
    assert left.take("c0ffee") == ONE and left.take("c0ffee") is None


def test_what_lies_under_a_key_that_is_in_use_is_taken_for_nothing_else() -> None:
    left = Lying([ONE, TWO], held={ONE.unit})
    assert left.take("c0ffee") == TWO and left.take("c0ffee") is None
    assert left.take("c0ffee", ONE.unit) == ONE


def test_a_copy_of_an_item_that_was_cut_off_is_not_taken_for_another_file(sealed: Case) -> None:
    told, mj = told_by(sealed), sealed.agent("MJ")
    with sealed.writing(mj) as writer:
        beside = Stored("", "", 0, sealed.objects.unit_of(sealed.state().get(told["item"]).record.object))
        kept = writer.store(b"what was read in it", beside=beside)
        sealed.objects.settle()
    left = lying(sealed)
    assert left.take(kept.sha256) is None, "destroying one would then have to wait for the other"
    assert left.take(kept.sha256, beside.unit) == kept


def test_a_new_copy_is_left_only_where_there_is_an_earlier_one() -> None:
    gone: list[str] = []
    left, fresh = Lying([ONE]), Stored("ef", "c0ffee", 8, "0c" * 16)
    assert left.instead(Stored("", "c0ffee", 8), None, gone.append).name == "", "it is known, and nothing was stored"
    assert left.instead(fresh, None, gone.append) == ONE and gone == ["ef"]
    assert left.instead(fresh, None, gone.append) == fresh and gone == ["ef"]


def test_only_what_no_event_names_and_what_opens_is_lying_there(sealed: Case, tmp_path: Path) -> None:
    told = told_by(sealed)
    mj = sealed.agent("MJ")
    with sealed.writing(mj) as writer:
        kept = [writer.store(text) for text in (b"one", b"two", b"three")]
        sealed.objects.settle()
        sealed.vault.flush()
    spoiled = sealed.objects.path(kept[1].name)
    spoiled.chmod(0o600)
    spoiled.write_bytes(spoiled.read_bytes()[:-1] + b"?")
    left = lying(sealed)
    assert left.take(kept[0].sha256) == kept[0] and left.take(kept[2].sha256) == kept[2]
    assert left.take(kept[1].sha256) is None
    assert left.take(sealed.state().get(told["item"]).record.sha256) is None


def test_of_an_open_case_nothing_is_lying_there(case: Case) -> None:
    with case.writing(case.agent("MJ")) as writer:
        kept = writer.store(b"one")
        case.objects.settle()
    assert lying(case).take(kept.sha256) is None, "the same bytes have the same name there"


def test_what_lies_under_a_wrong_name_is_not_taken(sealed: Case) -> None:
    with sealed.writing(sealed.agent("MJ")) as writer:
        kept = writer.store(b"one")
        sealed.objects.settle()
        sealed.vault.flush()
    wrong = sealed.objects.path("ab" * 32)
    wrong.parent.mkdir(exist_ok=True)
    sealed.objects.path(kept.name).rename(wrong)
    assert lying(sealed).take(kept.sha256) is None, "verify would call it changed from then on"
