"""Whether each batch of a chain was signed, by the key that began the chain, while that key was in force."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.casefile.cipher import signed
from workbench.casefile.line import Line

Found = tuple[str, str, str]


def unsound(
    folder: str,
    lines: Iterable[Line],
    keys: Mapping[str, str | None],
    *,
    members_only: bool = False,
    before: Mapping[str, str] | None = None,
) -> Iterator[Found]:
    """What is wrong with the signatures of the chains of a folder: code, line, and why.

    `lines` are in the order of their chains. `keys` holds the public keys that `keys_of` found, each with the day from
    which it is revoked, or None; with `members_only`, as in a sealed case, no other may sign. `before` holds the key of
    each chain whose beginning is not among the lines. A batch of format 1 is not signed, and that is no fault unless a
    signed one stands before it in its chain.

    Example:
        >>> line = Line("3f", 0, "", "", "count", "", "", {}, 0, "", key="00" * 32, sig="00" * 64, signed="00" * 32)
        >>> [code for code, _, _ in unsound("ledger", [line], {})]
        ['signature-wrong']
    """
    known, latest, reached = dict(before or {}), dict[str, str](), dict[str, int]()
    for line in lines:
        if line.rest:
            continue
        if line.n <= reached.get(line.chain, -1):  # a fork: its clock is its own
            latest.pop(line.chain)
        reached[line.chain] = line.n
        # A clock that was set back does not bring a revoked key into force again.
        day = latest[line.chain] = max(line.at[:10], latest.get(line.chain, ""))
        subject = f"{folder}/{line.chain}.jsonl, line {line.n + 1}"
        held = known.get(line.chain)
        if not line.sig:
            if held is not None:
                yield "signature-missing", subject, "batches before it are signed"
            continue
        known[line.chain] = line.key
        if not signed(line.key, bytes.fromhex(line.signed), line.sig):
            yield "signature-wrong", subject, f"key {line.key[:16]}"
        if members_only and line.key not in keys:
            yield "signer-unknown", subject, f"key {line.key[:16]}"
        elif held is not None and held != line.key and line.key not in keys:
            yield "signer-changed", subject, f"from key {held[:16]} to {line.key[:16]}"
        revoked = keys.get(line.key)
        if revoked is not None and day >= revoked[:10]:
            yield "signer-revoked", subject, f"key {line.key[:16]}, revoked from {revoked}"


def keys_of(
    lines: Iterable[Line], members: Mapping[str, Any], *, trusted: Iterable[str] | None = None
) -> dict[str, str | None]:
    """The keys that may sign in a case, each with the earliest day from which it is revoked, or None.

    The first is the one that signed the case's beginning; any other counts from a member record on that was itself
    signed by one that counts: whoever writes himself into a ledger is no member. `members` holds the member records by
    id. A record that revokes names the key, or means every key that the member had. Where the beginning is not among
    the lines, `trusted` are the keys that count already.

    Example:
        >>> keys_of([], {})
        {}
    """
    first, said = _told(lines, members)
    keys: dict[str, str | None] = dict.fromkeys(([first] if first else []) if trusted is None else trusted)
    added = [(by, one.signing) for by, one in said if one.action != "revoked" and one.signing]
    while fresh := {key for by, key in added if by in keys and key not in keys}:
        keys |= dict.fromkeys(fresh)
    for number, (by, one) in enumerate(said):
        if one.action == "revoked" and one.since and by in keys:
            own = [other.signing for _, other in said[:number] if other.member == one.member and other.signing]
            for key in {one.signing} if one.signing else keys.keys() & own:
                keys[key] = min(keys.get(key) or one.since, one.since)
    return keys


def _told(lines: Iterable[Line], members: Mapping[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
    """The key that signed the beginning, and the member records by time, each with the key that signed its batch."""
    begun, said, batch = dict[tuple[bool, str], str](), list[tuple[str, str, Any]](), list[Line]()
    chain, is_first = "", True
    for line in lines:
        if line.chain != chain:
            chain, is_first, batch = line.chain, True, []
        if line.kind == "case" or line.id in members:
            batch.append(line)
        if line.rest:
            continue
        if line.key and (batch or is_first):
            begun.setdefault((True, line.at), line.key)
            begun |= {(False, one.at): line.key for one in batch if one.kind == "case"}
            said += [(one.at, line.key, members[one.id]) for one in batch if one.id in members]
        is_first, batch = False, []
    said.sort(key=lambda entry: entry[0])
    return begun[min(begun)] if begun else "", [(by, one) for _, by, one in said]
