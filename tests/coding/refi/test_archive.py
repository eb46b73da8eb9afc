"""Files of anyone: opened without entities, without unpacking to disk, and without falling over."""

import io
import zipfile
from pathlib import Path

import pytest

from workbench.coding.refi.archive import MOST_XML, Package, parse
from workbench.errors import BadValue, Missing, Refused, WorkbenchError

PROJECT = b'<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources/></Project>'
BOMB = b"""<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><Project name="&c;"/>"""


def packed(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return path


def test_the_samples_of_another_program_open(corpus: Path) -> None:
    folder = corpus / "conformance" / "refi-qda"
    package = Package(folder / "TestProject.qdpx")
    alone = parse("Project.qde", (folder / "Project.qde").read_bytes())
    assert [element.tag for element in package.root] == [element.tag for element in alone]
    assert sum(1 for _ in package.root.iter("Coding")) == sum(1 for _ in alone.iter("Coding")) == 16
    assert package.source("internal://01106019-2518-43DD-BBD1-8F0252BACB30.txt") is None, "its texts were left out"


@pytest.mark.parametrize(
    "xml",
    [
        BOMB,
        b'<!DOCTYPE Project><Project name="p"/>',
        b'<!DOCTYPE Project SYSTEM "http://127.0.0.1:9/x.dtd"><Project name="p"/>',
        b'<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project name="p"><Description>&x;</Description>'
        b"</Project>",
        b'<!DOCTYPE Project [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><Project name="p"/>',
        BOMB.decode().replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"),
    ],
)  # fmt: skip
def test_a_document_type_and_entities_are_refused(tmp_path: Path, xml: bytes) -> None:
    with pytest.raises(Refused, match="document type or entities"):
        parse("p.qdpx", xml)
    with pytest.raises(Refused):
        Package(packed(tmp_path / "p.qdpx", project_qde=xml))
    (tmp_path / "p.qdc").write_bytes(xml)
    with pytest.raises(Refused):
        Package(tmp_path / "p.qdc")


@pytest.mark.parametrize(
    "xml", [b"", b"<Project", b"\xff\xfe\x00", b"<html/>", b'<?xml version="1.0" encoding="x"?><a/>']
)
def test_what_is_no_refi_qda_is_named(xml: bytes) -> None:
    with pytest.raises(BadValue, match=r"p\.qde"):
        parse("p.qde", xml)


def test_deep_xml_does_not_fell_the_reader() -> None:
    deep = b"<CodeBook><Codes>" + b'<Code guid="A" name="a">' * 20_000 + b"</Code>" * 20_000 + b"</Codes></CodeBook>"
    assert sum(1 for _ in parse("c.qdc", deep).iter("Code")) == 20_000


def test_the_project_may_bear_another_name_but_there_is_only_one(tmp_path: Path) -> None:
    assert Package(packed(tmp_path / "a.qdpx", Trial_QDE=PROJECT)).root.get("name") == "p"
    for files in ({}, {"a_qde": PROJECT, "b_qde": PROJECT}, {"inside__project_qde": PROJECT}):
        with pytest.raises(BadValue, match=r"project\.qde"):
            Package(packed(tmp_path / "b.qdpx", **files))


def test_sources_are_found_whatever_their_capitals_and_none_outside(tmp_path: Path) -> None:
    package = Package(packed(tmp_path / "a.qdpx", project_qde=PROJECT, sources__AB_txt=b"words"))
    assert package.source("internal://ab.TXT") == b"words"
    outside = [
        None,
        "",
        "relative:///ab.txt",
        "absolute:///etc/passwd",
        "internal://../project.qde",
        "internal:///etc/passwd",
    ]
    assert [package.source(path) for path in outside] == [None] * len(outside)


def test_what_unpacks_to_too_much_is_refused_without_being_kept(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "z.qdpx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("project.qde", "w") as part,
    ):
        for _ in range(MOST_XML // (1 << 20) + 2):
            part.write(b" " * (1 << 20))
    assert (tmp_path / "z.qdpx").stat().st_size < 1_000_000
    with pytest.raises(Refused, match="unpacks to more"):
        Package(tmp_path / "z.qdpx")


def test_damage_is_named_and_nothing_else_escapes(tmp_path: Path) -> None:
    whole = packed(tmp_path / "a.qdpx", project_qde=PROJECT * 1, sources__a_txt=b"x" * 5000).read_bytes()
    for at in range(0, len(whole), 7):
        (tmp_path / "b.qdpx").write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            Package(tmp_path / "b.qdpx").source("internal://a.txt")
        except WorkbenchError as error:
            assert "b.qdpx" in str(error)
    for cut in (0, 10, len(whole) // 2, len(whole) - 5):
        (tmp_path / "c.qdpx").write_bytes(whole[:cut])
        with pytest.raises(BadValue, match=r"c\.qdpx"):
            Package(tmp_path / "c.qdpx")


def test_an_encrypted_part_is_named(tmp_path: Path) -> None:
    data = bytearray(packed(tmp_path / "a.qdpx", project_qde=PROJECT).read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    data[6] |= 1
    (tmp_path / "a.qdpx").write_bytes(bytes(data))
    with pytest.raises(BadValue, match="encrypted"):
        Package(tmp_path / "a.qdpx")


def test_nothing_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        Package(tmp_path / "none.qdpx")


def test_a_zip_in_memory_is_all_that_is_touched(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("project.qde", PROJECT)
        archive.writestr("../escaped.txt", b"x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.qdpx").write_bytes(out.getvalue())
    Package(tmp_path / "in" / "a.qdpx")
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.qdpx"]
