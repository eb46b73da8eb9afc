"""A signature is good, bad, or not checked and why; what the library will not judge is never called bad."""

import shutil
from pathlib import Path

import pytest

from tests.extract.exports import MEDIA, Keys, old_key
from workbench.extract.signature import check


@pytest.fixture(scope="module")
def keys() -> Keys:
    return Keys()


def test_good_names_the_key_and_bad_does_not_pass(keys: Keys, tmp_path: Path) -> None:
    made = keys.sign(MEDIA)
    good = check(MEDIA, made, keys.public, "IMG_1.jpg")
    assert good.code == "signature-good" and keys.secret.extract_certificate().fingerprint in good.message
    (tmp_path / "m").write_bytes(MEDIA)
    assert check(tmp_path / "m", made, keys.public, "IMG_1.jpg") == good


def test_every_flipped_byte_of_the_file_is_found(keys: Keys) -> None:
    made = keys.sign(MEDIA)
    for at in range(0, len(MEDIA), 5):
        touched = bytearray(MEDIA)
        touched[at] ^= 1
        assert check(bytes(touched), made, keys.public, "x").code == "signature-bad"


def test_another_key_beside_it_is_not_called_a_bad_signature(keys: Keys) -> None:
    other = check(MEDIA, keys.sign(MEDIA), Keys().public, "x")
    assert other.code == "signature-not-checked" and "is not the one beside it" in other.message


@pytest.mark.parametrize("made", [b"", b"junk", b"-----BEGIN PGP SIGNATURE-----\n\nzz\n-----END PGP SIGNATURE-----\n"])
def test_what_cannot_be_read_is_not_checked_and_says_so_in_one_line(keys: Keys, made: bytes) -> None:
    told = check(MEDIA, made, keys.public, "x")
    assert told.code == "signature-not-checked" and "cannot be read" in told.message and "\n" not in told.message
    assert check(MEDIA, keys.sign(MEDIA), made, "x").code == "signature-not-checked"


def test_a_key_that_vouches_for_itself_with_sha1_is_not_checked(tmp_path: Path) -> None:
    if shutil.which("gpg") is None:
        pytest.skip("no gpg on this machine to make such a key with")
    key, made = old_key(tmp_path / "g", MEDIA)
    told = check(MEDIA, made, key, "IMG_1.jpg")
    assert told.code == "signature-not-checked" and "SHA-1" in told.message
