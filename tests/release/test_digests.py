"""A name behind a digest that anybody can compute."""

import base64
import hashlib
import unicodedata

import pytest

from workbench.release.digests import Digests

KNOWN = Digests([("a" * 64, "Trần Hữu Lâm"), ("b" * 64, "W-01")])


@pytest.mark.parametrize("way", [str, str.lower, str.upper, lambda name: unicodedata.normalize("NFD", name),
                                 lambda name: name.replace(" ", "_").lower(), lambda name: "tranhuulam"])  # fmt: skip
@pytest.mark.parametrize("kind", ["md5", "sha1", "sha256", "sha512"])
def test_a_digest_is_known_in_hex_and_base64(way, kind: str) -> None:
    digest = hashlib.new(kind, way("Trần Hữu Lâm").encode()).digest()
    for written in (digest.hex().upper().encode(), base64.b64encode(digest), base64.urlsafe_b64encode(digest)):
        assert KNOWN.find(b'{"id": "' + written + b'"}') == [("a" * 64, f"{kind} of a protected string")], written


def test_the_id_inside_the_case_is_known_and_other_ids_are_not() -> None:
    assert KNOWN.find(b"id=" + b"b" * 64) == [("b" * 64, "the id inside the case")]
    assert KNOWN.find(b"c" * 64 + b" " + b"b" * 65) == []
