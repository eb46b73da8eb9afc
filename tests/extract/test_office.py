import io
import zipfile

import pytest

from workbench.extract import office
from workbench.extract.outcome import File, Unread


def packed(**parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def look(tmp_path, data):
    path = tmp_path / "office"
    path.write_bytes(data)
    return office.look(path)


def test_an_honest_file_has_no_reasons(tmp_path):
    assert look(tmp_path, packed(**{"word__document.xml": "<a/>"})).reasons == ()


@pytest.mark.parametrize(
    "part",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "words">]><a>&x;</a>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
        b" " * ((1 << 20) - 5) + b"<!DOCTYPE a><a/>",
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
    ],
    ids=["external", "internal", "utf-16", "across chunks", "encoding that hides"],
)
def test_entities_are_found_before_any_parser_sees_them(tmp_path, part):
    with pytest.raises(Unread) as given_up:
        look(tmp_path, packed(**{"word__document.xml": part}))
    assert given_up.value.reason.code == "xml-entities"


def test_a_bomb_is_told_by_its_sizes(tmp_path):
    with pytest.raises(Unread) as given_up:
        look(tmp_path, packed(**{"word__document.xml": bytes(60_000_000)}))
    assert given_up.value.reason.code == "archive-bomb"


def test_a_part_that_lies_about_its_size_is_not_unpacked(tmp_path):
    data = packed(**{"word__document.xml": b"a" * 50_000})
    at = data.rindex(b"PK\x01\x02")
    lied = data[: at + 24] + (10).to_bytes(4, "little") + data[at + 28 :]
    with pytest.raises(Unread) as given_up:
        look(tmp_path, lied)
    assert given_up.value.reason.code in {"archive-bomb", "damaged"}


def test_what_runs_or_calls_out_is_said(tmp_path):
    target = b'Type="x/attachedTemplate" Target="http://a.example/t.dotm" TargetMode="External"'
    link = b'<Relationships><Relationship Id="1" ' + target + b"/>"
    parts = {"word__vbaProject.bin": b"x", "word___rels__settings.xml.rels": link, "word__embeddings__a.bin": b"x"}
    found = look(tmp_path, packed(**parts))
    assert {reason.code for reason in found.reasons} == {"macros", "active-content"}
    assert any("a.example" in reason.message for reason in found.reasons)


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_a_file_cut_short_is_damaged(tmp_path, cut):
    with pytest.raises(Unread) as given_up:
        look(tmp_path, packed(**{"word__document.xml": b"<a/>" * 100})[:-cut])
    assert given_up.value.reason.code == "damaged"


def test_pictures_and_embedded_files_come_out_and_parts_of_the_program_do_not(tmp_path):
    parts = {"word__document.xml": b"<a/>", "word__media__image1.png": b"a picture"}
    (tmp_path / "a").write_bytes(packed(**parts, word__embeddings__object1_bin=b"an object"))
    found = office.inside(File(tmp_path / "a", "a.docx", "x"))
    assert [(one.name, b"".join(one.pieces())) for one in found] == [
        ("word/media/image1.png", b"a picture"), ("word/embeddings/object1_bin", b"an object"),
    ]  # fmt: skip
