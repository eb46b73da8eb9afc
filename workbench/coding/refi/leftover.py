"""What a REFI-QDA file holds beside codings that are taken: listed, so that nothing is lost unseen."""

import dataclasses
from collections.abc import Iterator

from workbench.coding.refi.archive import Package
from workbench.coding.refi.guid import same
from workbench.errors import Refused, WorkbenchError

SELECTIONS = (
    "PlainTextSelection", "PictureSelection", "PDFSelection", "AudioSelection", "VideoSelection", "TranscriptSelection",
)  # fmt: skip
COUNTED = {
    "Variable": "variables", "Set": "sets", "Link": "links", "Graph": "graphs", "Transcript": "transcripts",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Seen:
    """What the codings of a file used: GUIDs of places, GUIDs of notes, and names of subjects."""

    places: frozenset[str]
    notes: frozenset[str]
    subjects: frozenset[str]


def leftovers(package: Package, seen: Seen) -> Iterator[WorkbenchError]:
    """One line for each uncoded selection, unused note and case, and for each other kind of thing with its number."""
    yield from _unused(package, seen)
    for source in (one for sources in package.root.iter("Sources") for one in sources):
        if (source.findtext("Description") or "").strip():
            yield _left(package, f"source {source.get('name')}", "its description is no word of the source itself")
    for kind, words in COUNTED.items():
        number = sum(1 for _ in package.root.iter(kind))
        if number:
            yield _left(package, f"{number} {words}", "a case here has no place for them")


def _unused(package: Package, seen: Seen) -> Iterator[WorkbenchError]:
    for one in package.root.iter():
        if one.tag in SELECTIONS and same(one.get("guid")) not in seen.places:
            told = ", ".join(text for text in (one.get("name"), one.findtext("Description")) if text)
            yield _left(package, f"selection {same(one.get('guid'))}", f"no code stands on it ({told})")
        elif one.tag == "Note" and same(one.get("guid")) not in seen.notes:
            yield _left(package, f"note {one.get('name') or same(one.get('guid'))}", "no coding bears it")
        elif one.tag == "Case" and (one.get("name") or "") not in seen.subjects:
            yield _left(package, f"case {one.get('name')}", "it is the subject of no coding that is taken")


def _left(package: Package, thing: str, cause: str) -> Refused:
    return Refused(f"{package.name}, {thing}", cause, "Keep the file itself as an item if it matters")
