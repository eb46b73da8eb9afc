"""Many files out of few: each copy is changed a little, where its format allows it, so that no two have one digest.

Seeds are the files of this repository and, where `WORKBENCH_CORPUS` names it, a folder of files by others. They are
taken in turn by kind (a photograph, a PDF file, a table ...), so that no kind crowds the others out.
"""

import itertools
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_SEED = 300_000
OWN = ("casefiles/demo_synthetic/raw", "casefiles/zrenjanin_public_record/raw")


def jpeg(data: bytes, number: int) -> bytes:
    """A comment of its own behind the first marker."""
    words = f"copy {number}".encode()
    return data[:2] + b"\xff\xfe" + (len(words) + 2).to_bytes(2, "big") + words + data[2:]


def png(data: bytes, number: int) -> bytes:
    """A textual chunk of its own before the last one."""
    body = b"tEXtComment\0" + f"copy {number}".encode()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return data[:-12] + chunk + data[-12:]


def boxes(data: bytes, number: int) -> bytes:
    """A box that is free at the end (ISO 14496-12, 8.1.2)."""
    words = f"copy {number:08}".encode()
    return data + struct.pack(">I", len(words) + 8) + b"free" + words


def zipped(data: bytes, number: int) -> bytes:
    """A comment at the end of the archive, where it has none."""
    words = f"copy {number}".encode()
    return data[:-2] + struct.pack("<H", len(words)) + words if data[-22:-18] == b"PK\5\6" else data + words


def table(data: bytes, number: int) -> bytes:
    """One more row."""
    return data.rstrip(b"\r\n") + f"\ncopy,{number}\n".encode()


def marked(data: bytes, number: int) -> bytes:
    """A comment behind the last element."""
    return data.rstrip() + f"\n<!-- copy {number} -->\n".encode()


def spaced(data: bytes, number: int) -> bytes:
    """The number in spaces and line ends, which say nothing."""
    return data.rstrip() + f"{number:b}".replace("0", " ").replace("1", "\n").encode()


def ended(data: bytes, number: int) -> bytes:
    """One more line."""
    return data + f"\n% copy {number}\n".encode()


CHANGES: dict[str, Callable[[bytes, int], bytes]] = {
    "jpg": jpeg, "png": png, "heic": boxes, "docx": zipped, "xlsx": zipped, "odt": zipped, "pdf": ended, "csv": table,
    "html": marked, "xml": marked, "json": spaced, "txt": ended, "md": ended, "eml": ended,
}  # fmt: skip
MAGIC = {
    "jpg": b"\xff\xd8\xff", "png": b"\x89PNG", "docx": b"PK\3\4", "xlsx": b"PK\3\4", "odt": b"PK\3\4", "pdf": b"%PDF",
}  # fmt: skip
MAIL = "mail"


def seeds(*, others_alone: bool = False) -> dict[str, list[bytes]]:
    """Files by kind, each kind in the order of its names; with `others_alone`, those by others only."""
    found: dict[str, list[bytes]] = {kind: [] for kind in CHANGES}
    others = os.environ.get("WORKBENCH_CORPUS")
    own = [] if others_alone else [ROOT / name for name in OWN]
    for folder in [*own, *([Path(others)] if others else [])]:
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or not 0 < path.stat().st_size <= MOST_SEED:
                continue
            kind = path.suffix.lower().strip(".").replace("jpeg", "jpg")
            kind = "eml" if path.is_relative_to(folder / MAIL) and kind == "txt" else kind
            data = path.read_bytes()
            if kind in CHANGES and data.startswith(MAGIC.get(kind, b"")):
                found[kind].append(data)
    return {kind: held for kind, held in found.items() if held}


def copies(count: int, kinds: dict[str, list[bytes]]) -> Iterator[tuple[str, bytes]]:
    """So many files, a kind after the other, each changed a little."""
    turns = {kind: itertools.cycle(held) for kind, held in kinds.items()}
    for number, kind in zip(range(count), itertools.cycle(turns), strict=False):
        yield f"{number:06}.{kind}", CHANGES[kind](next(turns[kind]), number)


def written(folder: Path, count: int, kinds: dict[str, list[bytes]]) -> list[Path]:
    """The same in a folder, a hundred in each of its own."""
    paths = []
    for number, (name, data) in enumerate(copies(count, kinds)):
        paths.append(folder / f"{number // 100:04}" / name)
        paths[-1].parent.mkdir(parents=True, exist_ok=True)
        paths[-1].write_bytes(data)
    return paths
