"""What a worker told, in every kind of record, and whatever can still be opened of a case with all keys that it has."""

import base64
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.casefile.two_members import Team, team_of
from tests.prove.planted import Scanner
from workbench.casefile import Case
from workbench.casefile.chains import chains_in
from workbench.casefile.cipher import NotOpened, open_sealed, open_stream, part
from workbench.casefile.counsel import note_aside
from workbench.casefile.ledger import read_chain
from workbench.casefile.ring import Ring
from workbench.casefile.sealed_objects import HEADER
from workbench.casefile.sealed_vault import SealedVault
from workbench.casefile.withdrawal import ask_to_destroy, confirm_destruction
from workbench.records import (
    Coding,
    Consent,
    CounselNote,
    Count,
    CustodyEvent,
    Derivative,
    Entity,
    Event,
    Item,
    Passage,
    Reading,
    Relation,
    Source,
    canonical,
)

FOLDERS = ("ledger", "access", "counsel")


def tell(case: Case, worker: str, words: list[str]) -> str:
    """Everything that can be recorded of one worker, each with some of the words; gives the id of the worker."""
    text = "\n".join(f"He said: {word}." for word in words)
    say = iter(words * 3).__next__
    who, spans = case.agent("MJ"), [(text.index(word), word) for word in words]
    with case.writing(who) as writer:
        person = writer.record(Entity(key=worker, schema="Worker", label=worker, names=(say(), say()), note=say()))
        source = writer.record(Source(key=f"T-{worker}", label=say(), kind="worker", worker=person, note=say()))
        writer.record(Consent(worker=person, audience="ombudsman", purpose=say(), form=say(), given="2024-05-11"))
        kept = writer.store(text.encode())
        item = writer.record(Item(size=kept.size, name=f"{say()}.txt", source=source, media_type="text/plain",
                                  kind="text", object=kept.name, sha256=kept.sha256))  # fmt: skip
        writer.record(CustodyEvent(item=item, action="intake", outcome="parsed", detail=say()))
        copy = writer.store(text.encode("utf-16"), beside=kept)
        writer.record(Derivative(item=item, tool="t", version="1", media_type="text/plain", kind="layout",
                                 object=copy.name, sha256=copy.sha256))  # fmt: skip
        plain = writer.store(text.encode(), beside=kept)
        derivative = writer.record(Derivative(item=item, tool="t", version="1", media_type="text/plain", kind="text",
                                              object=plain.name, sha256=plain.sha256))  # fmt: skip
        codings = []
        for start, word in spans:
            passage = writer.record(Passage(item=item, derivative=derivative, quote=word, start=start,
                                            end=start + len(word)))  # fmt: skip
            codings.append(writer.record(Coding(
                passage=passage, framework="ilo-11", indicator="deception", stance="supports", subject=person,
                coder=who, means="first-hand", memo=say())))  # fmt: skip
        writer.record(Reading(coder=who, passage=passage, subject=person, framework="ilo-11"))
        writer.record(Relation(schema="Employment", source_entity=person, target_entity=person, source=source,
                               passage=passage, note=say()))  # fmt: skip
        writer.record(Event(track="travel", title=say(), source=source, actors=(person,), note=say()))
        writer.record(Count(what="present", label=say(), low=1, high=2, source=source, note=say()))
    note_aside(case, who, [CounselNote(coding=codings[0], text=say())])
    return person


def recoverable(case: Case) -> Iterator[bytes]:
    """The content of every event and every stored file that opens under any key of the ring: whosever it was."""
    assert isinstance(case.vault, SealedVault)
    keys = list(Ring(case.path / "keys", case.vault.secrets.identity).keys.values())
    for file in [file for folder in FOLDERS for file in chains_in(case.path / folder)]:
        for line in read_chain(file):
            if "sealed" in line.body:
                bound, sealed = canonical({"id": line.id, "kind": line.kind}), base64.b64decode(line.body["sealed"])
                yield from _opened(
                    lambda key, raw=sealed, tied=bound: open_sealed(part(key, "body"), raw, tied, ""), keys
                )
    for path in sorted((case.path / "objects").rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            head, rest = raw[:HEADER], raw[HEADER:]
            yield from _opened(
                lambda key, salt=head[20:], tail=rest: b"".join(open_stream(part(key, "object", salt), [tail], "")),
                keys,
            )


def _opened(opening: Callable[[bytes], bytes], keys: Iterable[bytes]) -> Iterator[bytes]:
    for key in keys:
        try:
            yield opening(key)
        except NotOpened:
            continue


def words_in(case: Case, scanner: Scanner) -> set[str]:
    """The words that stand in whatever can be opened."""
    return {word for content in recoverable(case) for word, _ in scanner.inside(content)}


def destroy_all_of(team: Team, worker: str) -> None:
    """The worker asks, a second member confirms when the case's delay is over: what speaks of that worker goes."""
    team.clock.turn(days=36_500)  # behind everything that the clock of this machine has dated
    first = team.opened("MJ")
    ask_to_destroy(first, worker, agent=first.agent("MJ"), reason="as asked", private="alone", offered="taken")
    team.clock.turn(days=90)
    second = team.opened("AK")
    done = confirm_destruction(second, worker, agent=second.agent("AK"), reason="so it was said to me")
    assert done.carried_out, done.pending
    team.case.forget()


def lying(root: Path, scanner: Scanner) -> set[str]:
    """The words that stand in any file of a folder as it lies there."""
    return {hit.word for hit in scanner.folder(root)}


__all__ = ["destroy_all_of", "lying", "recoverable", "team_of", "tell", "words_in"]
