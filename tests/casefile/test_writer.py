"""A batch on its way into a case: keys before what they seal, and all of it or nothing."""

import os

import pytest

from tests.casefile.sealed_case import PASSPHRASE, told_by
from workbench.casefile import Case, open_case, verify
from workbench.errors import NotWritten
from workbench.records import Source


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
