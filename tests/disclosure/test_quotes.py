import pytest

from workbench.disclosure.quotes import Quote, Quotes, findings
from workbench.errors import BadValue


def people(**own: dict[str, str | None]) -> dict[str, dict[str, str | None]]:
    """Twenty masons who speak Vietnamese, and some others."""
    crew: dict[str, dict[str, str | None]] = {
        f"W-{n:02}": {"trade": "mason", "province": "Ha Tinh", "language": "vi"} for n in range(20)
    }
    return crew | own


def grounds(quote: Quote, known: Quotes) -> list[tuple[str, str]]:
    """The codes with the words of the quote that give them."""
    return [(one.code, quote.text[one.start : one.end]) for one in known.telling(quote)]


def test_words_that_nobody_in_particular_could_have_said_give_no_finding() -> None:
    known = Quotes(people(), 5)
    assert known.telling(Quote("q1", "Họ giữ hộ chiếu của chúng tôi.", "vi", "W-01")) == []
    assert findings([Quote("q1", "The mason from Ha Tinh said so.", "en", "W-01", original=False)], known) == []


def test_a_rare_trade_or_province_is_found_in_any_spelling_and_in_other_words_for_it() -> None:
    known = Quotes(people(X={"trade": "cook", "province": "Nghệ An", "language": "vi"}), 5,
                   forms={"cook": ["nấu bếp", "кувар", "kuvar"]})  # fmt: skip
    assert grounds(Quote("q", "Tôi NẤU BẾP cho cả đội, quê nghe an.", "vi", "X"), known) == [
        ("quote-rare-word", "NẤU BẾP"), ("quote-rare-word", "nghe an"),
    ]  # fmt: skip
    assert grounds(Quote("q", "Рекли су кувару да ћути.", "sr-Cyrl", "X", original=False), known) == [
        ("quote-rare-word", "кувару")
    ]
    assert grounds(Quote("q", "The cooker was broken.", "en", "X", original=False), known) == []
    (one,) = known.telling(Quote("q", "I was the cook.", "en", "X", original=False))
    assert one.words == "'cook': trade cook, 1 of 21 people"


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "They threatened My Wife at home.", "My Wife"),
        ("vi", "Bố em là người gom người cho công ty", "Bố em"),
        ("sr-Latn", "Pretili su mojoj ženi.", "mojoj ženi"),
        ("sr-Cyrl", "Претили су мојој жени.", "мојој жени"),
        ("zh", "他们威胁我老婆。", "我老婆"),
        ("hi", "उन्होंने मेरी पत्नी को धमकाया", "मेरी पत्नी"),
        ("tr", "Karım hasta diye izin istedim.", "Karım"),
    ],
)
def test_ones_own_kin_is_found_in_six_languages_and_both_scripts(language: str, text: str, words: str) -> None:
    assert ("quote-own-kin", words) in grounds(Quote("q", text, language, "W-01", original=False), Quotes({}, 5))


def test_a_number_that_nobody_else_gives_is_found_however_it_is_written() -> None:
    told = {"W-01": ["I paid 2.200 dollars on 14/3."], "W-02": ["2,200 dollars for me as well, in 2021."],
            "W-03": ["We were 2 in a room in 2021"]}  # fmt: skip
    known = Quotes({}, 5, accounts=told)
    assert grounds(Quote("q", "I paid 2.200 dollars on 14/3.", "en", "W-01"), known) == [("quote-told-once", "14/3")]
    assert grounds(Quote("q", "2 in a room, in 2021", "en", "W-03"), known) == []
    assert grounds(Quote("q", "It was 21:40.", "en", "W-09"), known) == [("quote-told-once", "21:40")]
    assert grounds(Quote("q", "2 200 dollars in room 12 450 times", "en", "W-09"), known) == [
        ("quote-told-once", "12 450")
    ]


def test_the_only_speaker_of_a_language_is_known_by_it_and_not_by_a_translation() -> None:
    known = Quotes(people(X={"trade": "mason", "province": "Ha Tinh", "language": "hi"}), 5)
    said = Quote("q", "पासपोर्ट ले लिया", "hi", "X")
    assert [(one.code, one.words) for one in known.telling(said)] == [
        ("quote-language", "hi is spoken by 1 of 21 people")
    ]
    assert known.telling(Quote("q", "They took the passport.", "en", "X", original=False)) == []
    assert known.telling(Quote("q", "Họ giữ hộ chiếu.", "vi-VN", "W-01")) == []


def test_a_long_quote_is_found_also_in_a_script_without_spaces() -> None:
    known = Quotes({}, 5, longest=12)
    assert grounds(Quote("q", "word " * 12, "en", "W-01"), known) == []
    assert [code for code, _ in grounds(Quote("q", "word " * 13, "en", "W-01"), known)] == ["quote-long"]
    assert [code for code, _ in grounds(Quote("q", "护照被收走了" * 5, "zh", "W-01"), known)] == ["quote-long"]


def test_the_remedy_of_each_finding_ends_it() -> None:
    known = Quotes(people(X={"trade": "cook", "language": "vi"}), 5, accounts={"X": ["450"]})
    quote = Quote("q", "I am the cook, they owe my wife 450 euros.", "en", "X", original=False)
    found = findings([quote], known, "quotes")
    assert {one.code for one in found} == {"quote-rare-word", "quote-own-kin", "quote-told-once"}
    assert {one.subject for one in found} == {"q"} and {one.where for one in found} == {"quotes"}
    text = quote.text
    for one in sorted(found, key=lambda one: -int(one.remedy.to[0])):
        assert one.remedy.verb == "withhold-words"
        start, end = (int(place) for place in one.remedy.to)
        text = text[:start] + "[…]" + text[end:]
    assert text == "I am the […], they owe […] […] euros."
    assert findings([Quote("q", text, "en", "X", original=False)], known) == []


def test_a_k_under_three_is_refused() -> None:
    with pytest.raises(BadValue, match="3 or more"):
        Quotes({}, 2)
