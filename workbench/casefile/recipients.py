"""Who can open the key ring: age recipients (https://age-encryption.org/v1), one for each member, one for recovery;
and what stands under a passphrase of its own."""

from collections.abc import Iterable

import pyrage

from workbench.casefile.cipher import NotOpened
from workbench.errors import BadValue


def new_identity() -> str:
    """A new private identity of age, `AGE-SECRET-KEY-1...`: the system's randomness makes it.

    Example:
        >>> new_identity()[:16]
        'AGE-SECRET-KEY-1'
    """
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public recipient, `age1...`, of a private identity.

    Raises:
        BadValue: it is no identity of age.

    Example:
        >>> recipient_of("AGE-SECRET-KEY-1")
        Traceback (most recent call last):
            ...
        workbench.errors.BadValue: key, identity: found 'what was given'. Write the recovery key as it was printed, ...
    """
    return str(_identity(identity).to_public())


def wrap(content: bytes, recipients: Iterable[str]) -> bytes:
    """Content as an age file that any one of these recipients opens.

    Example:
        >>> one, other = new_identity(), new_identity()
        >>> unwrap(wrap(b"ring", [recipient_of(one), recipient_of(other)]), other, "ring")
        b'ring'
    """
    return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(one) for one in recipients]))


def unwrap(wrapped: bytes, identity: str, subject: object) -> bytes:
    """What `wrap` closed; `subject` names it in the error.

    Raises:
        NotOpened: it was wrapped for others, or was changed.
        BadValue: it is no identity of age.
    """
    try:
        return bytes(pyrage.decrypt(wrapped, [_identity(identity)]))
    except pyrage.DecryptError:
        raise NotOpened(subject) from None


def under_passphrase(content: bytes, passphrase: str) -> bytes:
    """Content as an age file that this passphrase opens, and nothing else (scrypt).

    Example:
        >>> of_passphrase(under_passphrase(b"key", "five words or more"), "five words or more", "a key")
        b'key'
    """
    return bytes(pyrage.passphrase.encrypt(content, passphrase))


def of_passphrase(wrapped: bytes, passphrase: str, subject: object) -> bytes:
    """What `under_passphrase` closed; `subject` names it in the error.

    Raises:
        NotOpened: another passphrase, or a byte that was changed, or no age file at all.
    """
    try:
        return bytes(pyrage.passphrase.decrypt(wrapped, passphrase))
    except pyrage.DecryptError:
        raise NotOpened(subject) from None


def _identity(text: str) -> "pyrage.x25519.Identity":
    try:
        return pyrage.x25519.Identity.from_str(text.strip().upper())
    except (pyrage.IdentityError, ValueError):
        # The text itself is not shown: it may be most of a key.
        form = "the recovery key as it was printed, AGE-SECRET-KEY-1..."
        raise BadValue("key", "identity", "what was given", form) from None
