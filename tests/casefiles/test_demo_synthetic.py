"""The synthetic demo case: its script repeats its bytes, its registers fit its files, what is planted is there."""

import csv
import filecmp
import importlib.metadata
import io
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from workbench import codebook
from workbench.extract import Extraction, extract
from workbench.records import Period, find_quote

CASE = Path(__file__).resolve().parents[2] / "casefiles" / "demo_synthetic"
RAW, REGISTER = CASE / "raw", CASE / "register"
CODERS = ("mj", "ak")
Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (REGISTER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def many(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(" ; ") if part.strip()]


def codings() -> list[tuple[str, Row]]:
    return [(coder, row) for coder in CODERS for row in table(f"codings_{coder}")]


def raw_files() -> list[str]:
    return files_below(RAW)


@pytest.fixture(scope="module")
def extracted() -> dict[str, Extraction]:
    return {name: extract(RAW / name, Path(name).name) for name in raw_files()}


@pytest.fixture(scope="module")
def texts(extracted: dict[str, Extraction]) -> dict[str, str]:
    found = {}
    for name, extraction in extracted.items():
        for made in extraction.made:
            if made.kind == "text":
                found[name] = made.data.decode("utf-8")
    return found


@pytest.fixture(scope="module")
def keys() -> dict[str, set[str]]:
    return {name: {row["key"] for row in table(name)} for name in ("agents", "entities", "sources")}


def run_script(into: Path, hash_seed: str) -> None:
    """In another process, with another order of hashes, another time zone and another language."""
    settings = os.environ | {"PYTHONHASHSEED": hash_seed, "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}
    subprocess.run([sys.executable, "make_raw.py", "--into", str(into)], cwd=CASE, env=settings, check=True)


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def assert_same_files(one: Path, other: Path) -> None:
    assert files_below(one) == files_below(other)
    _, different, unreadable = filecmp.cmpfiles(one, other, files_below(one), shallow=False)
    assert (different, unreadable) == ([], [])


def made_with() -> dict[str, str]:
    text = (CASE / "make_raw.py").read_text(encoding="utf-8")
    found = re.search(r"MADE_WITH = \{(.*)\}", text)
    assert found is not None
    return dict(re.findall(r'"([\w-]+)": "([\d.]+)"', found[1]))


def test_the_script_repeats_its_bytes(tmp_path: Path) -> None:
    run_script(tmp_path / "one", "1")
    run_script(tmp_path / "two", "2")
    assert_same_files(tmp_path / "one", tmp_path / "two")
    installed = {name: importlib.metadata.version(name) for name in made_with()}
    if installed != made_with():
        pytest.skip(f"the committed files were made with {made_with()}, here are {installed}; both runs here agree")
    assert_same_files(tmp_path / "one", RAW)


def test_the_readme_says_first_that_all_is_fictional() -> None:
    body = (CASE / "README.md").read_text(encoding="utf-8").split("\n\n", 2)
    assert body[1].startswith("Everything in this folder is fictional")


def test_the_folder_is_small() -> None:
    assert sum((RAW / name).stat().st_size for name in raw_files()) < 8_000_000


def test_every_file_belongs_to_exactly_one_source() -> None:
    owners = Counter(
        path.relative_to(RAW).as_posix()
        for row in table("sources") for pattern in many(row["files"]) for path in RAW.glob(pattern)
    )  # fmt: skip
    assert owners == Counter(raw_files())


@pytest.mark.parametrize("name", ["agents", "entities", "sources"])
def test_keys_are_named_once(name: str) -> None:
    assert [key for key, times in Counter(row["key"] for row in table(name)).items() if times > 1] == []


def test_every_key_resolves(keys: dict[str, set[str]]) -> None:
    entities, sources, agents = keys["entities"], keys["sources"], keys["agents"]
    used = [(row["subject"], entities) for _, row in codings()]
    used += [(row[name], entities) for _, row in codings() for name in ("site", "actor")]
    used += [(row[name], entities) for row in table("relations") for name in ("from", "to")]
    used += [(group, entities) for row in table("entities") for group in many(row["group_of"])]
    for name in ("sources", "consents"):
        used += [(row["worker"], entities) for row in table(name)] + [
            (row["interpreter"], agents) for row in table(name)
        ]
    used += [(row["entity"], entities) for row in table("places")]
    used += [(actor, entities) for row in table("events") for actor in many(row["actors"])]
    used += [(row["site"], entities) for row in table("events")]
    used += [
        (row["source"], sources)
        for name in ("relations", "events", "counts", "places", "statements")
        for row in table(name)
    ]
    used += [(told, sources) for row in table("sources") for told in many(row["retells"]) + many(row["same_origin_as"])]
    used += [(coder.upper(), agents) for coder in CODERS]
    assert [key for key, known in used if key not in ("", "unknown") and key not in known] == []


@pytest.mark.parametrize("name", ["relations", "events", "counts", "places", "statements"])
def test_the_file_of_a_claim_belongs_to_its_source(name: str) -> None:
    files = {row["key"]: many(row["files"]) for row in table("sources")}
    assert [row["file"] for row in table(name) if row["file"] and row["file"] not in files[row["source"]]] == []


@pytest.mark.parametrize("name", ["codings_mj", "codings_ak", "relations", "events", "counts", "places", "statements"])
def test_every_quote_is_in_its_text_once(name: str, texts: dict[str, str]) -> None:
    for row in table(name):
        if row.get("quote"):
            occurrence = row.get("occurrence") or ""
            find_quote(texts[row["file"]], row["quote"], occurrence=int(occurrence or 1), file=row["file"])
            text, quote = (unicodedata.normalize("NFC", words) for words in (texts[row["file"]], row["quote"]))
            assert occurrence or text.count(quote) == 1, (row["file"], quote)
        else:
            assert row.get("region") or name == "places" or not row["file"], row


def test_regions_lie_inside_their_pictures() -> None:
    regions = [row for _, row in codings() if row["region"]]
    assert len(regions) >= 6
    for row in regions:
        left, top, width, height = map(int, row["region"].split(","))
        size = Image.open(RAW / row["file"]).size
        assert width > 0 and height > 0 and left + width <= size[0] and top + height <= size[1], row


def test_words_are_of_the_codebook() -> None:
    indicators = {entry.id for entry in codebook.framework("ilo-11").indicators}
    assert {row["indicator"] for _, row in codings()} == indicators
    for coder in CODERS:
        assert {row["stance"] for row in table(f"codings_{coder}")} == {"supports", "contradicts", "unclear"}
    means = {row["means"] for _, row in codings()}
    assert means == {"first-hand", "hearsay", "document", "observed", "official-finding"}
    assert {row["elicited"] for _, row in codings()} == {"", "spontaneous", "open", "closed"}


def test_group_codings_state_their_scope() -> None:
    groups = {row["key"] for row in table("entities") if row["schema"] == "Group"}
    assert [row for _, row in codings() if row["subject"] in groups and not row["scope"]] == []


def test_periods_are_dates() -> None:
    rows = [row for _, row in codings()]
    rows += [row for name in ("relations", "events", "counts", "places", "statements") for row in table(name)]
    for row in rows:
        period = Period(start=row["start"] or None, end=row["end"] or None)
        first, last = period.first_day(), period.last_day()
        assert first is None or last is None or first <= last, row


def test_there_are_as_many_of_each_as_the_case_needs() -> None:
    spoken = [row for row in table("sources") if row["files"].startswith("testimonies/")]
    interviews = len(read_form()) + len(spoken)
    assert interviews >= 24
    assert {row["language"] for row in spoken} == {"vi", "en", "sr-Latn", "sr-Cyrl"}
    assert len([row for row in table("entities") if row["schema"] == "Worker"]) == 24
    assert {row["subject"] for _, row in codings()} >= {f"W-{number:02d}" for number in range(1, 25)}
    assert len(table("relations")) >= 60 and len(table("events")) >= 25 and len(codings()) >= 150
    tracks = "recruitment travel work lodging documents pay complaint authority press parliament ask"
    assert {row["track"] for row in table("events")} == set(tracks.split())


def read_form() -> list[Row]:
    text = (RAW / "forms" / "interviews_export.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_every_testimony_says_who_asked_in_what_language_when_and_where(texts: dict[str, str]) -> None:
    wanted = {
        "vi": ("Người phỏng vấn", "Phiên dịch", "Ngôn ngữ", "Ngày", "Nơi"),
        "en": ("Interviewer", "Interpreter", "Language", "Date", "Place"),
        "sr-Latn": ("Razgovor vodila", "Prevodilac", "Jezik", "Datum", "Mesto"),
        "sr-Cyrl": ("Разговор водила", "Преводилац", "Језик", "Датум", "Место"),
    }
    for row in table("sources"):
        if row["files"].startswith("testimonies/"):
            head = unicodedata.normalize("NFC", texts[row["files"]])[:600]
            assert [word for word in wanted[row["language"]] if f"{word}: " not in head] == [], row["key"]


def test_ids_and_a_man_called_na_stay_words(texts: dict[str, str]) -> None:
    rows = {row["interview_id"]: row for row in read_form()}
    assert rows["007"]["respondent_name"] == "NA" and rows["007"]["respondent_code"] == "W-24"
    assert "007" in texts["forms/interviews_export.xlsx"] and "NA" in texts["forms/interviews_export.xlsx"]


def position(name: str) -> tuple[float, float] | None:
    """Degrees as Pillow reads them, south and west below nought; None without a position that can be reckoned."""
    place = Image.open(RAW / name).getexif().get_ifd(0x8825)
    if 2 not in place or any(part.denominator == 0 for part in (*place[2], *place[4])):
        return None
    latitude, longitude = (float(one + two / 60 + three / 3600) for one, two, three in (place[2], place[4]))
    return (-latitude if place[1] == "S" else latitude), (-longitude if place[3] == "W" else longitude)


def test_there_are_forty_photographs_with_what_phones_write() -> None:
    pictures = [name for name in raw_files() if name.endswith(".jpg")]
    assert len(pictures) == 40
    heads = {name: Image.open(RAW / name).getexif() for name in pictures}
    offsets = {name: head.get_ifd(0x8769).get(0x9011) for name, head in heads.items()}
    assert sum(bool(offset) for offset in offsets.values()) >= 10
    assert sum(0x9003 in head.get_ifd(0x8769) and not offsets[name] for name, head in heads.items()) >= 10
    assert sum(0x11 in head.get_ifd(0x8825) for head in heads.values()) >= 20
    near = [place for place in map(position, pictures) if place and 44.8 < place[0] < 45.0 and 21.0 < place[1] < 21.2]
    assert len(near) >= 25


def test_one_photograph_is_from_the_south_and_west() -> None:
    far = position("photos/W-19_from_abroad_brother.jpg")
    assert far is not None and far[0] < 0 and far[1] < 0


def codes(extraction: Extraction) -> set[str]:
    return {reason.code for reason in extraction.reasons}


def test_no_exif_and_unreadable_exif_differ(extracted: dict[str, Extraction]) -> None:
    assert codes(extracted["photos/W-12_from_messenger.jpg"]) == {"no-exif", "saved-again"}
    assert codes(extracted["photos/W-21_damaged.jpg"]) == {"exif-unreadable"}
    assert not {"no-exif", "exif-unreadable"} & codes(extracted["photos/W-20_no_gps.jpg"])
    assert position("photos/W-20_no_gps.jpg") is None


def test_a_position_of_nought_over_nought_is_in_the_bytes() -> None:
    latitude = Image.open(RAW / "photos" / "W-16_zero_position.jpg").getexif().get_ifd(0x8825)[2]
    assert {(part.numerator, part.denominator) for part in latitude} == {(0, 0)}


def test_five_near_duplicates_are_other_bytes_of_the_same_view() -> None:
    with (CASE / "make" / "data" / "photos.csv").open(encoding="utf-8", newline="") as handle:
        pairs = [(row["file"], row["copy_of"]) for row in csv.DictReader(handle) if row["copy_of"]]
    assert len(pairs) >= 5
    for copy, original in pairs:
        small = [Image.open(RAW / name).convert("L").resize((16, 12)).tobytes() for name in (copy, original)]
        apart = sum(abs(one - other) for one, other in zip(*small, strict=True)) / len(small[0])
        assert (RAW / copy).read_bytes() != (RAW / original).read_bytes() and apart < 40, copy


def test_one_payslip_is_a_picture_only(extracted: dict[str, Extraction]) -> None:
    scan = "payslips/W-07_payslip_2024-04_scan.pdf"
    assert codes(extracted[scan]) == {"no-text-layer"}
    pages = [pypdfium2.PdfDocument(RAW / name)[0] for name in (scan, "payslips/W-01_payslips_2024.pdf")]
    words = [page.get_textpage().get_text_range() for page in pages]
    assert words[0].strip() == "" and "Deposit kept by the Company" in words[1]


def test_relations_join_what_their_kind_may_join() -> None:
    kinds = {row["key"]: row["schema"] for row in table("entities")}
    ends = [(row["schema"], kinds[row["from"]], kinds[row["to"]]) for row in table("relations")]
    assert [end for end in ends if not codebook.relation_schema(end[0]).joins(*end[1:])] == []


def stances(subject: str, indicator: str) -> Counter[str]:
    return Counter(row["stance"] for _, row in codings() if (row["subject"], row["indicator"]) == (subject, indicator))


def test_one_worker_denies_threats_and_one_was_never_asked_about_debt(texts: dict[str, str]) -> None:
    threats = stances("W-06", "intimidation-and-threats")
    assert threats["contradicts"] >= 2 and threats["supports"] == 0
    assert not stances("W-10", "debt-bondage")
    assert next(row for row in read_form() if row["respondent_code"] == "W-10")["asked_debt"] == "no"
    assert not [row for row in table("relations") if row["schema"] in ("Fee", "Debt") and row["from"] == "W-10"]
    assert "chưa hỏi về phí môi giới và nợ" in texts["testimonies/W-10_2024-06-02_vi.txt"]


def test_passports_are_held_returned_and_taken_again() -> None:
    custody = [row for row in table("relations") if row["schema"] == "DocumentCustody"]
    assert any(row["start"] == "2024-03-04" and row["end"] == "2024-05-23" for row in custody)
    assert any(row["start"] == "2024-05-26" and row["to"] == "G-C" and row["end"] == "" for row in custody)
    assert any(row["stance"] == "contradicts" and row["source"] == "OMB" for row in custody)


def test_one_origin_is_told_several_times() -> None:
    retells = {row["key"]: set(many(row["retells"])) for row in table("sources")}
    assert {key for key, told in retells.items() if "T-03" in told} == {"PRESS", "NGO", "T-16R"}
    assert {key for key, told in retells.items() if "T-05" in told} == {"PRESS", "NGO"}
    counted = {row["source"] for row in table("counts") if row["what"] == "present" and row["low"] == "500"}
    assert counted == {"T-03", "T-16R", "PRESS"}


def test_head_counts_rival() -> None:
    present = {(row["low"], row["source"]) for row in table("counts") if row["what"] == "present"}
    assert {("500", "T-03"), ("400", "OMB")} <= present


def test_a_child_and_a_kinship_that_would_reveal_it() -> None:
    child = next(row for row in table("entities") if row["key"] == "W-17")
    assert child["born"] == "2006-11"
    kin = {(row["from"], row["to"]) for row in table("relations") if row["schema"] == "Kinship"}
    assert ("SA-3", "W-17") in kin
    hired = {(row["from"], row["to"]) for row in table("relations") if row["schema"] == "Recruitment"}
    assert ("SA-3", "W-17") in hired


def test_labels_of_people_are_keys_and_names_stand_apart() -> None:
    people = [row for row in table("entities") if row["schema"] == "Worker"]
    assert all(row["label"] == row["key"] and row["names"] and row["label"] not in row["names"] for row in people)


def test_the_coders_share_many_passages_and_differ_in_some() -> None:
    unit = ("file", "quote", "region", "indicator", "subject")
    first, second = (
        {tuple(row[name] for name in unit): row["stance"] for row in table(f"codings_{c}")} for c in CODERS
    )
    both = set(first) & set(second)
    assert len(both) >= 100
    assert 10 <= sum(first[one] != second[one] for one in both) <= 20


def test_some_consents_are_missing_or_narrow() -> None:
    workers = {row["key"] for row in table("entities") if row["schema"] == "Worker"}
    assert workers - {row["worker"] for row in table("consents")} == {"W-10", "W-20", "W-21"}
    assert any(row["until"] for row in table("consents")) and any(row["naming"] == "yes" for row in table("consents"))
