"""What a worker told, in a case of any kind."""

from workbench.casefile import Case
from workbench.records import Coding, Completion, CustodyEvent, Derivative, Entity, Item, Passage, Source

PASSPHRASE = "five words that nobody knows"
TEXT = "They keep our passports. Họ giữ hộ chiếu."


def told_by(case: Case, words: str = TEXT, *, worker: str = "W-01", key: str = "S-01", name: str = "t.txt") -> dict:
    """A worker, the worker's source, a testimony with its text, a passage and a coding; gives the ids."""
    with case.writing(case.agent("MJ")) as writer:
        person = writer.record(Entity(key=worker, schema="Worker", label=worker, names=(f"Name of {worker}",)))
        source = writer.record(Source(key=key, label=f"Testimony of {worker}", kind="worker", worker=person))
        kept = writer.store(words.encode())
        fields = {"media_type": "text/plain", "kind": "text", "object": kept.name, "sha256": kept.sha256}
        item = writer.record(Item(size=kept.size, name=name, source=source, **fields))
        writer.record(CustodyEvent(item=item, action="intake", outcome="parsed"))
        copy = writer.store(words.encode(), beside=kept)
        fields |= {"object": copy.name, "sha256": copy.sha256}
        text = writer.record(Derivative(item=item, tool="t", version="1", **fields))
        passage = writer.record(Passage(item=item, derivative=text, quote=words[:4], start=0, end=4))
        coding = writer.record(coding_of(case, passage, person))
    return {"worker": person, "source": source, "item": item, "text": text, "passage": passage, "coding": coding,
            "objects": [kept.name, copy.name]}  # fmt: skip


def coding_of(case: Case, passage: str, subject: str) -> Coding:
    """A coding by MJ."""
    return Coding(
        passage=passage, framework="ilo-11", indicator="retention-of-identity-documents", stance="supports",
        subject=subject, coder=case.agent("MJ"), means="first-hand",
    )  # fmt: skip


def untold(case: Case, subject: str, words: str = "Nobody may leave.", name: str = "whose.txt") -> dict:
    """A file of which nothing says who told it, with a passage and a coding about somebody; gives the ids."""
    with case.writing(case.agent("MJ")) as writer:
        kept = writer.store(words.encode())
        fields = {"media_type": "text/plain", "kind": "text", "object": kept.name, "sha256": kept.sha256}
        item = writer.record(Item(size=kept.size, name=name, **fields))
        writer.record(CustodyEvent(item=item, action="intake", outcome="parsed"))
    return {"item": item, **on_it(case, item, subject)}


def on_it(case: Case, item: str, subject: str, at: int = 0) -> dict:
    """A passage of an item, and a coding about somebody that rests on it."""
    with case.writing(case.agent("MJ")) as writer:
        passage = writer.record(Passage(item=item, region=(at, 0, 1, 1)))
        coding = writer.record(coding_of(case, passage, subject))
    return {"passage": passage, "coding": coding}


def brought_again(case: Case, item: str, source: str | None) -> str:
    """The same bytes come once more, from a source or from nobody who is named."""
    told = CustodyEvent(item=item, action="received-again", outcome="duplicate", received_from=source)
    with case.writing(case.agent("MJ")) as writer:
        return writer.record(told)


def at_night(case: Case, subject: str, words: str = "The gate is locked.", key: str = "S-90") -> dict:
    """A file that came with a new key, so that its source is unstated, coded about somebody; gives the ids."""
    with case.writing(case.agent("MJ")) as writer:
        source = writer.record(Source(key=key, label=key, kind="unstated"))
        kept = writer.store(words.encode())
        fields = {"media_type": "text/plain", "kind": "text", "object": kept.name, "sha256": kept.sha256}
        item = writer.record(Item(size=kept.size, name=f"{key}.txt", source=source, **fields))
        writer.record(CustodyEvent(item=item, action="intake", outcome="parsed"))
    return {"source": source, "item": item, "objects": [kept.name], **on_it(case, item, subject)}


def said_later(case: Case, source: str, worker: str | None, agent: str = "MJ", **more: str) -> str:
    """Somebody says later who told a source."""
    said = {"label": "A talk", "kind": "worker", "worker": worker, **more}
    with case.writing(case.agent(agent)) as writer:
        return writer.record(Completion(source=source, **said))
