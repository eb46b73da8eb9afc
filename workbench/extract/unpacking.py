"""Taking the files out of a file in a child process: each comes in pieces, and is kept whole or not at all."""

import collections
import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from workbench.extract.members import MOST_BYTES, MOST_MEMBERS, Left, plain
from workbench.extract.message import receive, receive_bytes
from workbench.extract.outcome import Reason, Unread, reason
from workbench.extract.reader import Reader, Talk

Kept = TypeVar("Kept")
FAULTS = (OSError, ValueError, EOFError, OverflowError, KeyError, TypeError, IndexError)


def taken_out(
    reader: Reader, path: Path, name: str, keep: Callable[[str, Iterator[bytes]], Kept]
) -> Iterator[Kept | Left]:
    """What `keep` made of each file inside a file, from its plain name and its pieces; `Left` for what stayed inside.

    A member that breaks off raises `Unread` out of its pieces, so that `keep` drops what it has of it. A child that
    hangs or dies ends the whole with `members-broken-off`; nothing is asked of it a second time.
    """
    names: dict[str, int] = {}
    with reader.conversation({"path": str(path.absolute()), "name": name, "open": True}) as talk:
        watch = _Watch(talk)
        for number in range(MOST_MEMBERS + 2):
            told = watch.told()
            if told is None:
                return
            if "end" in told:
                talk.ended = True
                return
            if "left" in told:
                code, message = told["reason"]
                yield Left(plain(str(told["left"])), Reason(str(code), str(message)))
            elif number > MOST_MEMBERS or "member" not in told:
                yield Left("", reason("members-broken-off", "the reading process answered out of turn"))
                return
            else:
                yield _one(watch, _unlike(plain(str(told["member"])), names), keep)
                if watch.broken:
                    return


def _one(watch: "_Watch", name: str, keep: Callable[[str, Iterator[bytes]], Kept]) -> Kept | Left:
    pieces = watch.pieces()
    try:
        return keep(name, pieces)
    except Unread as given_up:
        with contextlib.suppress(Unread):  # what is left of it is heard, so that the next one is heard in its turn
            collections.deque(pieces, maxlen=0)
        return Left(name, given_up.reason)


def _unlike(name: str, names: dict[str, int]) -> str:
    """The name, with a number from the second time on."""
    names[name] = names.get(name, 0) + 1
    if names[name] == 1:
        return name
    stem, dot, end = name.rpartition(".")
    return f"{stem if dot else end} ({names[name]}){dot}{end if dot else ''}"


class _Watch:
    """What comes from the child; whatever is wrong with it ends as a reason."""

    def __init__(self, talk: Talk) -> None:
        self.talk, self.broken, self.total = talk, False, 0

    def told(self) -> dict[str, Any] | None:
        """The next message, or why there is none as the last `left` of all."""
        try:
            told = receive(self.talk.pipe)
        except FAULTS:
            told = None
        self.talk.heard += 1
        if told is None:
            if self.broken:
                return None
            self.broken = True
            said = reason("members-broken-off", "the reading process hung or died")
            return {"left": "", "reason": [said.code, said.message]}
        return told

    def pieces(self) -> Iterator[bytes]:
        """The pieces of one file, which break off with `Unread` where the child says so, hangs or dies."""
        try:
            while piece := receive_bytes(self.talk.pipe):
                self.talk.heard += 1
                self.total += len(piece)
                if self.total > MOST_BYTES:
                    raise OverflowError(self.total)
                yield piece
            ended = receive(self.talk.pipe)
        except FAULTS as error:
            self.broken = True
            raise Unread("members-broken-off", "the reading process hung or died") from error
        if ended is None:
            self.broken = True
            raise Unread("members-broken-off", "the reading process died")
        if ended["broken"]:
            given_up = Unread("member-damaged")
            given_up.reason = Reason(*map(str, ended["broken"]))
            raise given_up
