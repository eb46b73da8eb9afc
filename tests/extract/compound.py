"""A writer of compound files ([MS-CFB], version 3) for tests: streams and storages as they are given, nothing else."""

import struct

FREE, END, SECTOR, SMALL = 0xFFFFFFFF, 0xFFFFFFFE, 512, 4096
Tree = dict[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """The bytes of a compound file that holds these storages (dicts) and streams (bytes)."""
    entries: list[list] = [["Root Entry", 5, FREE, FREE, FREE, END, 0]]  # name, type, left, right, child, start, size
    contents: dict[int, bytes] = {}
    _walk(tree, 0, entries, contents)
    small = {at: data for at, data in contents.items() if len(data) < SMALL}
    mini, mini_fat = b"", list[int]()
    for at, data in small.items():
        entries[at][5:] = [len(mini_fat) if data else END, len(data)]
        count = -(-len(data) // 64)
        mini_fat += [len(mini_fat) + n + 1 for n in range(count - 1)] + [END] * bool(count)
        mini += data.ljust(count * 64, b"\0")
    chains = [b"", _padded(b"".join(struct.pack("<I", one) for one in mini_fat), b"\xff"), _padded(mini)]
    big = [(at, data) for at, data in contents.items() if len(data) >= SMALL]
    chains += [_padded(data) for _, data in big]
    chains[0] = bytes(-(-len(entries) // 4) * SECTOR)
    sectors = sum(len(chain) // SECTOR for chain in chains)
    fats = 1
    while fats * 128 < sectors + fats:
        fats += 1
    fat, starts = [0xFFFFFFFD] * fats, list[int]()
    for chain in chains:
        count = len(chain) // SECTOR
        starts.append(len(fat) if count else END)
        fat += [len(fat) + n + 1 for n in range(count - 1)] + [END] * bool(count)
    entries[0][5:] = [starts[2], len(mini)]
    for (at, data), start in zip(big, starts[3:], strict=True):
        entries[at][5:] = [start, len(data)]
    chains[0] = _padded(b"".join(map(_entry, entries)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fats, starts[0], 0, SMALL, starts[1], len(chains[1]) // SECTOR, END, 0)
    head += b"".join(struct.pack("<I", n if n < fats else FREE) for n in range(109))
    table = b"".join(struct.pack("<I", one) for one in fat).ljust(fats * SECTOR, b"\xff")
    return head + table + b"".join(chains)


def _walk(tree: Tree, parent: int, entries: list[list], contents: dict[int, bytes]) -> None:
    before = None
    for name, held in sorted(tree.items(), key=lambda one: (len(one[0]), one[0].upper())):
        at = len(entries)
        entries.append([name, 1 if isinstance(held, dict) else 2, FREE, FREE, FREE, END, 0])
        if before is None:
            entries[parent][4] = at
        else:
            entries[before][3] = at
        before = at
        if isinstance(held, dict):
            entries[at][5] = 0
            _walk(held, at, entries, contents)
        else:
            contents[at] = held


def _entry(one: list) -> bytes:
    name, kind, left, right, child, start, size = one
    raw = name.encode("utf-16-le")
    return (raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1) + struct.pack("<III", left, right, child)
            + bytes(36) + struct.pack("<IQ", start, size))  # fmt: skip


def _padded(data: bytes, filling: bytes = b"\0") -> bytes:
    return data.ljust(-(-len(data) // SECTOR) * SECTOR, filling)


def properties(head: bytes, *, words: dict[int, str] | None = None, raw: dict[int, bytes] | None = None,
               numbers: dict[int, int] | None = None) -> Tree:  # fmt: skip
    """The property stream and the streams of one object of a message ([MS-OXMSG], 2.4)."""
    stream, held = head, Tree()
    for identity, text in (words or {}).items():
        data = text.encode("utf-16-le")
        stream += struct.pack("<HHIII", 0x1F, identity, 6, len(data) + 2, 0)
        held[f"__substg1.0_{identity:04X}001F"] = data
    for identity, data in (raw or {}).items():
        stream += struct.pack("<HHIII", 0x102, identity, 6, len(data), 0)
        held[f"__substg1.0_{identity:04X}0102"] = data
    for identity, number in (numbers or {}).items():
        kind = 0x40 if number > 0xFFFFFFFF else 3
        stream += struct.pack("<HHIQ", kind, identity, 6, number)
    held["__properties_version1.0"] = stream
    return held
