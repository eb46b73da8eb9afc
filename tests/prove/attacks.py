"""Somebody changes a case on purpose, in several places, and mends what he can: is it found, and is each thing named?

A seal kept elsewhere is part of the judgement: a ledger alone cannot show that its end is missing. What a seal leaves
out on purpose, counsel's chains and whatever was added since, is compared with the heads of all chains.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.prove.flips import CHAINS, names
from workbench import codebook
from workbench.casefile import Case, open_case, verify
from workbench.casefile.batch import write_batch
from workbench.casefile.chains import chains_in, tips_of
from workbench.casefile.cipher import Signer
from workbench.casefile.formats import FORMAT_FILE
from workbench.casefile.ledger import read_chain
from workbench.casefile.line import ROOT_DIGEST
from workbench.casefile.seal import Seal, make
from workbench.casefile.sealed_vault import SealedVault
from workbench.errors import WorkbenchError

Files = dict[str, bytes]
Kept = dict[str, tuple[int, str]]


def bytes_of(case: Path) -> Files:
    """Every file of a case but its lock, by its path inside."""
    found = (path for path in sorted(case.rglob("*")) if path.is_file() and path.name != ".lock")
    return {path.relative_to(case).as_posix(): path.read_bytes() for path in found}


def kept(case: Path) -> Kept:
    """What was written down elsewhere: of each chain how many events it had, and the digest of the last."""
    tips: Kept = {}
    for folder in CHAINS:
        for file in chains_in(case / folder):
            tips |= {f"{folder}/{file.name}": tip for tip in tips_of(read_chain(file)).values()}
    return tips


def naming(case: Path) -> dict[str, set[str]]:
    """For each stored object, the chains whose records name it."""
    found: dict[str, set[str]] = {}
    for file in chains_in(case / "ledger"):
        for line in read_chain(file):
            name = line.body.get("object") or line.body.get("content", {}).get("object")
            if name:
                found.setdefault(f"objects/{name[:2]}/{name}", set()).add(f"ledger/{file.name}")
    return found


def against(head: Kept, case: Path) -> Iterator[str]:
    """The chains that are no longer those whose head was kept; nobody has worked in the case since."""
    present = {f"{folder}/{file.name}": file for folder in CHAINS for file in chains_in(case / folder)}
    for name in sorted({*head, *present}):
        try:
            lines = list(read_chain(present[name])) if name in present else []
        except (WorkbenchError, OSError):
            yield name
            continue
        if head.get(name, (0, ROOT_DIGEST)) != ((len(lines), lines[-1].digest) if lines else (0, ROOT_DIGEST)):
            yield name


class Attacker:
    """Makes changes to the files of a case, from a seed; `other` is a second case of the same kind to splice from."""

    def __init__(self, files: Files, other: Files, seed: str) -> None:
        self.files, self.other, self.chance = dict(files), other, random.Random(seed)
        self.acts: list[str] = []

    def attack(self) -> Files:
        """One to four acts, one after the other."""
        acts: list[Callable[[], None]] = [
            self._delete, self._swap_files, self._swap_lines, self._reorder, self._repeat_line, self._repeat_file,
            self._truncate, self._drop_lines, self._splice_line, self._splice_file, self._roll_back, self._overwrite,
            self._rewrite_and_mend,
        ]  # fmt: skip
        for act in self.chance.sample(acts, self.chance.choice((1, 1, 2, 3, 4))):
            self.acts.append(act.__name__[1:])
            act()
        return self.files

    def _any(self) -> str:
        return self.chance.choice(sorted(self.files))

    def _chain(self) -> tuple[str, list[bytes]]:
        chains = [name for name in sorted(self.files) if name.endswith(".jsonl") and self.files[name]]
        name = self.chance.choice(chains or ["ledger/" + "0" * 32 + ".jsonl"])
        return name, self.files.get(name, b"").splitlines(keepends=True)

    def _put(self, name: str, lines: list[bytes]) -> None:
        self.files[name] = b"".join(lines)

    def _delete(self) -> None:
        del self.files[self._any()]

    def _swap_files(self) -> None:
        one, two = self._any(), self._any()
        self.files[one], self.files[two] = self.files[two], self.files[one]

    def _swap_lines(self) -> None:
        (one, lines), (two, others) = self._chain(), self._chain()
        if one == two:
            others = lines
        if lines and others:
            at, to = self.chance.randrange(len(lines)), self.chance.randrange(len(others))
            lines[at], others[to] = others[to], lines[at]
            self._put(one, lines)
            self._put(two, others)

    def _reorder(self) -> None:
        name, lines = self._chain()
        at = self.chance.randint(0, max(0, len(lines) - 2))
        stretch = lines[at : at + self.chance.randint(2, 20)]
        self.chance.shuffle(stretch)
        self._put(name, lines[:at] + stretch + lines[at + len(stretch) :])

    def _repeat_line(self) -> None:
        name, lines = self._chain()
        if lines:
            lines.insert(self.chance.randint(0, len(lines)), self.chance.choice(lines))
        self._put(name, lines)

    def _repeat_file(self) -> None:
        name = self._any()
        folder, _, last = name.rpartition("/")
        turned = last[::-1] if self.chance.random() < 0.5 else "copy of " + last
        self.files[f"{folder}/{turned}".lstrip("/")] = self.files[name]

    def _truncate(self) -> None:
        name = self._any()
        self.files[name] = self.files[name][: self.chance.randrange(max(1, len(self.files[name])))]

    def _drop_lines(self) -> None:
        name, lines = self._chain()
        at = self.chance.randrange(max(1, len(lines)))
        self._put(name, lines[:at] + lines[at + self.chance.randint(1, 5) :])

    def _splice_line(self) -> None:
        name, lines = self._chain()
        chains = [one for one in sorted(self.other) if one.endswith(".jsonl")]
        foreign = self.other[self.chance.choice(chains)].splitlines(keepends=True)
        at = self.chance.randint(0, len(lines))
        self._put(name, [*lines[:at], self.chance.choice(foreign), *lines[at + self.chance.randint(0, 1) :]])

    def _splice_file(self) -> None:
        name = self.chance.choice(sorted(self.other))
        self.files[name if self.chance.random() < 0.5 else self._any()] = self.other[name]

    def _roll_back(self) -> None:
        """A chain as it once was: cut between two batches, so that what is left is whole in itself."""
        name, lines = self._chain()
        ends = [at + 1 for at, line in enumerate(lines[:-1]) if b'"rest":0,' in line]
        self._put(name, lines[: self.chance.choice([0, *ends])])

    def _overwrite(self) -> None:
        name = self._any()
        raw = self.files[name]
        at, size = self.chance.randrange(max(1, len(raw))), self.chance.randint(1, 600)
        self.files[name] = raw[:at] + self.chance.randbytes(size) + raw[at + self.chance.choice((0, size)) :]

    def _rewrite_and_mend(self) -> None:
        """A word changed inside a record, and every digest, link and signature after it made anew."""
        name, lines = self._chain()
        try:
            events = [json.loads(line) for line in lines]
            event = self.chance.choice(events)
            self._reword(event)
            fields = ("agent", "at", "body", "id", "kind")
            made = [{field: event[field] for field in fields} for event in events]
            stem = name.rpartition("/")[2].removesuffix(".jsonl")
            signer = Signer(self.chance.randbytes(32))
            self.files[name] = write_batch(stem, (0, ROOT_DIGEST), made, signer)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, WorkbenchError):
            self.files[name] = self.files.get(name, b"") + b"{}\n"  # an earlier act left nothing to mend

    def _reword(self, event: dict) -> None:  # type: ignore[type-arg]
        words = event["body"].get("content", event["body"])
        named = sorted(key for key, value in words.items() if isinstance(value, str))
        words[self.chance.choice(named)] = f"changed {self.chance.random()}"


def _grave(case: Case, seal: Seal, *, without_key: bool) -> Iterator[str]:
    """The subjects of what `verify` says against a case; that it had no key is nothing against it."""
    for problem in verify(case, without_key=without_key, seal=seal).problems:
        if problem.code == "key-missing":
            yield "keys/ring"  # what is missing there is named by the record that it opened
        that_it_is_sealed = (problem.code, problem.subject) == ("not-opened", "contents")
        if codebook.severity(problem.code) != "notice" and not that_it_is_sealed:
            yield problem.subject


class Target:
    """A case that is attacked again and again: its files as they were, the head kept of it, how things are called."""

    def __init__(self, case: Case) -> None:
        self.path, self.files, self.head, self.called = case.path, bytes_of(case.path), kept(case.path), names(case)
        self.named_in, self.seal = naming(self.path), make(case, Signer(bytes(32)))
        self.secrets = case.vault.secrets if isinstance(case.vault, SealedVault) else None
        for path in self.path.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)

    def open(self) -> Case:
        """The case, open for its member."""
        case = open_case(self.path)
        if isinstance(case.vault, SealedVault) and self.secrets:
            case.vault.open_with(self.secrets)
        return case

    def strike(self, other: Files, seed: str) -> Counter[str]:
        """One attack, judged; the case is put right again."""
        attacker = Attacker(self.files, other, seed)
        after = attacker.attack()
        # A new chain without events says nothing: an append that was killed leaves such a one, too.
        nothing = {name for name in after if name not in self.files and name.endswith(".jsonl") and not after[name]}
        after = {name: data for name, data in after.items() if name not in nothing}
        touched = {name for name in {*self.files, *after} if self.files.get(name) != after.get(name)}
        if not touched:
            return Counter(void=1)
        self._lay(touched, after)
        try:
            problems = list(self._said(after))
        finally:
            self._lay(touched, self.files)
        counts = Counter({"attacks": 1, **{f"act {act}": 1 for act in attacker.acts}})
        counts["found by verify and the seal alone"] += any(not said.startswith("head of ") for said in problems)
        if not problems:
            counts[f"MISSED {seed}: {attacker.acts}"] = 1
        for name in touched:
            if not self._is_named(name, problems, touched):
                counts[f"NOT NAMED {seed}: {attacker.acts}: {name}"] = 1
        return counts

    def _lay(self, touched: set[str], files: Files) -> None:
        for name in touched:
            path = self.path / name
            if name in files:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(files[name])
            else:
                path.unlink(missing_ok=True)
                if name.startswith("objects/") and not any(path.parent.iterdir()) and name not in self.files:
                    path.parent.rmdir()

    def _said(self, after: Files) -> Iterator[str]:
        """The subjects of everything that is said against the case as it lies there.

        A case that does not say what it is is refused by that file's name; that is put right, and the rest looked at.
        """
        try:
            open_case(self.path)
        except WorkbenchError as error:
            yield error.subject.removeprefix(f"{self.path}/")
            if after.get(FORMAT_FILE) != self.files[FORMAT_FILE]:
                self._lay({FORMAT_FILE}, self.files)
        yield from _grave(open_case(self.path), self.seal, without_key=True)
        try:
            yield from _grave(self.open(), self.seal, without_key=False)
        except WorkbenchError as error:  # the keys themselves were changed
            yield str(error.subject).removeprefix(f"{self.path}/")
        yield from (f"head of {name}" for name in against(self.head, self.path))

    def _is_named(self, name: str, said: list[str], touched: set[str]) -> bool:
        if any(one in self.called.get(name, ()) or one in (name, f"head of {name}") for one in said):
            return True
        if any(one.startswith(f"{name}, ") or (one == "keys/ring" and name.startswith(one)) for one in said):
            return True
        # Whoever destroys the records with the object, or with their keys, leaves nobody who could name these: the
        # chain is named.
        chains = self.named_in.get(name, set())
        if name.startswith("keys/"):
            chains = {one for one in touched if one.startswith("ledger/")}
        return bool(chains) and chains <= touched and all(self._is_named(chain, said, touched) for chain in chains)
