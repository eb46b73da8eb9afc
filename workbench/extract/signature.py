"""Detached OpenPGP signatures: good, bad, or not checked and why. A good one binds bytes to a key, not to a person."""

import datetime
from pathlib import Path

from workbench.extract.outcome import Reason, reason

WEAK = ("MD5", "SHA1", "RipeMD")
KEY, SIGNATURE = b"-----BEGIN PGP PUBLIC KEY", b"-----BEGIN PGP SIGNATURE"
MOST_BYTES = 200_000_000
GOOD, BAD, NOT_CHECKED = "signature-good", "signature-bad", "signature-not-checked"


def check(data: bytes | Path, signature: bytes, key: bytes, name: str) -> Reason:
    """Whether a detached signature over bytes or a file was made with a key; `name` is how it is called in the answer.

    The library refuses what is too weak to rest on, such as SHA-1. Then, or where the signature names another key, the
    answer is that it was not checked, and never that it is bad.

    Source: RFC 9580, sections 5.2 and 10.3, as the Sequoia library reads it.

    Example:
        >>> check(b"words", b"", b"", "photo.jpg").code
        'signature-not-checked'
    """
    import pysequoia

    try:
        made, cert = pysequoia.Sig.from_bytes(signature), pysequoia.Cert.from_bytes(key)
    except RuntimeError as error:
        return reason(NOT_CHECKED, f"{name}: signature or key cannot be read: {_line(error)}")
    signed = {"bytes": data} if isinstance(data, bytes) else {"file": str(data)}
    if (len(data) if isinstance(data, bytes) else data.stat().st_size) > MOST_BYTES:
        return reason(NOT_CHECKED, f"{name}: the file is larger than {MOST_BYTES} bytes")
    try:
        pysequoia.verify(store=lambda names: [cert], signature=made, **signed)
    except RuntimeError as error:
        why = _unusable(made, cert)
        return reason(NOT_CHECKED, f"{name}: {why}") if why else reason(BAD, f"{name}: {_line(error)}")
    return reason(GOOD, f"{name}: key {cert.fingerprint}")


def _unusable(made: object, cert: object) -> str | None:
    """Why a signature cannot be judged with this key, or None where it can."""
    from pysequoia.packet import PacketPile

    packets = list(PacketPile.from_bytes(bytes(cert)))  # type: ignore[call-overload]
    known = {packet.key_id for packet in packets if packet.key_id}
    issuer = getattr(made, "issuer_key_id", None)
    if issuer and issuer not in known:
        return f"it names the key {issuer}, which is not the one beside it"
    if _weak(getattr(made, "hash_algorithm", None)):
        return "it rests on a digest that no longer tells files apart"
    own = [packet.hash_algorithm for packet in packets if packet.hash_algorithm is not None]
    if own and any(map(_weak, own)):
        return "the key vouches for itself with SHA-1 or weaker, which the library does not accept; try `gpg --verify`"
    ends, begun = getattr(cert, "expiration", None), getattr(made, "created", None)
    if isinstance(ends, datetime.datetime) and isinstance(begun, datetime.datetime) and ends <= begun:
        return "the key had ended before the signature was made"
    return "the key was revoked" if getattr(cert, "is_revoked", False) is True else None


def _weak(algorithm: object) -> bool:
    return str(algorithm).rpartition(".")[2] in WEAK


def _line(error: Exception) -> str:
    return str(error).splitlines()[0][:120] if str(error) else type(error).__name__
