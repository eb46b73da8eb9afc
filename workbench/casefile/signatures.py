"""Whether each batch of a chain was signed, by the key that began the chain, while that key was in force."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.casefile.cipher import signed
from workbench.casefile.line import Line

Found = tuple[str, str, str]


def unsound(
    folder: str, lines: Iterable[Line], keys: Mapping[str, str | None], before: Mapping[str, str] | None = None
) -> Iterator[Found]:
    """What is wrong with the signatures of the chains of a folder: code, line, and why.

    `lines` are in the order of their chains. `keys` holds the public keys that member records name, each with the day
    from which it is revoked, or None; `before` the key of each chain whose beginning is not among the lines. A batch
    of format 1 is not signed, and that is no fault unless a signed one stands before it in its chain.

    Example:
        >>> line = Line("3f", 0, "", "", "count", "", "", {}, 0, "", key="00" * 32, sig="00" * 64, signed="00" * 32)
        >>> [code for code, _, _ in unsound("ledger", [line], {})]
        ['signature-wrong']
    """
    known, latest = dict(before or {}), dict[str, str]()
    for line in lines:
        # A clock that was set back does not bring a revoked key into force again.
        day = latest[line.chain] = max(line.at[:10], latest.get(line.chain, ""))
        if line.rest:
            continue
        subject = f"{folder}/{line.chain}.jsonl, line {line.n + 1}"
        held = known.get(line.chain)
        if not line.sig:
            if held is not None:
                yield "signature-missing", subject, "batches before it are signed"
            continue
        known[line.chain] = line.key
        if not signed(line.key, bytes.fromhex(line.signed), line.sig):
            yield "signature-wrong", subject, f"key {line.key[:16]}"
        if held is not None and held != line.key and line.key not in keys:
            yield "signer-changed", subject, f"from key {held[:16]} to {line.key[:16]}"
        revoked = keys.get(line.key)
        if revoked is not None and day >= revoked[:10]:
            yield "signer-revoked", subject, f"key {line.key[:16]}, revoked from {revoked}"


def keys_of(members: Iterable[Any]) -> dict[str, str | None]:
    """The signing keys that member records name, each with the earliest day from which it is revoked, or None.

    A record that revokes names the key, or means every key that the member had until then.

    Example:
        >>> keys_of([])
        {}
    """
    keys: dict[str, str | None] = {}
    held: dict[str, list[str]] = {}
    for said in members:
        if said.action == "revoked":
            for key in [said.signing] if said.signing else held.get(said.member, []):
                keys[key] = min(keys.get(key) or said.since, said.since)
        elif said.signing:
            keys.setdefault(said.signing, None)
            held.setdefault(said.member, []).append(said.signing)
    return keys
