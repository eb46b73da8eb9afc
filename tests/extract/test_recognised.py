"""From words on pages to one text: offsets that hold, places that say who read, nothing marked in the words."""

import json

from workbench.extract.recognised import assembled


def answer(*words: tuple[str, int, list[int]], language: str = "eng") -> dict:
    told = [[text, sure, [10 * at, 0, 10 * at + 9, 9], line] for at, (text, sure, line) in enumerate(words)]
    return {"words": told, "language": language, "rivals": {"vie": 70}, "turned": 0, "confidence": 90, "size": [99, 99],
            "model": "a" * 64}  # fmt: skip


def test_each_word_stands_where_the_layout_says() -> None:
    first = answer(("Họ", 95, [1, 1, 1]), ("giữ", 64, [1, 1, 1]), ("thẻ", 91, [1, 1, 2]), ("Kết", 90, [2, 1, 1]))
    pages = [{"page": 1, "text": "Typed words"}, {"page": 2, "text": None}, {"page": 3, "text": None}]
    reasons, made = assembled(pages, {2: first, 3: {"failed": "page-not-recognised", "message": "no"}}, "5.3.0")
    text, layout = made[0].data.decode(), json.loads(made[1].data)
    assert text == "Typed words\nHọ giữ\nthẻ\n\nKết\n\n"
    told = layout["recognised"]
    assert [(text[start:end], sure, page) for start, end, sure, page, *_ in told["words"]] == [
        ("Họ", 95, 2), ("giữ", 64, 2), ("thẻ", 91, 2), ("Kết", 90, 2)]  # fmt: skip
    assert [(place["label"], text[place["start"] : place["end"]]) for place in layout["places"]] == [
        ("page 1", "Typed words"), ("page 2 (recognised)", "Họ giữ\nthẻ\n\nKết")]  # fmt: skip
    assert told["pages"][0]["rivals"] == {"vie": 70} and told["pages"][0]["model"] == "a" * 64
    assert told["unread"] == [{"page": 3, "code": "page-not-recognised"}]
    assert [(one.code, one.message.split("(")[-1]) for one in reasons] == [
        ("words-doubtful", "1 of 4 below 70 of 100)"), ("page-not-recognised", "pages 3)")]  # fmt: skip
    assert {one.tool for one in made} == {"workbench.extract.ocr"} and made[0].version == "1 (tesseract 5.3.0: eng)"


def test_chinese_is_written_without_blanks_and_names_in_it_with() -> None:
    words = answer(("护照", 90, [1, 1, 1]), ("在", 90, [1, 1, 1]), ("Bor", 90, [1, 1, 1]), ("Co", 90, [1, 1, 1]),
                   language="chi_sim")  # fmt: skip
    _, made = assembled([{"page": 1, "text": None}], {1: words}, "5")
    assert made[0].data.decode() == "护照在 Bor Co\n"


def test_without_a_word_there_is_no_text() -> None:
    reasons, made = assembled([{"page": 1, "text": None}, {"page": 2, "text": "typed"}], {}, "5")
    assert made == () and [one.code for one in reasons] == ["page-not-recognised"]
