"""Reading in a child process that may hang, die or fill its memory: the parent waits, kills, and says which."""

import base64
import contextlib
import dataclasses
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from workbench.codebook.outcomes import check_of
from workbench.errors import Missing, Unreadable
from workbench.extract.door import not_read
from workbench.extract.message import receive, send, unpacked
from workbench.extract.outcome import Extraction, Reason, reason

# A fresh child now and then, so that what a library leaks does not add up.
FILES_PER_CHILD = 500
# A crash or a full memory may be the doing of an earlier file: such a file is tried once more alone.
AGAIN = {"reader-crashed", "too-large"}
# What the system ends a child with that has used up its processor time.
OUT_OF_TIME = {getattr(signal, "SIGXCPU", 24)}
WORKER = "workbench.extract.worker"


@dataclasses.dataclass
class Talk:
    """The child's end of a pipe; `heard` counts what came, and `ended` says that all of it did.

    Example:
        >>> import io
        >>> Talk(io.BytesIO()).ended
        False
    """

    pipe: IO[bytes]
    heard: int = 0
    ended: bool = False


class Reader:
    """Reads files in a child process with a limit of seconds a file; never hangs and never shows a traceback.

    A file on which the child hangs or dies ends as `quarantined` with the reason `reader-timeout`, `reader-crashed` or
    `too-large`; the next file meets a fresh child. One reader serves one thread.

    Example:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "note.txt"
        >>> _ = path.write_text("They keep the cards.")
        >>> with Reader(timeout_s=20) as reader:
        ...     reader.read(path, "note.txt").outcome
        'parsed'
    """

    def __init__(self, *, timeout_s: float = 20.0) -> None:
        self.timeout_s = timeout_s
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, name: str) -> Extraction:
        """What reading one file came to, as `extract` would say it, or why it could not be read.

        Raises:
            Missing: there is nothing at the path.
        """
        if not os.path.lexists(path):
            raise Missing(path)
        alone = self._child is None
        found = self._once(path, name)
        if not alone and any(reason.code in AGAIN for reason in found.reasons):
            self.close()
            found = self._once(path, name)
        if any(reason.code in AGAIN for reason in found.reasons) or self._served >= FILES_PER_CHILD:
            self.close()
        return found

    def close(self) -> None:
        """Ends the child and every process that it may have started."""
        child, self._child, self._served = self._child, None, 0
        if child is None:
            return
        _kill(child)
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        child.wait()

    def check(self, path: Path, name: str, *, signature: bytes, key: bytes) -> Reason:
        """What checking a detached signature over a file came to: good, bad, or not checked and why."""
        texts = {"signature": base64.b64encode(signature).decode("ascii"), "key": base64.b64encode(key).decode("ascii")}
        answer, _ = self._asked({"path": os.path.abspath(path), "name": name, **texts})
        if isinstance(answer, str):
            self.close()
            return reason("signature-not-checked", f"{name}: {answer}")
        return Reason(answer["code"], answer["message"])

    def draw(self, path: Path, name: str, **asked: Any) -> dict[str, Any]:
        """Pixels, or where words stand on pages, or words recognised: what `drawing` and `scanned` answer.

        Raises:
            Unreadable: it cannot be drawn, or the child hung or died over it; the reason is said.
        """
        answer, _ = self._asked({"path": os.path.abspath(path), "name": name, **asked})
        if isinstance(answer, str):
            self.close()
            answer = {"failed": answer, "message": reason(answer).message}
        if "message" in answer:
            raise Unreadable(name, answer["message"], check_of(answer["failed"]).remedy if "failed" in answer else None)
        return answer

    @contextlib.contextmanager
    def conversation(self, message: dict[str, Any]) -> Iterator[Talk]:
        """Asks the child for something that it answers in several parts; who listens sets `ended` at the proper end.

        A child that is silent for the limit of seconds is killed, and one that was not heard to its end is closed.
        """
        child = self._child = self._child or _start()
        self._served += 1
        assert child.stdin is not None and child.stdout is not None
        talk = Talk(child.stdout)
        over = threading.Event()
        watching = threading.Thread(target=_watch, args=(child, talk, over, self.timeout_s), daemon=True)
        watching.start()
        try:
            with contextlib.suppress(OSError):  # a child that is gone is met again at its end of the pipe
                send(child.stdin, message)
            yield talk
        finally:
            over.set()
            watching.join()
            if not talk.ended:
                self.close()

    def _once(self, path: Path, name: str) -> Extraction:
        answer, waiting = self._asked({"path": os.path.abspath(path), "name": name})
        if isinstance(answer, str):
            return self._failed(path, name, answer, waiting)
        return unpacked(answer)

    def _asked(self, message: dict[str, Any]) -> tuple[dict[str, Any] | str, threading.Thread | None]:
        """The child's answer, or the code of why there is none, and the thread that waits for it."""
        child = self._child = self._child or _start()
        self._served += 1
        assert child.stdin is not None and child.stdout is not None
        try:
            send(child.stdin, message)
        except OSError:
            return "reader-crashed", None
        # The answer is awaited on a thread: a pipe cannot be waited for with a limit on every system.
        answers: queue.SimpleQueue[dict[str, Any] | str] = queue.SimpleQueue()
        waiting = threading.Thread(target=_await, args=(child.stdout, answers), daemon=True)
        waiting.start()
        try:
            return answers.get(timeout=self._seconds(Path(message["path"]))), waiting
        except queue.Empty:
            return "reader-timeout", waiting

    def _seconds(self, path: Path) -> float:
        """How long one file may take by the clock on the wall: a second more for each megabyte."""
        with contextlib.suppress(OSError):
            return self.timeout_s + path.stat().st_size / 1e6
        return self.timeout_s

    def _failed(self, path: Path, name: str, code: str, waiting: threading.Thread | None = None) -> Extraction:
        child, code_of_end = self._child, None
        if child is not None and waiting is not None:
            # What it was ended by is asked first; the thread that holds the pipe must see its end before it is closed.
            with contextlib.suppress(subprocess.TimeoutExpired):
                code_of_end = child.wait(0.2)
            _kill(child)
            waiting.join(5)
        self.close()
        if code_of_end is not None and -code_of_end in OUT_OF_TIME:
            code = "reader-timeout"
        detail = "" if code == "reader-timeout" else _ended(code_of_end)
        return not_read(path, name, code, detail)


def _watch(child: subprocess.Popen[bytes], talk: Talk, over: threading.Event, seconds: float) -> None:
    heard = -1
    while not over.wait(seconds):
        if talk.heard == heard:
            _kill(child)
            return
        heard = talk.heard


def _kill(child: subprocess.Popen[bytes]) -> None:
    """Kills the child and whatever it started, where the system knows groups of processes."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _start() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[2])
    environment = dict(os.environ, OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", PYTHONDONTWRITEBYTECODE="1",
                       MALLOC_ARENA_MAX="1")  # fmt: skip
    # One arena: each thread of a library would otherwise take 64 MB of the address space that is limited.
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        # -P: a file that happens to lie in the working folder is never imported.
        [sys.executable, "-P", "-m", WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


def _await(pipe: IO[bytes], answers: "queue.SimpleQueue[dict[str, Any] | str]") -> None:
    try:
        answers.put(receive(pipe) or "reader-crashed")
    except OverflowError:
        answers.put("too-large")
    except (OSError, ValueError, struct.error):
        answers.put("reader-crashed")


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        return f"ended by signal {-code}"
    return "" if code is None else f"ended with code {code}"
