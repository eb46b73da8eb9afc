import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.disclosure.identifiers import identifiers
from workbench.extract import extract

SIGNS = [
    ("Passport No. C1234567", "passport", "C1234567"),
    ("hộ chiếu số B 123 4567", "passport", "B 123 4567"),
    ("pasoš br. 012345678", "passport", "012345678"),
    ("護照 or 护照号码 G12345678", "passport", "G12345678"),
    ("JMBG 0101990710009", "personal number", "0101990710009"),
    ("0101990710008", "personal number", "0101990710008"),
    ("CCCD 036091001234", "identity card", "036091001234"),
    ("11010519491231002X", "identity card", "11010519491231002X"),
    ("IMEI: 490154203237518", "device", "490154203237518"),
    ("Body serial number: NK-4412345", "device", "NK-4412345"),
    ("BG 123-AB", "plate", "BG 123-AB"),
    ("ZR-0123-ČŠ", "plate", "ZR-0123-ČŠ"),
    ("29A-123.45", "plate", "29A-123.45"),
    ("45.3815, 20.3906", "coordinates", "45.3815, 20.3906"),
    ("POINT (20.38 45.38)", "coordinates", "POINT (20.38 45.38"),
    ("45°22'53\"N 20°23'26\"E", "coordinates", "45°22'53\"N 20°23'26\"E"),
    ("geo:45.38,20.39", "coordinates", "geo:45.38,20.39"),
    ("https://m.example/@45.3815,20.3906,15z", "coordinates", "45.3815,20.3906"),
    ("born 14 June 1991", "date of birth", "14 June 1991"),
    ("sinh ngày 14/06/1991", "date of birth", "14/06/1991"),
    ("rođen 14. 6. 1991.", "date of birth", "14. 6. 1991"),
    ("Date of birth: 1991-06-14", "date of birth", "1991-06-14"),
    ("tel. 064/123-45-67", "telephone", "064/123-45-67"),
    ("0912 345 678", "telephone", "0912 345 678"),
    ("%2B381641234567", "telephone", "%2B381641234567"),
    ("+84 91 234 56 78", "telephone", "+84 91 234 56 78"),
    ("RS66 1600 0000 0012 3456 78", "account", "RS66 1600 0000 0012 3456 78"),
    ("račun 160-123456-78", "account", "160-123456-78"),
    ("a.b@fenjer.example", "email", "a.b@fenjer.example"),
    ("a&#64;fenjer.example", "email", "a&#64;fenjer.example"),
    ("facebook.com/tran.lam.99", "profile", "facebook.com/tran.lam.99"),
    ("by @tranlam", "handle", "@tranlam"),
    (r"C:\Users\mila\x", "path with a person", r"C:\Users\mila"),
    ("/home/mila/x", "path with a person", "/home/mila"),
    ("https://u:p@host/x", "address with a person", "https://u:p@host/x"),
    ("192.168.1.10", "network address", "192.168.1.10"),
    ("fe80::1ff:fe23:4567:890a", "network address", "fe80::1ff:fe23:4567:890a"),
    ("00:1A:2B:3C:4D:5E", "hardware address", "00:1A:2B:3C:4D:5E"),
]
PLAIN = [
    "2024-05-11 10:22:33",
    "1,200,000 dong, 3.200 dollars, 4 000 USD",
    "version 1.2.3",
    "180 passports, 2024-03-04",
    "orders 351-9/23 of 22 May 2024",
    "from 13 to 15 May 2024",
    "plate do dinara",
    "03-02-2024",
    "sha256 " + "0123456789abcdef" * 4,
    "in 2021, 2022, 2023 and 2024",
    "W-01, G-1, F-2",
    "barracks A 24 men, B 32",
    "490154203237517",
]


@pytest.mark.parametrize(("text", "kind", "words"), SIGNS, ids=[text for text, _, _ in SIGNS])
def test_what_identifies_is_found(text: str, kind: str, words: str) -> None:
    found = identifiers(f"He said: {text}, and so on.")
    assert [(sign.kind, sign.text) for sign in found] == [(kind, words)]


@pytest.mark.parametrize("text", PLAIN)
def test_what_does_not_identify_is_left_alone(text: str) -> None:
    assert identifiers(text) == []


@given(st.text(max_size=80))
def test_signs_lie_apart_and_in_the_text(text: str) -> None:
    at = 0
    for sign in identifiers(text):
        assert at <= sign.start < sign.end <= len(text) and text[sign.start : sign.end] == sign.text
        at = sign.end


def test_the_words_of_the_demo_case_hold_no_false_alarm(repository) -> None:  # type: ignore[no-untyped-def]
    """Its testimonies name no number of any paper: whatever is found must be a place, an address or a telephone."""
    found = []
    for path in sorted((repository / "casefiles/demo_synthetic/raw/testimonies").iterdir()):
        made = next(one for one in extract(path, path.name).made if one.kind == "text")
        found += identifiers(made.data.decode())
    assert not [sign for sign in found if sign.kind not in ("coordinates", "email", "telephone")]
    assert not re.search("19|20", "".join(sign.text for sign in found if sign.kind == "telephone"))
