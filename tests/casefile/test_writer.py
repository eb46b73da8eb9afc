"""A batch on its way into a case: keys before what they seal, and all of it or nothing."""

import os
import threading
from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench.casefile import Case, open_case, verify
from workbench.casefile import writer as writer_module
from workbench.errors import BadValue, NotWritten
from workbench.records import CustodyEvent, Item, Source


@pytest.mark.parametrize("agent", ["MJ", "ab" * 31, "AB" * 32, "ab" * 32 + "\n"])
def test_an_agent_that_is_no_id_is_refused_before_anything_is_written(case: Case, agent: str) -> None:
    before = {path: path.stat().st_size for path in case.path.rglob("*")}
    with pytest.raises(BadValue, match=r"agent.*case\.agent\(KEY\)"), case.writing(agent) as writer:
        writer.record(Source(key="S-09", label="S-09", kind="press"))
    assert {path: path.stat().st_size for path in case.path.rglob("*")} == before
    assert verify(case).ok


def test_keys_are_durable_before_the_batch_is_written(sealed: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.casefile import writer as module

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    before = sealed.head()
    monkeypatch.setattr(module, "append", cut)
    with pytest.raises(KeyboardInterrupt):
        told_by(sealed)
    again = open_case(sealed.path).unlock(PASSPHRASE)
    assert again.head() == before and verify(again).ok is False  # the copies that nobody names are told
    assert {problem.code for problem in verify(again).problems} == {"unreferenced"}


def test_a_full_disk_while_keys_are_written_leaves_the_case_as_it_was(
    sealed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = sealed.head(), os.fsync
    with monkeypatch.context() as patch, pytest.raises(NotWritten), sealed.writing(sealed.agent("MJ")) as writer:
        writer.record(Source(key="S-09", label="S-09", kind="press"))

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr(os, "fsync", full)
    assert os.fsync is real
    again = open_case(sealed.path).unlock(PASSPHRASE)
    assert again.head() == before and verify(again).ok


def test_two_who_write_in_turns_see_each_others_units(sealed: Case) -> None:
    other = open_case(sealed.path).unlock(PASSPHRASE)
    one = told_by(sealed)
    two = told_by(other, worker="W-02", key="S-02", name="u.txt")
    three = told_by(sealed, worker="W-03", key="S-03", name="v.txt")
    state = open_case(sealed.path).unlock(PASSPHRASE).state()
    assert all(state.get(told["coding"]) for told in (one, two, three)) and not state.sealed


def test_a_batch_that_is_durable_so_far_stays_when_the_next_one_breaks_off(sealed: Case) -> None:
    def source(number: int) -> Source:
        return Source(key=f"S-0{number}", label=f"S-0{number}", kind="press")

    with pytest.raises(RuntimeError), sealed.writing(sealed.agent("MJ")) as writer:
        writer.record(source(1))
        writer.so_far()
        writer.record(source(2))
        writer.so_far()
        writer.record(source(3))
        raise RuntimeError
    again = open_case(sealed.path).unlock(PASSPHRASE)
    assert [live.record.key for live in again.state().of("source")][-2:] == ["S-01", "S-02"] and verify(again).ok


def test_a_copy_that_is_left_is_not_kept(sealed: Case) -> None:
    with sealed.writing(sealed.agent("MJ")) as writer:
        kept = writer.store(b"It came by another way.")
        writer.leave(kept)
    assert kept.name not in sealed.objects.names() and verify(sealed).ok


def source(number: int) -> Source:
    return Source(key=f"S-0{number}", label=f"S-0{number}", kind="press")


def keys(case: Case) -> list[str]:
    return [live.record.key for live in open_case(case.path).unlock(PASSPHRASE).state().of("source")]


def test_batches_that_were_handed_on_are_durable_in_their_order_with_what_they_name(sealed: Case) -> None:
    with sealed.writing(sealed.agent("MJ")) as writer:
        batches = []
        for number in range(1, 5):
            writer.record(source(number))
            kept = writer.store(b"Page %d" % number)
            item = Item(sha256=kept.sha256, size=kept.size, object=kept.name, name=f"{number}.bin", kind="other",
                        media_type="application/octet-stream")  # fmt: skip
            writer.record(CustodyEvent(item=writer.record(item), action="intake", outcome="opaque"))
            batches.append(writer.hand_on())
            assert all(batch.durable for batch in batches[:-2]) and not batches[-1].durable
            assert {f"S-0{n}" for n in range(1, number - 1)} <= set(keys(sealed))
        assert writer.hand_on().durable, "nothing was recorded since"
        writer.so_far()
        assert all(batch.durable for batch in batches) and keys(sealed)[-4:] == ["S-01", "S-02", "S-03", "S-04"]
        writer.record(source(5))
        writer.hand_on()
        writer.record(source(6))
    assert keys(sealed)[-6:] == [f"S-0{n}" for n in range(1, 7)] and verify(open_case(sealed.path)).ok
    assert len(open_case(sealed.path).unlock(PASSPHRASE).state().of("item")) >= 4


def test_more_is_recorded_while_the_disk_works(sealed: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    real, goes_on = writer_module.append, threading.Event()

    def slow(file: Path, lines: list[bytes]) -> None:
        assert goes_on.wait(20)
        real(file, lines)

    monkeypatch.setattr(writer_module, "append", slow)
    with sealed.writing(sealed.agent("MJ")) as writer:
        for number in (1, 2):
            writer.record(source(number))
            writer.hand_on()
        writer.record(source(3))  # the first is being written
        goes_on.set()
    assert keys(sealed)[-3:] == ["S-01", "S-02", "S-03"]


def test_where_the_block_raises_what_was_handed_on_is_there_whole_or_not(sealed: Case) -> None:
    with pytest.raises(RuntimeError), sealed.writing(sealed.agent("MJ")) as writer:
        for number in (1, 2, 3):
            writer.record(source(number))
            writer.hand_on()
        raise RuntimeError
    assert keys(sealed)[-2:] == ["S-01", "S-02"] and verify(open_case(sealed.path)).ok
    with sealed.writing(sealed.agent("MJ")) as writer:
        writer.record(source(4))
    assert keys(sealed)[-3:] == ["S-01", "S-02", "S-04"]


def test_nothing_is_written_behind_a_batch_that_the_system_refused(
    sealed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, told = keys(sealed), list[str]()

    def refused(file: Path, lines: list[bytes]) -> None:
        told.append(threading.current_thread().name)
        raise NotWritten(file, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(writer_module, "append", refused)
        with pytest.raises(NotWritten), sealed.writing(sealed.agent("MJ")) as writer:
            for number in (1, 2):
                writer.record(source(number))
                writer.hand_on()
            writer.record(source(3))
            for ask in (writer.hand_on, writer.so_far, writer.commit):
                with pytest.raises(NotWritten):
                    ask()
    assert len(told) == 1 and told != ["MainThread"]
    assert keys(sealed) == before and verify(open_case(sealed.path)).ok


def test_a_batch_whose_copies_could_not_get_their_names_is_tried_again(
    sealed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.rename
    with sealed.writing(sealed.agent("MJ")) as writer:
        kept = writer.store(b"A page")
        item = Item(sha256=kept.sha256, size=kept.size, object=kept.name, name="a.bin", kind="other",
                    media_type="application/octet-stream")  # fmt: skip
        writer.record(CustodyEvent(item=writer.record(item), action="intake", outcome="opaque"))
        batch = writer.hand_on()
        with monkeypatch.context() as patch, pytest.raises(NotWritten):
            patch.setattr(os, "rename", lambda *_: real("/nowhere", "/elsewhere"))
            writer.hand_on()
        assert not batch.durable
    assert batch.durable and verify(open_case(sealed.path)).ok
