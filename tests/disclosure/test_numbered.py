"""Numbers of papers in words of the team: which are taken out, and which nobody takes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.disclosure.shared_case import item, records
from workbench.disclosure.numbered import GONE, Numbered, published
from workbench.records import Event, Passage, Source

TAKEN = [
    ("Receipt no. 268 given by Sao Hạ", ["268"]),
    ("Receipts nos. 268 and 269 were given", ["268", "269"]),
    ("receipt 268 given; receipt no. 268, 269 and 270.", ["268", "268", "269", "270"]),
    ("Loan contract No. LC-45/2023 for 1,500 USD", ["LC-45/2023"]),
    ("contract no. 05/2024 of 12 May 2024", ["05/2024"]),
    ("passport B123 of a man, passport no 12345", ["B123", "12345"]),
    ("number plate 12-345, plates BG-1234", ["12-345", "BG-1234"]),
    ("biên lai số 0093/BL; Biên lai số: 211; hợp đồng số 12", ["0093/BL", "211", "12"]),
    ("Ugovor o radu br. 12/2023, pasoš br. 4412, priznanica broj 93", ["12/2023", "4412", "93"]),
    ("уговор бр. 5/23 и признаница број 211", ["5/23", "211"]),
    ("receipt no. 268 and 24 men", ["268"]),
    ("labour contract number 77 and the visa D 268", ["77", "D 268"]),
]
STAYS = [
    "Article 90 of the Labour Law, Article 12(3)",
    "Law on contracts no. 12/2005; Zakon o ugovorima br. 24; Convention No. 29",
    "Official Gazette of RS, no. 24/2005; Službeni glasnik br. 24/05; Regulation (EU) 2024/3015",
    "contract 2024; contract 05/2024; contract of 12 May 2024; contract 12.05.2024; contract 12 months",
    "ticket 450 EUR; invoice 1500 EUR; voucher 1.600 dollars; receipt 2,600 USD; receipt: 1.600 USD; ugovor 300 dinara",
    "180 passports taken; passports of 67 men; visas 268; work permit for 268 men; visa 268 days",
    "complaint no. 268; report no. 12; orders 351-9/23 of 22 May 2024; room no. 12; contract no. 1",
    "contract notice 12; contract no longer; no passport no 2; platform 268; advisa 268",
    "wages of 750 EUR for 25 days, 12 hours, from 6:30; barracks A 24",
]


@pytest.mark.parametrize(("words", "numbers"), TAKEN, ids=[words for words, _ in TAKEN])
def test_the_number_of_a_paper_is_taken_out_and_nothing_else(words: str, numbers: list[str]) -> None:
    left = Numbered([]).without(words)
    assert left.count(GONE) == len(numbers)
    for number in numbers:  # put back one by one, it is the text again
        left = left.replace(GONE, number, 1)
    assert left == words


@pytest.mark.parametrize("words", STAYS)
def test_sums_days_laws_and_numbers_of_public_papers_stay(words: str) -> None:
    assert Numbered([]).without(words) == words


def test_a_number_that_everybody_can_read_stays_and_no_part_of_it_opens_another() -> None:
    known = Numbered(["they printed Contract no. 404-2/19 on Monday"])
    assert known.without("contract no. 404-2/19, contract no. 404") == f"contract no. 404-2/19, contract no. {GONE}"
    assert known.without("contract no. 04-2/19") == f"contract no. {GONE}"


def test_what_is_published_is_what_publications_say_and_what_is_told_from_them_alone() -> None:
    minutes = Source(key="M", label="minutes", kind="official")
    made = {
        **dict(records()), "minutes": minutes,
        "i-m": item("papers/m.txt", "minutes"),
        "p-m": Passage(item="i-m", quote="receipt no. 268", start=0, end=9),
        "e-m": Event(track="work", title="From the minutes", source="minutes", passage="p-m"),
        "e-both": Event(track="work", title="From both", source="press", passage="p1"),
        "e-press": Event(track="work", title="From the press", source="press", passage="p-press"),
    }  # fmt: skip
    found = set(published(made, {}))
    assert {"From the press", "the workers' passports are locked away"} <= found
    assert not found & {"From the minutes", "From both", "receipt no. 268", "they kept passport number 1"}


@given(st.text(alphabet="receipt no.268 ,and-/số уговор бр USD", max_size=60))
def test_twice_is_once_and_only_figures_with_their_letters_go(words: str) -> None:
    left = Numbered([]).without(words)
    assert Numbered([]).without(left) == left
    assert sum(sign.isdigit() for sign in left) <= sum(sign.isdigit() for sign in words)
