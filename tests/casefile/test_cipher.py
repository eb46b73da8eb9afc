"""What is sealed opens whole under its key, and otherwise not at all."""

import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from workbench.casefile import cipher
from workbench.casefile.cipher import (
    CHUNK,
    TAG,
    NotOpened,
    Signer,
    open_sealed,
    open_stream,
    open_whole,
    seal,
    seal_stream,
    signed,
)

KEY = bytes(range(32))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
@pytest.mark.parametrize("piece", [7000, CHUNK, 3 * CHUNK])
def test_a_stream_opens_as_it_was_whatever_the_pieces_it_comes_in(size: int, piece: int) -> None:
    content = os.urandom(size)
    pieces = [content[at : at + piece] for at in range(0, size, piece)]
    sealed = b"".join(seal_stream(KEY, pieces))
    assert b"".join(open_stream(KEY, [sealed], "x")) == content
    assert bytes(open_whole(KEY, memoryview(sealed), "x")) == content
    assert len(sealed) == size + TAG * max(1, -(-size // CHUNK))


def cut(sealed: bytes) -> list[bytes]:
    return [sealed[at : at + CHUNK + TAG] for at in range(0, len(sealed), CHUNK + TAG)]


@pytest.mark.parametrize(
    "forge",
    [
        lambda parts: parts[:-1],
        lambda parts: [parts[1], parts[0], parts[2]],
        lambda parts: [parts[0], parts[0], *parts[1:]],
        lambda parts: [parts[0], parts[2]],
        lambda parts: [*parts[:-1], parts[-1][:-1]],
        lambda parts: [*parts, parts[-1]],
        lambda parts: [parts[0][:-1] + bytes([parts[0][-1] ^ 1]), *parts[1:]],
        lambda parts: [],
    ],
    ids=["cut", "swapped", "doubled", "dropped", "shortened", "lengthened", "flipped", "empty"],
)
def test_a_stream_that_was_changed_anywhere_does_not_open_to_its_end(forge) -> None:
    parts = cut(b"".join(seal_stream(KEY, [os.urandom(2 * CHUNK + 5)])))
    with pytest.raises(NotOpened):
        list(open_stream(KEY, forge(parts), "x"))
    with pytest.raises(NotOpened):
        open_whole(KEY, memoryview(b"".join(forge(parts))), "x")


def test_every_flip_of_a_sealed_record_is_refused_and_so_are_another_key_and_another_record() -> None:
    sealed = seal(KEY, bytes(12), b"They keep the cards.", b"record 1")
    for at in range(len(sealed)):
        with pytest.raises(NotOpened):
            open_sealed(KEY, sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], b"record 1", "x")
    for key, bound in ((bytes(32), b"record 1"), (KEY, b"record 2")):
        with pytest.raises(NotOpened):
            open_sealed(key, sealed, bound, "x")
    assert sealed[12:] == ChaCha20Poly1305(KEY).encrypt(bytes(12), b"They keep the cards.", b"record 1")


def test_a_guess_at_a_passphrase_takes_128_mebibytes() -> None:
    assert (cipher.SCRYPT_N, cipher.SCRYPT_R, cipher.SCRYPT_P) == (2**17, 8, 1)
    assert 128 * cipher.SCRYPT_N * cipher.SCRYPT_R == 128 * 2**20
    import hashlib

    judged = hashlib.scrypt(b"pass", salt=b"s" * 16, n=2**17, r=8, p=1, maxmem=2**28, dklen=32)
    assert cipher.stretch("pass", b"s" * 16) == judged


def test_a_signature_is_of_one_message_by_one_key() -> None:
    signer, other = Signer(bytes(32)), Signer(bytes([1]) * 32)
    signature = signer.sign(b"head")
    assert signed(signer.public, b"head", signature)
    assert not signed(other.public, b"head", signature) and not signed(signer.public, b"heap", signature)
