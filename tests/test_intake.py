"""Taking files in: every path ends as an item or as a refusal, and a run that was cut off can be repeated."""

import errno
import gzip
import hashlib
import io
import os
import random
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import zipfile
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench import intake
from workbench.casefile import Case, create, create_sealed, objects, open_case, seeded_door, verify, writer
from workbench.casefile.withdrawal import stop_using
from workbench.errors import BadValue, NotWritten
from workbench.extract import Extraction
from workbench.extract.reader import Reader
from workbench.intake import BATCH, add
from workbench.records import Agent, CaseInfo, Source

# What a killed process may leave: nothing that was acknowledged is touched by any of them.
LEFT = {"unreferenced", "unfinished", "ledger-torn-tail"}
ADD = """
import sys
from workbench import intake
from workbench.casefile import open_case
intake.BATCH = int(sys.argv[3])
case = open_case(sys.argv[1])
taken = intake.add(case, [sys.argv[2]], agent=case.agent("MJ"), progress=lambda done, total: print(done, flush=True))
print("end", taken.added, taken.duplicates, len(taken.refused), flush=True)
"""


@pytest.fixture(autouse=True)
def state_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


def begin(path: Path, *, seeded: bool = True) -> Case:
    door = seeded_door("test", "2026-01-15T09:00:00Z") if seeded else None
    return create(path, CaseInfo(title="Site A"), Agent(key="MJ", kind="person", name="M."), door=door)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return begin(tmp_path / "case")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox" / "deep").mkdir(parents=True)
    (tmp_path / "inbox" / "note.txt").write_text("They keep our passports.")
    (tmp_path / "inbox" / "deep" / "more.txt").write_text("Họ giữ hộ chiếu.")
    return tmp_path / "inbox"


def take(case: Case, *paths: Path | str, **options):
    return add(case, paths, agent=case.agent("MJ"), **options)


def test_each_file_becomes_an_item_with_custody_and_text(case: Case, inbox: Path) -> None:
    taken = take(case, inbox)
    assert [(one.path, one.outcome, one.duplicate) for one in taken.items] == [
        ("note.txt", "parsed", False),
        ("deep/more.txt", "parsed", False),
    ]
    assert (taken.added, taken.duplicates, taken.refused) == (2, 0, ())
    tables = case.tables()
    assert tables.text(taken.items[0].id) == "They keep our passports."
    assert tables.original(taken.items[0].id) == (inbox / "note.txt").read_bytes()
    assert list(tables.custody["action"]) == ["intake", "intake"]
    assert verify(case).ok


def test_a_source_may_be_told_for_all_or_by_name(case: Case, inbox: Path) -> None:
    with case.writing(case.agent("MJ")) as writer:
        one, other = (writer.record(Source(key=key, label=key, kind="worker")) for key in ("S1", "S2"))
    take(case, inbox / "note.txt", source=one)
    take(case, inbox, source={"deep/more.txt": other}.get)
    sources = {live.record.name: live.record.source for live in case.state().of("item")}
    assert sources == {"note.txt": one, "deep/more.txt": other}


def test_the_same_bytes_again_are_one_item_with_the_whole_story(case: Case, inbox: Path) -> None:
    (inbox / "copy.txt").write_bytes((inbox / "note.txt").read_bytes())
    first = take(case, inbox)
    assert (first.added, first.duplicates) == (2, 1)
    again = take(open_case(case.path), inbox)
    assert (again.added, again.duplicates) == (0, 3)
    assert {one.outcome for one in again.items} == {"parsed"}
    told = [live.record.detail for live in case.state().of("custody") if live.record.action == "received-again"]
    assert len(told) == 4
    assert "the same bytes came again as note.txt" in told
    assert len(list(case.objects.names())) == len(
        {live.record.object for live in case.state().all if hasattr(live.record, "object")}
    )


@pytest.mark.parametrize("kind", ["missing", "file as folder", "nul", "link", "pipe", "device", "long"])
def test_what_cannot_be_taken_is_refused_with_its_reason_and_the_rest_goes_on(
    case: Case, inbox: Path, kind: str
) -> None:
    path = inbox.parent / "x"
    expected = "missing"
    if kind == "link":
        path.symlink_to(inbox / "note.txt")
        expected = "refused"
    elif kind == "pipe":
        os.mkfifo(path)
        expected = "refused"
    elif kind == "device":
        path, expected = Path("/dev/null"), "refused"
    elif kind == "file as folder":
        path = inbox / "note.txt" / "x"
    elif kind == "nul":
        path = Path("a\0b")
    elif kind == "long":
        path, expected = Path("x" * 5000), "unreadable"
    taken = take(case, path, inbox)
    assert taken.added == 2
    ((refusal),) = taken.refused
    assert refusal.code == expected
    assert refusal.message.endswith(".")
    assert verify(case).ok


