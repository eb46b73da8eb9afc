"""Files of a store of one's own are taken in like those of a disk, from a real server that speaks S3."""

import os
import stat
from pathlib import Path

import pytest

from tests.cluster.s3_server import Server
from workbench import verbs
from workbench.casefile import Case, create, create_sealed, verify
from workbench.cluster.handed import handed_over, is_address
from workbench.cluster.store import store_at
from workbench.errors import Missing, Refused, Unreadable
from workbench.inbox import Distant
from workbench.records import Agent, CaseInfo

fsspec = pytest.importorskip("fsspec")
MJ = Agent(key="MJ", kind="person", name="M. J.")
WORDS = "They keep our passports. Họ giữ hộ chiếu."


@pytest.fixture
def laid(strangers: Server, tmp_path: Path) -> str:
    """A folder in a bucket with a testimony, the same bytes once more, one in Chinese letters, and a file of places."""
    url = f"s3://evidence/{tmp_path.name}"
    store = store_at(url)
    store.put("notes/a.txt", [WORDS.encode()])
    store.put("notes/我们.txt", ["他们拿走了护照。".encode()])
    store.put("z-again.txt", [WORDS.encode()])
    store.put("places.kml", [b"<kml><Placemark><name>Safe house</name></Placemark></kml>"])
    return url


@pytest.mark.parametrize("sealed", [False, True])
def test_a_folder_of_a_bucket_is_taken_in_with_where_each_file_came_from(
    laid: str, tmp_path: Path, sealed: bool
) -> None:
    case: Case
    if sealed:
        case = create_sealed(tmp_path / "case", CaseInfo(title="S"), MJ, "correct horse battery").case
    else:
        case = create(tmp_path / "case", CaseInfo(title="A"), MJ)
    (tmp_path / "home.txt").write_text("From the disk.")
    taken = verbs.add(case, tmp_path / "home.txt", laid, agent="MJ", jobs=2)
    assert [(one.path, one.outcome, one.duplicate) for one in taken.items] == [
        ("home.txt", "parsed", False), ("notes/a.txt", "parsed", False), ("notes/我们.txt", "parsed", False),
        ("z-again.txt", "parsed", True),
    ]  # fmt: skip
    assert [(one.path, one.code) for one in taken.refused] == [("places.kml", "safe-place")]
    told = [(live.record.action, live.record.place) for live in case.state().of("custody")]
    assert told == [
        ("intake", None), ("intake", f"{laid}/notes/a.txt"), ("intake", f"{laid}/notes/我们.txt"),
        ("received-again", f"{laid}/z-again.txt"),
    ]  # fmt: skip
    laid_at = [live.record.file_time for live in case.state().of("custody")]
    assert all(time is not None and len(time) == 19 for time in laid_at)
    assert case.tables().text(taken.items[1].id) == WORDS
    assert not any(b"Safe house" in file.read_bytes() for file in case.path.rglob("*") if file.is_file())
    assert verbs.add(case, laid, agent="MJ").added == 0
    assert verify(case).ok, verify(case).problems


def test_one_file_may_be_named_and_what_is_not_there_is_said(laid: str) -> None:
    (one,) = handed_over(f"{laid}/notes/a.txt")
    assert isinstance(one, Distant) and (one.address, one.name) == (f"{laid}/notes/a.txt", "a.txt")
    assert b"".join(one.pieces()) == WORDS.encode()
    with pytest.raises(Missing, match="nothing at this path"):
        handed_over(f"{laid}/nothing")
    with pytest.raises(Missing):
        handed_over("s3://nowhere-at-all/x")
    assert not store_at("s3://evidence", to_read=True).sizes("nowhere-at-all")


def test_more_or_less_than_was_listed_is_refused_by_its_name(laid: str, tmp_path: Path) -> None:
    case = create(tmp_path / "case", CaseInfo(title="A"), MJ)
    from workbench import intake

    listed = [one for one in handed_over(f"{laid}/notes") if isinstance(one, Distant)]
    store_at(laid).put("notes/a.txt", [b"Fewer."])
    store_at(laid).put("notes/我们.txt", [b"More words than there were before, of somebody else."])
    taken = intake.add(case, listed, agent=case.agent("MJ"))
    assert [(one.path, one.code) for one in taken.refused] == [("a.txt", "unreadable"), ("我们.txt", "unreadable")]
    assert "were listed" in taken.refused[0].message and not taken.items and verify(case).ok


def test_nothing_is_written_to_a_store_that_is_read(laid: str, strangers: Server, tmp_path: Path) -> None:
    before = store_at(laid, to_read=True).listed()
    case = create(tmp_path / "case", CaseInfo(title="A"), MJ)
    verbs.add(case, laid, agent="MJ")
    assert store_at(laid, to_read=True).listed() == before


def test_a_store_of_strangers_a_wrong_key_and_a_silent_server_are_said(
    strangers: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case = create(tmp_path / "case", CaseInfo(title="A"), MJ)
    for address, said in (("https://strangers.example/a", "no kind of store"), ("gs://bucket/a", "no kind of store")):
        with pytest.raises(Refused, match=said):
            verbs.add(case, address, agent="MJ")
    known = fsspec.config.conf["s3"]
    store_at("s3://evidence/known").put("note", [b"cards"])
    monkeypatch.setitem(fsspec.config.conf, "s3", known | {"secret": "of somebody else"})
    with pytest.raises(Unreadable, match=r"ACCESS_DENIED|SIGNATURE"):
        verbs.add(case, "s3://evidence/known", agent="MJ")
    monkeypatch.setitem(fsspec.config.conf, "s3", known | {"endpoint_url": "http://127.0.0.1:9"})
    with pytest.raises(Unreadable, match="s3://evidence/known"):
        verbs.add(case, "s3://evidence/known", agent="MJ")
    assert case.state().of("item") == []


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "fsspec", None)
    case = create(tmp_path / "case", CaseInfo(title="A"), MJ)
    with pytest.raises(Refused, match="extra `cluster`"):
        verbs.add(case, "s3://evidence/a", agent="MJ")


def test_a_folder_by_its_address_is_taken_like_any_folder_and_its_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "note.txt").write_text(WORDS)
    (tmp_path / "in" / "link").symlink_to("/etc/passwd")
    case = create(tmp_path / "case", CaseInfo(title="A"), MJ)
    taken = verbs.add(case, f"file://{tmp_path}/in", agent="MJ")
    assert [one.path for one in taken.items] == ["note.txt"]
    assert [(one.path, one.code) for one in taken.refused] == [("link", "refused")]
    assert stat.S_ISLNK(os.lstat(tmp_path / "in" / "link").st_mode)


def test_a_path_of_this_machine_is_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s3:" / "a").mkdir(parents=True)
    assert not is_address("s3://a") and is_address("s3://b") and not is_address(tmp_path)
