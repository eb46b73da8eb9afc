"""Which certificates an answer of a time-stamping authority rests on: the one that signed, and those above it.

Whether they were in force then, or revoked, is not asked here, nor whether the signature holds.
"""

from typing import Any


def rests_on(answer: Any, carried: list[Any], named: list[Any]) -> list[Any]:
    """The signer's certificate and all above it; none where none of `named` is among them.

    Raises:
        ValueError: one of them cannot be read.

    Example:
        >>> from types import SimpleNamespace
        >>> rests_on(SimpleNamespace(signed_data=SimpleNamespace(signer_infos=[])), [], [])
        []
    """
    try:
        signers = {(one.issuer, one.serial_number) for one in answer.signed_data.signer_infos}
        known = list(dict.fromkeys((*carried, *named)))
        met = [one for one in known if (one.issuer, one.serial_number) in signers]
        for below in met:  # grows while it is gone through; no certificate is met twice
            met += [one for one in known if one not in met and _issued(one, below)]
    except Exception as error:  # of a damaged name, kind of key or digest the library makes errors of many kinds
        raise ValueError("a certificate cannot be read") from error
    return met if any(one in named for one in met) else []


def _issued(above: Any, below: Any) -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        below.verify_directly_issued_by(above)
    except (ValueError, TypeError, InvalidSignature):  # another name or key, or signed by another
        return False
    return True