def test_links_and_pipes_inside_a_folder_are_refused_and_not_followed(case: Case, inbox: Path) -> None:
    (inbox / "loop").symlink_to(inbox)
    (inbox / "link.txt").symlink_to(inbox / "note.txt")
    os.mkfifo(inbox / "pipe")
    taken = take(case, inbox)
    assert taken.added == 2
    assert [one.path for one in taken.refused] == ["link.txt", "loop", "pipe"]


def test_what_may_not_be_read_is_refused_by_its_name() -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "inbox" / "shut").mkdir(parents=True)
        (place / "inbox" / "shut" / "a.txt").write_text("x")
        (place / "inbox" / "b.txt").write_text("x")
        (place / "inbox" / "c.txt").write_text("y")
        case = begin(place / "case")
        take(case, place / "inbox" / "c.txt")  # held already: no reader is started for somebody who may start none
        for path in (place, *place.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        for chain in case.chains():
            chain.chmod(0o666)
        (place / "inbox" / "shut").chmod(0)
        (place / "inbox" / "b.txt").chmod(0)
        if os.geteuid() == 0:
            os.seteuid(65534)
        try:
            taken = take(case, place / "inbox", place / "inbox" / "shut" / "a.txt")
        finally:
            if os.getuid() == 0:
                os.seteuid(0)
        assert [one.path for one in taken.items] == ["c.txt"]
        assert sorted((one.path, one.code) for one in taken.refused) == [
            (str(place / "inbox" / "shut" / "a.txt"), "unreadable"),
            ("b.txt", "unreadable"),
            ("shut", "unreadable"),
        ]
        assert verify(case).ok


@pytest.mark.parametrize(
    "name",
    [
        b"\xff\xfe.txt",
        "\u202etxt.exe".encode(),
        b"line\nbreak.txt",
        "Đơn khiếu nại.txt".encode(),
        b"-rf",
        b" ",
        b"a\\b.txt",
        b"\x1b[31m",
    ],
)
def test_any_file_name_is_kept_as_text_and_can_be_said(case: Case, tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / os.fsdecode(name)).write_text("words")
    (folder / os.fsdecode(name + b"2")).symlink_to("nowhere")
    taken = take(case, folder)
    assert taken.added == 1
    assert taken.items[0].path.encode("utf-8").decode("utf-8") == name.decode("utf-8", "backslashreplace")
    assert taken.refused[0].message.encode("utf-8")
    assert case.state().of("item")[0].record.name == taken.items[0].path
    assert verify(case).ok


def test_an_empty_file_is_an_item_that_says_so(case: Case, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (one,) = take(case, tmp_path / "empty.txt").items
    reasons = [live.record.reasons for live in case.state().of("custody")]
    assert one.outcome != "parsed"
    assert reasons[0][0][0] == "empty"


def test_an_empty_folder_is_nothing_and_no_error(case: Case, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    before = case.head()
    taken = take(case, tmp_path / "none")
    assert (taken.items, taken.refused, case.head()) == ((), (), before)


def test_a_case_inside_the_folder_is_not_evidence_of_itself(tmp_path: Path, inbox: Path) -> None:
    case = begin(inbox / "case")
    assert take(case, inbox).added == 2
    inside = take(case, case.path / "format.json", case.path / "objects", case.path)
    assert inside.added == 0
    assert [one.code for one in inside.refused] == ["refused"] * 3
    assert verify(case).ok


def test_a_full_disk_stops_the_batch_and_leaves_the_case_as_it_was(case: Case, inbox: Path, monkeypatch) -> None:
    head = case.head()

    def no_room(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "copy_file_range", no_room)
    monkeypatch.setattr(objects, "write_all", no_room)
    with pytest.raises(NotWritten, match="No space left"):
        take(case, inbox)
    monkeypatch.undo()
    assert open_case(case.path).head() == head
    assert {one.code for one in verify(case).problems} <= LEFT
    assert take(open_case(case.path), inbox).added == 2
    assert verify(case).ok


def test_an_object_that_was_changed_is_not_taken_for_the_file_that_comes_again(case: Case, inbox: Path) -> None:
    (item,) = take(case, inbox / "note.txt").items
    stored = case.objects.path(item.sha256)
    stored.chmod(0o644)
    stored.write_bytes(b"They keep our passportS.")
    again = take(case, inbox)
    assert [(one.path, one.code) for one in again.refused] == [("note.txt", "changed")]
    assert again.added == 1


def test_a_consent_that_is_no_record_is_refused_and_nothing_is_recorded(case: Case, inbox: Path) -> None:
    head = case.head()
    with pytest.raises(BadValue, match="/consent"):
        take(case, inbox, consent="yes, he said")
    assert case.head() == head


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_ledger_is_the_same_whatever_the_number_of_readers(tmp_path: Path, jobs: int) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for n in range(BATCH + 5):
        (folder / f"{n:02}.txt").write_text(f"Note {n % 30}")
    heads = []
    for count in (1, jobs):
        case = begin(tmp_path / f"case{count}")
        taken = take(case, folder, jobs=count)
        assert (taken.added, taken.duplicates) == (30, BATCH - 25)
        heads.append((case.head(), sorted(path.name for path in case.objects.root.rglob("*"))))
    assert heads[0] == heads[1]


def test_batches_are_durable_one_by_one_while_the_ones_ahead_are_read(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 4)
    told: list[tuple[int, int]] = []

    def look(done: int, total: int) -> None:
        state = open_case(case.path).state()
        told.append((done, len(state.of("item"))))
        assert all(case.objects.digest(live.record.object) == live.record.object for live in state.of("item"))

    take(case, many(tmp_path / "many", 35), jobs=2, progress=look)
    assert told == [(done, done) for done in (4, 8, 12, 16, 20, 24, 28, 32, 35)]
    assert verify(case).ok


def test_a_file_stays_where_it_is_read_though_the_same_bytes_come_out_of_another_and_get_their_name(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 1)
    (tmp_path / "a.txt").write_text("They keep our passports.\n", encoding="utf-16")
    (tmp_path / "b.txt").write_text("They keep our passports.\n")
    read, recorded = Reader.read, threading.Event()

    def slowly(self: Reader, path: Path, name: str) -> Extraction:
        if name.endswith("b.txt"):  # its path is known; meanwhile the first file is recorded with its text
            recorded.wait(0.5)
        return read(self, path, name)

    monkeypatch.setattr(Reader, "read", slowly)
    taken = take(case, tmp_path / "a.txt", tmp_path / "b.txt", jobs=2, progress=lambda done, total: recorded.set())
    assert [entry.outcome for entry in taken.items] == ["parsed", "parsed"]
    texts = {live.record.object for live in case.state().of("derivative")}
    assert taken.items[1].sha256 in texts and verify(case).ok


def test_progress_ends_with_all_that_was_found(case: Case, inbox: Path) -> None:
    told: list[tuple[int, int]] = []
    take(case, inbox, inbox / "gone", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


def many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:03}.txt").write_text(f"Note {n}: they keep our passports.\n" * 50)
    return folder


def test_two_processes_that_add_the_same_files_at_once_make_one_item_of_each(tmp_path: Path, repository: Path) -> None:
    case, folder = begin(tmp_path / "case", seeded=False), many(tmp_path / "many", 24)
    command = [sys.executable, "-c", ADD, str(case.path), str(folder), "4"]
    running = [
        subprocess.Popen(command, cwd=repository, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ends = [child.communicate(timeout=120) for child in running]
    assert [child.returncode for child in running] == [0, 0], ends
    counts = [out.strip().splitlines()[-1].split() for out, _ in ends]
    assert sum(int(count[1]) for count in counts) == 24
    assert sum(int(count[2]) for count in counts) == 24
    digests = [live.record.sha256 for live in case.state().of("item")]
    assert len(digests) == len(set(digests)) == 24
    assert verify(case).ok


def test_a_process_killed_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path, repository: Path) -> None:
    folder, chance = many(tmp_path / "many", 12), random.Random(11)
    case = begin(tmp_path / "case", seeded=False)
    command = [sys.executable, "-c", ADD, str(case.path), str(folder), "3"]
    begun = time.monotonic()
    whole = subprocess.run(
        [*command[:3], str(begin(tmp_path / "probe", seeded=False).path), *command[4:]],
        cwd=repository,
        check=True,
        capture_output=True,
    )
    takes = time.monotonic() - begun
    assert whole.stdout.splitlines()[-1] == b"end 12 0 0"
    acknowledged: dict[str, str] = {}
    cut = 0
    for _ in range(25):
        begun = time.monotonic()
        child = subprocess.Popen(command, cwd=repository, stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            child.wait(takes * chance.uniform(0.3, 1.05))
            takes = time.monotonic() - begun  # the machine is quicker now than when this was measured
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
        cut += child.wait() == -signal.SIGKILL
        opened = open_case(case.path)
        audit = verify(opened)
        assert {one.code for one in audit.problems} <= LEFT
        items = {live.id: live.record.sha256 for live in opened.state().of("item")}
        assert acknowledged.items() <= items.items()
        told = {live.record.item for live in opened.state().of("custody")}
        texts = {live.record.item for live in opened.state().of("derivative")}
        assert set(items) == told == texts, "no item without its custody and its text"
        acknowledged = items
        if len(items) == 12:  # begin again, so that each kill can hit a first intake
            case = begin(tmp_path / f"case{cut}-{_}", seeded=False)
            command[3], acknowledged = str(case.path), {}
    assert cut > 5, "too few kills came in time to show anything"
    rest = take(open_case(case.path), folder)
    assert len(acknowledged) + rest.added == 12
    audit = verify(open_case(case.path))
    assert {one.code for one in audit.problems} <= {"unreferenced"}
    assert audit.items["ok"] == 12


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name.replace("_", ".")), data)
    return out.getvalue()


@pytest.mark.parametrize("sealed", [False, True])
def test_each_file_in_an_archive_is_an_item_that_names_its_parent(
    case: Case, inbox: Path, sealed: bool, tmp_path: Path
) -> None:
    if sealed:
        custodian = Agent(key="MJ", kind="person", name="M.")
        case = create_sealed(tmp_path / "sealed", CaseInfo(title="S"), custodian, "correct horse battery").case
    inner = zipped(b_txt=b"Words within words.", note_txt=b"They keep our passports.")
    (inbox / "z.zip").write_bytes(zipped(a_txt=b"The boss has the cards.", inner_zip=inner))
    taken = take(case, inbox / "note.txt", inbox / "z.zip", jobs=2)
    assert [(one.path, one.outcome, one.duplicate) for one in taken.items] == [
        ("note.txt", "parsed", False), ("z.zip", "parsed", False), ("z.zip/a.txt", "parsed", False),
        ("z.zip/inner.zip", "parsed", False), ("z.zip/inner.zip/b.txt", "parsed", False),
        ("z.zip/inner.zip/note.txt", "parsed", True),
    ]  # fmt: skip
    ids = {one.path: one.id for one in taken.items}
    parents = {live.record.name: live.record.parent for live in case.state().of("item")}
    assert parents == {
        "note.txt": None, "z.zip": None, "z.zip/a.txt": ids["z.zip"], "z.zip/inner.zip": ids["z.zip"],
        "z.zip/inner.zip/b.txt": ids["z.zip/inner.zip"],
    }  # fmt: skip
    assert case.tables().text(ids["z.zip/inner.zip/b.txt"]) == "Words within words."
    again = take(case, inbox / "z.zip")
    assert [(one.path, one.duplicate) for one in again.items] == [("z.zip", True)]
    (inbox / "w.zip").write_bytes(zipped(c_txt=b"It lies in an archive, and beside it."))
    (inbox / "x.txt").write_bytes(b"It lies in an archive, and beside it.")
    beside = take(case, inbox / "w.zip", inbox / "x.txt")
    assert [(one.path, one.duplicate) for one in beside.items][1:] == [("w.zip/c.txt", False), ("x.txt", True)]
    assert verify(case).ok, verify(case).problems


def test_what_lies_too_deep_stays_closed_and_is_there(case: Case, inbox: Path) -> None:
    data = b"The innermost words."
    for _ in range(8):
        data = zipped(x_zip=data)
    (inbox / "x.zip").write_bytes(data)
    taken = take(case, inbox / "x.zip")
    assert [(one.path.count("/"), one.outcome) for one in taken.items] == [
        (0, "parsed"), (1, "parsed"), (2, "parsed"), (3, "parsed"), (4, "parsed"), (5, "partial"),
    ]  # fmt: skip
    told = [live.record for live in case.state().of("custody") if live.record.item == taken.items[5].id]
    assert [code for code, _ in told[0].reasons] == ["archive-too-deep"]


def test_an_archive_that_breaks_off_keeps_what_came_out_and_says_so(case: Case, inbox: Path) -> None:

    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in ("a", "b", "c"):
            info = tarfile.TarInfo(name)
            info.size = 100_000
            archive.addfile(info, io.BytesIO(random.Random(name).randbytes(100_000)))
    (inbox / "t.tgz").write_bytes(gzip.compress(out.getvalue())[:250_000])
    taken = take(case, inbox / "t.tgz")
    assert [(one.path, one.outcome) for one in taken.items][:3] == [
        ("t.tgz", "partial"), ("t.tgz/a", "opaque"), ("t.tgz/b", "opaque"),
    ]  # fmt: skip
    assert len(taken.items) == 3 and verify(case).ok
    told = next(live.record for live in case.state().of("custody") if live.record.item == taken.items[0].id)
    assert {code for code, _ in told.reasons} == {"member-damaged", "members-broken-off"}


def test_the_time_of_the_file_is_recorded_apart_and_never_in_a_case_that_is_built_anew(tmp_path: Path) -> None:
    for seeded in (False, True):
        case, note = begin(tmp_path / f"case{seeded}", seeded=seeded), tmp_path / "note.txt"
        note.write_text("They keep our passports.")
        os.utime(note, (1636963443, 1636963443))
        take(case, note)
        os.utime(note, (1668499443, 1668499443))
        take(case, note)
        told = [live.record.file_time for live in case.state().of("custody")]
        assert told == ([None, None] if seeded else ["2021-11-15T08:04:03", "2022-11-15T08:04:03"])
        assert verify(case).ok


@pytest.mark.parametrize("how", ["file", "archive"])
@pytest.mark.parametrize("fixture", ["case", "sealed"])
def test_what_somebody_withdrew_comes_in_again_only_from_somebody_else(
    request: pytest.FixtureRequest, fixture: str, how: str, tmp_path: Path
) -> None:
    case: Case = request.getfixturevalue(fixture)
    told = told_by(case, "They keep my passport.")
    other = told_by(case, "They keep his passport.", worker="W-02", key="S-02", name="u.txt")
    mj, inbox = case.agent("MJ"), tmp_path / "inbox"
    inbox.mkdir()
    if how == "file":
        (inbox / "t.txt").write_text("They keep my passport.", "utf-8")
    else:
        with zipfile.ZipFile(inbox / "t.zip", "w") as out:
            out.writestr("t.txt", "They keep my passport.")
    stop_using(case, told["worker"], agent=mj, reason="R")
    before = [live.id for live in case.state().of("item")]
    again = add(case, [inbox], agent=mj, source=None)
    (refused,) = again.refused
    wish = case.state().withdrawals("stop-using")[told["worker"]][0].id
    assert refused.path.endswith("t.txt") and "somebody who withdrew" in refused.message
    assert f"workbench undo CASE {wish[:12]}" in refused.message
    digest = hashlib.sha256(b"They keep my passport.").hexdigest()
    assert digest not in {live.record.sha256 for live in case.state().of("item")}
    assert {live.id for live in case.state().of("item")} - set(before) == {one.id for one in again.items}
    assert verify(case).ok, "what was copied in for it is not left lying there"
    given = add(case, [inbox / "t.txt"] if how == "file" else [inbox], agent=mj, source=other["source"])
    if how == "file":
        assert given.added == 1 and given.refused == (), "who else gives the same bytes gives something of their own"
        assert other["source"] in case.state().tellers[given.items[0].id]


@pytest.fixture
def sealed(tmp_path: Path) -> Case:
    info, agent = CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M. J.")
    return create_sealed(tmp_path / "sealed", info, agent, PASSPHRASE).case


@pytest.mark.parametrize("fixture", ["case", "sealed"])
def test_what_an_intake_had_stored_when_it_was_cut_off_is_named_by_its_repeat(
    request: pytest.FixtureRequest, fixture: str, tmp_path: Path, monkeypatch
) -> None:
    case: Case = request.getfixturevalue(fixture)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for n in range(12):
        (inbox / f"{n}.txt").write_text(f"account {n}", "utf-8")
    real = writer.append

    def cut_off(file: Path, lines) -> None:
        raise KeyboardInterrupt  # the copies have their names by then, and no event names them

    monkeypatch.setattr(writer, "append", cut_off)
    with pytest.raises(KeyboardInterrupt):
        add(case, [inbox], agent=case.agent("MJ"))
    monkeypatch.setattr(writer, "append", real)
    left = set(case.objects.names())
    assert len(left) >= 12 and {one.code for one in verify(case).problems} == {"unreferenced"}
    again = add(case, [inbox], agent=case.agent("MJ"))
    assert again.added == 12 and again.refused == ()
    assert set(case.objects.names()) == left, "nothing is stored a second time"
    assert verify(case).ok and verify(case).problems == ()
    state = case.state()
    for live in state.of("item"):
        assert case.objects.read(live.record.object).decode() == f"account {live.record.name.split('.')[0]}"
    if fixture == "sealed":  # a copy made of an item is sealed with it, or it could not be destroyed with it
        home = {live.id: case.objects.unit_of(live.record.object) for live in state.of("item")}
        made = state.of("derivative")
        assert made and all(case.objects.unit_of(one.record.object) == home[one.record.item] for one in made)
