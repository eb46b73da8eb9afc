"""XML as nodes: an entity is refused where it is declared, and nothing is ever fetched."""

import pytest

from workbench.extract.nodes import DEEPEST, parsed
from workbench.extract.outcome import Unread

LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><kml><name>&b;</name></kml>'
OUTSIDE = b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><kml><name>&x;</name></kml>'
PARAMETER = b'<!DOCTYPE l [<!ENTITY % x SYSTEM "http://localhost/x.dtd"> %x;]><kml/>'


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, PARAMETER], ids=["laughs", "outside", "parameter"])
def test_entities_are_refused(data: bytes) -> None:
    with pytest.raises(Unread) as caught:
        parsed(data)
    assert caught.value.reason.code == "xml-entities"


@pytest.mark.parametrize("data", [b"<kml><name></kml>", b"", b"<kml>", b"\xff\xfe\x00", b"<a/><b/>"])
def test_what_is_no_document_is_damaged(data: bytes) -> None:
    with pytest.raises(Unread) as caught:
        parsed(data)
    assert caught.value.reason.code == "damaged"


def test_a_document_that_goes_too_deep_is_stopped() -> None:
    with pytest.raises(Unread) as caught:
        parsed(b"<a>" * (DEEPEST + 5))
    assert caught.value.reason.code == "too-large"


def test_names_lose_their_prefix_and_order_stays() -> None:
    top = parsed(b'<k:kml xmlns:k="x"><k:a n="1">\n one <b/> two</k:a><c><k:a n="2"/></c></k:kml>')
    assert top.name == "kml" and [node.attributes["n"] for node in top.all("a")] == ["1", "2"]
    assert top.said("a") == "one two" and top.said("none") == "" and top.child("c") is not None
