"""The codebook as QDC: every indicator, in the standard's form."""

from workbench import codebook
from workbench.coding.refi.archive import parse
from workbench.coding.refi.codes import CODEBOOK, code_book, codebook_file, codes_of
from workbench.coding.refi.guid import guid


def test_every_indicator_of_every_framework_is_a_codable_code_with_its_own_guid() -> None:
    data = codebook_file(codebook.frameworks())
    codes = list(codes_of(parse("all.qdc", data)))
    expected = [guid("indicator", name, entry.id) for name in codebook.frameworks()
                for entry in codebook.framework(name).indicators]  # fmt: skip
    assert sorted(code.guid for code in codes if code.codable) == sorted(expected)
    assert len({code.guid for code in codes}) == len(codes)
    assert f'xmlns="{CODEBOOK}"'.encode() in data


def test_frameworks_and_groups_are_folders_that_no_passage_bears() -> None:
    (top,) = code_book(["palermo"]).findall("Codes/Code")
    assert [code.get("isCodable") for code in (top, *top.findall("Code"))] == ["false"] * 4
    assert all(code.get("isCodable") == "true" for group in top.findall("Code") for code in group.findall("Code"))
    assert all(group.get("name") for group in top.findall("Code"))


def test_a_code_says_its_label_and_its_id() -> None:
    code = next(one for one in code_book(["ilo-11"]).iter("Code") if one.get("name") == "Debt bondage")
    assert (code.findtext("Description") or "").endswith("id: ilo-11/debt-bondage")


def test_the_same_bytes_each_time() -> None:
    assert codebook_file(["ilo-11"]) == codebook_file(["ilo-11"])
