"""A word of the workbench or of a format is nobody's name; the same word anywhere else is."""

import random
import string
from pathlib import Path

import pytest

from workbench.codebook.messages import languages, messages
from workbench.disclosure.spellings import Finder
from workbench.figures.style import fonts
from workbench.release.dossier.document import Document, Paragraph, Section
from workbench.release.dossier.word import as_docx
from workbench.release.own_words import Own, blanks, said
from workbench.release.press import page
from workbench.release.readable import Text
from workbench.release.scan import own, scan
from workbench.release.sheets import Sheet
from workbench.release.xlsx import workbook

SENTENCES = [
    "Names, places and times are protected; digests belong to this copy alone.",
    "An account of what was told, with <b>{n}</b> more.",
    "The worker had no contract, and Nam Định is a city.",
]


@pytest.mark.parametrize(
    ("text", "word", "theirs"),
    [
        ("(Names,  places\nand times are protected)", "Nam", True),  # whatever the space between the words
        ("Names, places", "Nam", True),
        ("Nam, places and times are protected", "Nam", False),  # another word
        ("Names are protected", "Nam", False),  # the same one, beside others
        ("Names, pl", "Nam", False),  # too little beside it
        ("An account of 12", "An", True),
        ("An accountant of 12", "An", False),  # half a word beside it does not agree
        ("no contract, and An told", "An", False),
        ("xNames, places and times", "Nam", False),
        ("of the worker: Nam", "Nam", False),
    ],
)
def test_a_word_counts_as_ours_only_beside_the_words_that_stand_there(text: str, word: str, theirs: bool) -> None:
    start = text.index(word)
    assert Own(SENTENCES).says(text, start, start + len(word)) is theirs


def test_several_words_are_a_name_whatever_stands_in_ours() -> None:
    text = SENTENCES[2]
    start = text.index("Nam")
    assert not Own(SENTENCES).says(text, start, start + len("Nam Định"))
    assert Own(SENTENCES).says(text, start, start + len("Nam"))


def test_long_words_of_a_format_need_nothing_beside_them() -> None:
    own_ = Own(["<w:doNotSaveAsSingleFile/>"])
    assert own_.says("<x:doNotSaveAsSingleFile>", 8, 12) and not own_.says("<x:SaveAs>", 3, 7)


def test_two_texts_are_no_sentence_together() -> None:
    assert not Own(["for whom it is: An", "account of everything"]).says("An account of everything", 0, 2)
    assert Own(["An", "An account of it"]).says("An account of it", 0, 2)


def test_texts_are_added_as_to_what_seeks() -> None:
    words = Own()
    words.add(Text("utf-8", ("An account of it",)), 0)
    assert words.says("An account of it", 0, 2) and list(words.found()) == []


def test_every_sentence_of_every_language_is_ours_and_no_name_of_the_fictional_case_is() -> None:
    sentences = {*said()}
    for lang in languages():
        assert {*messages(lang).words.values()} <= sentences
    assert any("Инспекција" in one or "радник" in one for one in sentences), "Serbian in both scripts"
    for name in ("Khoát", "Thiệp", "Krstonja", "Vukmanac", "Ратковић", "Jovin", "Kolm"):
        assert not any(name in one for one in sentences), name


def test_what_the_formats_say_is_found_in_files_that_say_nothing() -> None:
    assert [made[:2] for made in blanks()] == [b"PK", b"PK", b"%P"] and blanks() == blanks()
    for text, word in (
        ('<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/>', "SA"),
        ('<Override PartName="/xl/workbook.xml"', "Nam"),
        ("%!PS-Adobe-3.0 Resource-CMap", "PS"),
        ('<a:font script="Thaa" typeface="MV Boli"/>', "MV"),
        ("PDF/UA Identification schema", "UA"),
        ("NO EVENT SHALL TAVMJONG BAH BE LIABLE FOR ANY CLAIM", "BE"),  # the licence in each font
    ):
        start = text.index(word)
        assert own().says(text, start, start + len(word)), text
        assert not own().says(f"coded by {word}, who", 9, 9 + len(word)), text


def test_of_thousands_of_labels_none_is_found_where_none_stands(tmp_path: Path) -> None:
    """In pages of ever other letters, so that their fonts and the names of these differ, a workbook and a Word file."""
    letters = "abcdefghijklmnopqrstuvwxyzčćđšžạảấầẩ"
    capitals = string.ascii_uppercase
    labels = [f"{one}{other}" for one in capitals for other in capitals]
    labels += [f"{one}-{number}" for one in capitals for number in range(10, 100)]
    for seed in range(25):
        word = "".join(random.Random(seed).sample(letters, 14))
        told = f'#set document(title: "{word}")\n#set text(font: "DejaVu Sans")\n= {word}\n{word} *{word}* `{word}`\n'
        (tmp_path / f"{seed}.pdf").write_bytes(page(told.encode("utf-8"), str(fonts())))
    sheet = Sheet("words", (word, "more"), tuple((word, number) for number in range(60)), links={(0, 0): ("words", 40)})
    (tmp_path / "a.xlsx").write_bytes(workbook([sheet], title=word, notice=word))
    (tmp_path / "a.docx").write_bytes(as_docx(Document(
        title=word, case=word, lang="en", headings="en", at="2024-07-01", head="h", notice=word,
        labels={"contents": "c", "page": "p", "made": "m", "table": "t", "figure": "f"},
        sections=tuple(Section(f"indicator-{at}", word, (Paragraph((word,)),)) for at in range(30)),
    )))  # fmt: skip
    assert scan(tmp_path, Finder({label: [label] for label in labels})) == []
    (tmp_path / "b.txt").write_text("coded by SA", "utf-8")
    assert [(leak.path, leak.id) for leak in scan(tmp_path, Finder({label: [label] for label in labels}))] == [
        ("b.txt", "SA")
    ]


def test_the_whole_of_a_short_text_is_ours_and_a_part_of_it_is_not() -> None:
    own_ = Own(["Hồ sơ: ", "This copy", "Page"])
    assert own_.says("Hồ sơ: 12", 0, 2) and own_.says('"This copy"', 1, 4)
    assert not own_.says("Hồ so: 12", 0, 2)
    assert not own_.says("This copyist", 0, 4) and not own_.says("xThis copy", 1, 4)
    assert not own_.says("Page 1", 0, 4), "of one word nothing tells whose it is"
