"""The primitives that seal and sign, from one well-kept library: nothing here is our own cryptography but its use.

ChaCha20-Poly1305 (RFC 8439) seals, HKDF (RFC 5869) parts keys, scrypt (RFC 7914) stretches passphrases, Ed25519
(RFC 8032) signs. Long content is cut into chunks as in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár
2015), so that none of them can be dropped, swapped or left out at the end.
"""

import functools
import hashlib
import mmap
import struct
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from workbench.errors import WorkbenchError

KEY, NONCE, TAG = 32, 12, 16
CHUNK = 1 << 20
PRIVATE = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS  # no process that is forked sees what is opened later
# 128 bytes x N x r = 128 MiB of memory for each guess at a passphrase.
SCRYPT_N, SCRYPT_R, SCRYPT_P = 1 << 17, 8, 1
SCRYPT_MEMORY = 128 * SCRYPT_N * SCRYPT_R


class NotOpened(WorkbenchError):
    """Sealed bytes do not open under this key: the key is another one, or the bytes were changed.

    Example:
        >>> NotOpened("keys/ring-1.jsonl").code
        'not-opened'
    """

    code = "not-opened"

    def __init__(self, subject: object) -> None:
        super().__init__(subject, "it does not open under this key: it is another's, or was changed",
                         "Run `workbench verify`, then use a backup")  # fmt: skip


def seal(key: bytes, nonce: bytes, content: bytes, bound: bytes) -> bytes:
    """Content sealed under a key of 32 bytes: the nonce (12 bytes, never used twice with one key), then the ciphertext.

    `bound` is not stored, but has to be the same again for the content to open.

    Example:
        >>> open_sealed(bytes(32), seal(bytes(32), bytes(12), b"pay", b"id"), b"id", "a record")
        b'pay'
    """
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, bound)


def open_sealed(key: bytes, sealed: bytes, bound: bytes, subject: object) -> bytes:
    """What `seal` closed; `subject` names it in the error.

    Raises:
        NotOpened: another key, other bound bytes, or a byte that was changed.

    Example:
        >>> open_sealed(bytes(32), bytes(40), b"", "a record")
        Traceback (most recent call last):
            ...
        workbench.casefile.cipher.NotOpened: a record: it does not open under this key: ...
    """
    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound)
    except (InvalidTag, ValueError):
        raise NotOpened(subject) from None


def seal_stream(key: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Long content, sealed by chunks of `CHUNK` bytes; `chunks` may be of any size. A key serves one stream only.

    Example:
        >>> b"".join(open_stream(bytes(32), seal_stream(bytes(32), [b"pa", b"y"]), "an object"))
        b'pay'
    """
    cipher = ChaCha20Poly1305(key)
    for number, (chunk, last) in enumerate(_evenly(chunks, CHUNK)):
        yield cipher.encrypt(_nonce(number, last), chunk, None)


def open_stream(key: bytes, chunks: Iterable[bytes], subject: object) -> Iterator[bytes]:
    """What `seal_stream` closed, chunk by chunk: a chunk is given only once it is known to be whole and in its place.

    Raises:
        NotOpened: another key, or a chunk that was changed, dropped, moved or cut off.

    Example:
        >>> list(open_stream(bytes(32), [b""], "an object"))
        Traceback (most recent call last):
            ...
        workbench.casefile.cipher.NotOpened: an object: it does not open under this key: ...
    """
    cipher = ChaCha20Poly1305(key)
    for number, (chunk, last) in enumerate(_evenly(chunks, CHUNK + TAG)):
        try:
            yield cipher.decrypt(_nonce(number, last), chunk, None)
        except (InvalidTag, ValueError):
            raise NotOpened(subject) from None


def open_whole(key: bytes, sealed: memoryview, subject: object) -> memoryview:
    """All of what `seal_stream` closed, where it lies in memory as a whole: opened into its place, without copies.

    Raises:
        NotOpened: as `open_stream`.

    Example:
        >>> bytes(open_whole(bytes(32), memoryview(b"".join(seal_stream(bytes(32), [b"pay"]))), "an object"))
        b'pay'
    """
    cipher, step = ChaCha20Poly1305(key), CHUNK + TAG
    count = max(1, -(-len(sealed) // step))
    size = max(0, len(sealed) - count * TAG)
    out = memoryview(mmap.mmap(-1, size or 1, flags=PRIVATE))[:size]  # memory that nobody need fill before
    for number in range(count):
        chunk, place = sealed[number * step : (number + 1) * step], out[number * CHUNK : (number + 1) * CHUNK]
        try:
            cipher.decrypt_into(_nonce(number, number == count - 1), chunk, None, place)
        except (InvalidTag, ValueError):
            raise NotOpened(subject) from None
    return out


def _nonce(number: int, last: bool) -> bytes:
    return struct.pack(">xxxQB", number, last)


def _evenly(chunks: Iterable[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """The same bytes in pieces of one size, each with whether it is the last; of nothing, one empty last piece."""
    held = b""
    for chunk in chunks:
        held = held + chunk if held else chunk
        begin = 0
        while len(held) - begin > size:
            yield held[begin : begin + size], False
            begin += size
        held = held[begin:] if begin else held
    yield held, True


@functools.lru_cache(maxsize=1 << 14)
def part(key: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """A key for one purpose, drawn from another key (HKDF-SHA-256).

    Example:
        >>> part(bytes(32), "body") == part(bytes(32), "object")
        False
    """
    return HKDF(SHA256(), KEY, salt or None, b"forced-labour-workbench " + purpose.encode()).derive(key)


def stretch(passphrase: str, salt: bytes) -> bytes:
    """A key from a passphrase: scrypt with N = 2**17, r = 8, p = 1, which takes 128 MiB of memory a guess.

    Example:
        >>> SCRYPT_MEMORY == 128 * 2**20
        True
    """
    return Scrypt(salt=salt, length=KEY, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P).derive(passphrase.encode("utf-8"))


class Signer:
    """A private key that signs: made from a seed of 32 bytes; `public` is its public key in hex.

    Example:
        >>> signer = Signer(bytes(32))
        >>> signed(signer.public, b"head", signer.sign(b"head")), signed(signer.public, b"other", signer.sign(b"head"))
        (True, False)
    """

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> str:
        """The signature of a message, in hex."""
        return self._private.sign(message).hex()


def signed(public: str, message: bytes, signature: str) -> bool:
    """True where a signature (hex) of a message was made by the holder of a public key (hex).

    Example:
        >>> signed("00" * 32, b"head", "no hex")
        False
    """
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def seed_of(text: str) -> bytes:
    """A seed of 32 bytes from a public text: for shipped cases, whose signatures anyone may make again.

    Example:
        >>> len(seed_of("demo"))
        32
    """
    return hashlib.sha256(b"forced-labour-workbench signer\n" + text.encode()).digest()
