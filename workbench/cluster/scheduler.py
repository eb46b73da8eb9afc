"""Handing files to the workers of a running Dask cluster, whose address the user names; nothing else is contacted."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from workbench.casefile.measured import TOGETHER, Found
from workbench.casefile.objects import Objects, Stored
from workbench.casefile.sealed_objects import SealedObjects
from workbench.cluster.address import own
from workbench.cluster.lending import MOST_SENT, lending
from workbench.cluster.worker import about, draw, near_rows, read, recognising, rehash
from workbench.errors import Refused
from workbench.extract import Extraction
from workbench.extract.message import unpacked

SEALED = "what is sealed is never handed to other processes of a cluster"
# A worker compares so many fingerprints with all the others, which are sent along with each part.
LEAST_ROWS, MOST_PARTS = 500, 64
# Seconds in which a machine that is there has answered.
REACHED_S = 5.0
Nearby = Callable[[npt.NDArray[np.uint64], int], Callable[[int], npt.NDArray[np.intp]]]
Read = Callable[[Objects, Mapping[str, tuple[str, str]]], dict[str, Extraction]]


class Cluster:
    """The workers of one scheduler: each file is read in a limited child process of whichever worker takes it.

    `store` is where the workers find the files, as a shared folder or an `s3://` address; without it the case itself
    has to stand where they see it under the same path.

    Example:
        >>> Cluster("tcp://10.0.0.5:8786").address
        'tcp://10.0.0.5:8786'
    """

    def __init__(self, address: str, *, store: str | None = None, wait_s: float = 20.0) -> None:
        self.address, self.store, self.wait_s = own(address), store, wait_s
        self._client: Any = None

    def __enter__(self) -> Self:
        self._client = self._connected()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        client, self._client = self._client, None
        client.close()

    def read(self, objects: Objects, asked: Mapping[str, tuple[str, str]]) -> dict[str, Extraction]:
        """What the readers made of stored files, by digest of the content; `asked` gives the object and its name.

        What is too large to be sent to a store is left out, to be read here.

        Raises:
            Refused: the case is sealed; a worker is lost again and again, does not see a file or is of another version.
        """
        if isinstance(objects, SealedObjects):
            raise Refused(self.address, SEALED, "Add these files without --scheduler")
        sent = {
            digest: (objects.path(stored), name)
            for digest, (stored, name) in asked.items()
            if self.store is None or objects.path(stored).stat().st_size <= MOST_SENT
        }
        with lending(self.store, [path for path, _ in sent.values()]) as places:
            tasks = [(place, digest, name) for place, (digest, (_, name)) in zip(places, sent.items(), strict=True)]
            answers = self._gathered(read, tasks, "add again: what was taken in before is kept")
        return {digest: self._judged(name, answer) for (_, digest, name), answer in zip(tasks, answers, strict=True)}

    def draw(self, objects: Objects, kept: Stored, name: str, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What `Reader.draw` answers to each of several questions about one stored file: words on its pages, mostly.

        A question that failed is answered by `failed`, and why.

        Raises:
            Refused: as `read`.
        """
        if isinstance(objects, SealedObjects):
            raise Refused(self.address, SEALED, "Recognise these words without --scheduler")
        with lending(self.store, [objects.path(kept.name)]) as (place,):
            tasks = [(place, kept.sha256, name, one) for one in asked]
            answers = self._gathered(draw, tasks, "recognise again: what is recorded is kept")
        mine = about() | recognising()
        return [self._sound(name, one, mine).get("drawn") or {"failed": one["failed"]} for one in answers]

    def rehash(self, objects: Objects, names: Iterable[str], *, whole: bool) -> dict[str, Found]:
        """What became of stored objects, as the workers read them: `casefile.measured.all_found` on several machines.

        The workers have to see the case itself; where a store is named, they rehash what `mirror.send` laid there of it
        instead. What is inside sealed objects is not looked at.

        Raises:
            Refused: a worker does not see an object that is there, or is lost again and again; what is inside is asked
                of a sealed case; a store is named, and the case is not sealed.
        """
        sealed = isinstance(objects, SealedObjects)
        if whole and sealed:
            raise Refused(self.address, SEALED, "Rehash stored bytes alone: --without-key")
        if self.store is not None and not sealed:
            raise Refused(self.address, "nothing of a case that is not sealed is kept in a store",
                          "Let the workers see the case itself, and leave out --store")  # fmt: skip
        listed = list(dict.fromkeys(names))
        parts = [listed[begin : begin + TOGETHER] for begin in range(0, len(listed), TOGETHER)]
        tasks = [([self._whereabouts(objects, name) for name in part], self.store) for part in parts]
        answers = self._gathered(rehash, tasks, "verify again: nothing in the case was changed")
        told = [(one, answer["worker"]) for answer in answers for one in answer["found"]]
        return {name: self._met(objects, name, *one) for name, one in zip(listed, told, strict=True)}

    def nearby(self, objects: Objects) -> Nearby:
        """What compares fingerprints of photographs on the workers, as `findings.copies.at_home` does here.

        Raises:
            Refused: the case is sealed: a fingerprint tells what a picture looks like. Later: as `read`.
        """
        if isinstance(objects, SealedObjects):
            raise Refused(self.address, SEALED, "Compare these photographs without --scheduler")

        def compared(bits: npt.NDArray[np.uint64], near: int) -> Callable[[int], npt.NDArray[np.intp]]:
            row, count = bits.tobytes(), len(bits)
            step = max(LEAST_ROWS, -(-count // MOST_PARTS))
            tasks = [(row, begin, min(begin + step, count), near) for begin in range(0, count, step)]
            answers = self._gathered(near_rows, tasks, "compare again")
            found = [places for answer in answers for places in answer["near"]]
            return lambda at: np.array(found[at], dtype=np.intp)

        return compared

    def _whereabouts(self, objects: Objects, name: str) -> str:
        return str(objects.path(name).absolute()) if self.store is None else f"objects/{name[:2]}/{name}"

    def _met(self, objects: Objects, name: str, told: dict[str, Any], worker: int) -> Found:
        missing = told.get("unseen") == "missing"
        if missing and self.store is None and objects.path(name).exists():
            raise Refused(name[:12], f"worker {worker} does not find it", "Put the case where all workers see it")
        if "unseen" in told:
            return Found("missing") if missing else Found("unverifiable", told["cause"])
        return Found("ok", "", "ok", told["sha256"], told["size"]) if told["sha256"] == name else Found("changed")

    def _gathered(self, act: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], then: str) -> list[dict[str, Any]]:
        """What the workers answer to each task; `then` is what to do once they work again."""
        running = [self._client.submit(act, *task, pure=False) for task in tasks]
        try:
            found: list[dict[str, Any]] = self._client.gather(running)
        except Exception as error:  # whatever a worker or the line to it threw; the batch is not recorded
            said = f"{type(error).__name__}: {str(error)[:200]}"
            raise Refused(self.address, f"the cluster did not finish its work ({said})",
                          f"See that all its workers run this version, then {then}") from error  # fmt: skip
        return found

    def _judged(self, name: str, answer: dict[str, Any]) -> Extraction:
        return unpacked(self._sound(name, answer, about())["found"])

    def _sound(self, name: str, answer: dict[str, Any], mine: dict[str, str]) -> dict[str, Any]:
        """The answer of a worker that saw the file and reads as this machine does."""
        if "unseen" in answer:
            raise Refused(name, f"worker {answer['worker']} does not find it ({answer['unseen']})",
                          "Put the case where all workers see it, or name a store with --store")  # fmt: skip
        if other := {of: (here, answer["by"].get(of)) for of, here in mine.items() if here != answer["by"].get(of)}:
            versions = ", ".join(f"{of} {there} instead of {here}" for of, (here, there) in sorted(other.items()))
            raise Refused(self.address, f"worker {answer['worker']} has {versions}",
                          "Install the same versions on every worker: no ledger may depend on who read")  # fmt: skip
        return answer

    def _connected(self) -> Any:
        try:
            import distributed
        except ImportError as error:
            raise Refused(self.address, "the package that speaks to clusters (distributed) is not installed",
                          "Install the workbench with its extra `cluster`") from error  # fmt: skip
        connect: Any = distributed.Client
        security: Any = distributed.Security
        if self.address.startswith("tls:") and not security().tls_client_cert:
            raise Refused(self.address, "no certificate of this machine is set in this shell",
                          "Set NAME and type the lines of docs/cluster.md that begin with `export DASK`")  # fmt: skip
        self._greeted(distributed.comm, security().get_connection_args("client"))
        try:
            client: Any = connect(self.address, timeout=self.wait_s, set_as_default=False, name="workbench")
        except (OSError, ValueError) as error:
            raise Refused(self.address, f"no scheduler answers there ({type(error).__name__})",
                          "Start one as docs/cluster.md says, and name its address") from error  # fmt: skip
        if not client.scheduler_info(n_workers=-1)["workers"]:
            client.close()
            raise Refused(self.address, "the scheduler has no worker", "docs/cluster.md has the line that starts one")
        return client

    def _greeted(self, comm: Any, given: dict[str, Any]) -> None:
        """Passes where a scheduler answers within seconds; a client of it would try for minutes, and not let go."""
        within, then = min(REACHED_S, self.wait_s), "See that it runs and that the address is right (docs/cluster.md)"

        async def greet() -> None:
            (await asyncio.wait_for(comm.connect(self.address, timeout=within, **given), within)).abort()

        try:
            with ThreadPoolExecutor(1) as beside:  # in a notebook a loop runs already in this thread
                beside.submit(lambda: asyncio.run(greet())).result()
        except OSError as error:
            raise Refused(self.address, f"no scheduler answers there within {within:g} s", then) from error
        except Exception as error:  # whatever a machine answers that is no scheduler
            cause = f"what answers there is no scheduler ({type(error).__name__})"
            raise Refused(self.address, cause, then) from error
