"""What a release holds, from a view of invented people: the same bytes each time, and numbers in bands."""

import dataclasses
import html
import json
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest

from tests.disclosure.shared_case import GROUND, PUBLIC, account, consent, records, worker
from tests.disclosure.test_preparing import prepared
from workbench.codebook import audiences, framework
from workbench.codebook.messages import messages
from workbench.disclosure.spellings import Finder
from workbench.records import Act, Count, Entity, Event, Passage, Record
from workbench.release.bag import sha256
from workbench.release.contents import write_contents
from workbench.release.copies import Copy
from workbench.release.described import METADATA
from workbench.release.scan import scan

FAMILIES = ("Trần", "Phạm", "Lê", "Hoàng", "Vũ", "Đỗ", "Bùi", "Tạ")
MIDDLES = ("Hữu", "Xuân", "Quang", "Minh", "Sĩ")
GIVENS = ("Lâm", "Khoát", "Thiệp", "Trạch", "Đoan", "Bảng", "Nhâm", "Ruộng", "Sước", "Điệp")
COPY = Copy.of("thematic-input", "An office", "0f" * 32, "2024-07-01")


def test_the_same_view_and_copy_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for place in (tmp_path / "one", tmp_path / "two"):
        place.mkdir()
        write_contents(prepared(records(to="thematic-input"), "thematic-input"), COPY, place)
        written.append({path.name: path.read_bytes() for path in place.iterdir()})
    assert written[0] == written[1] and len(written[0]) > 15


def test_a_release_in_totals_has_no_row_of_anybody_and_quotes_no_worker(tmp_path: Path) -> None:
    published = write_contents(prepared(records(to="thematic-input"), "thematic-input"), COPY, tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert not any(name.startswith(("matrix-by-worker", "matrix-by-source", "network", "sites")) for name in names)
    matrix = json.loads((tmp_path / "matrix-by-site.json").read_text())
    cells = {one["column"]: one for one in matrix["cells"]}
    assert cells["retention-of-identity-documents"]["state"] == "withheld"  # six people, and eleven are asked for
    assert cells["isolation"]["state"] == "alleged"
    assert [one["quote"] for one in matrix["codings"].values()] == ["the workers' passports are locked away"]
    assert published["counts"]["reader"] == "public" and "withheld" in (tmp_path / "counts.csv").read_text()


# Keys that tell: nobody else would call anybody so.
TELLING = {"CO-BR": "ZXQ-11", "SITE": "ZXQ-12", "DW-A": "ZXQ-13", "G": "ZXQ-14", "F-2": "ZXQ-15", "PR-1": "ZXQ-16",
           "MJ": "ZXQ-17", "PB-L": "ZXQ-18"}  # fmt: skip


def telling(one: Record) -> Record:
    told = {"key": TELLING[one.key]} if getattr(one, "key", None) in TELLING else {}
    if getattr(one, "group_of", None):
        told["group_of"] = TELLING["G"]
    if getattr(one, "key", None) == "F-2":
        told |= {"label": "Camp manager ZXQ-15", "names": ("Mr. Reyd", "Bora Reyd")}
    return dataclasses.replace(one, **told)


@pytest.fixture(scope="module")
def keyless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of every form, of a case in which keys, titles and quotes try to tell who is who."""
    folder = tmp_path_factory.mktemp("keyless")
    office = ("office", Entity(key="PB-L", schema="PublicBody", label="Labour inspectorate"))
    asked = ("asked", Act(duty="un-answer", bearer="office", role="notice", title="ZXQ-15 wrote", source="press"))
    seen = ("seen", Event(track="work", title="ZXQ-11 closed ZXQ-13, as in ZXQ-16", source="press", actors=("boss",)))
    made = records(to="ombudsman", more=[office, asked, seen])
    made[[key for key, _ in made].index("p-press")] = (
        "p-press", Passage(item="i-press", quote="g. Reyd locked them away, Bora said", start=0, end=9),
    )  # fmt: skip
    view = prepared([(key, telling(one)) for key, one in made], "ombudsman")
    write_contents(view, Copy.of("ombudsman", "An office", "0f" * 32, "2024-07-01"), folder)
    return folder


def test_no_key_of_the_case_stands_in_any_file_of_a_release(keyless: Path) -> None:
    """Also inside what is packed: a key leads back to the case, and a telling one to somebody."""
    suffixes = {path.suffix for path in keyless.iterdir()}
    assert {".pdf", ".docx", ".xlsx", ".html", ".json", ".csv", ".graphml", ".svg"} <= suffixes
    keys = [*TELLING.values(), *(f"W-0{n}" for n in range(1, 7)), *(f"T-0{n}" for n in range(1, 7))]
    assert scan(keyless, Finder({key: [key] for key in keys})) == []
    counts = (keyless / "counts.csv").read_text()
    assert "Tessaron branch" in counts and "Ravnica building site" in counts
    matrix = json.loads((keyless / "matrix-by-employer.json").read_text())
    assert "Tessaron branch" in matrix["rows"]


def test_a_person_goes_by_one_label_in_every_file(keyless: Path) -> None:
    assert scan(keyless, Finder({"boss": ["Mr. Reyd", "Bora Reyd", "Bora"]})) == []
    quoted = json.loads((keyless / "matrix-by-site.json").read_text())["codings"].values()
    assert "[Camp manager] locked them away, [Camp manager] said" in {one["quote"] for one in quoted}


def test_what_institutions_did_and_wages_are_files_where_the_audience_gets_them(tmp_path: Path) -> None:
    office = ("office", Entity(key="PB-L", schema="PublicBody", label="Labour inspectorate"))
    asked = ("asked", Act(duty="un-answer", bearer="office", role="notice", title="A letter", source="press"))
    made = records(to="ombudsman", more=[office, asked])
    write_contents(prepared(made, "ombudsman"), Copy.of("ombudsman", None, "0f" * 32, "2024-07-01"), tmp_path)
    told = json.loads((tmp_path / "responses.json").read_text())
    assert [one["bearer"] for one in told["responses"]] == ["Labour inspectorate"] and not told["rates"]
    assert "A letter" in (tmp_path / "responses.csv").read_text("utf-8-sig")
    assert json.loads((tmp_path / "wages.json").read_text())["counts"] == []  # six workers, all of them in one class
    assert (tmp_path / "table-duty-steps.csv").is_file() and not (tmp_path / "responses-rates.csv").exists()


def bare(name: str) -> str:
    marks = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


def backwards(name: str) -> str:
    return " ".join(reversed(name.split()))


def joined(name: str) -> str:
    return "_".join(bare(name).lower().split())


def escaped(name: str) -> str:
    return quote(name)


SPELT = (str, str.upper, bare, backwards, joined, escaped)


def planted() -> tuple[list, dict[str, list[str]]]:
    """Sixty-seven people with a name, a passport and a telephone each, told in six spellings wherever words stand."""
    made, strings = [], {}
    for n in range(67):
        name = f"{FAMILIES[n % 8]} {MIDDLES[n // 8 % 5]} {GIVENS[(n + n // 40) % 10]}"
        paper, phone = f"B{n:02}37{n * 13 % 100:02}5", f"+38164{n:02}8{n * 7 % 100:02}31"
        strings[f"w{n}"] = [name, paper, phone]
        words = [spell(name) for spell in SPELT] + [paper, phone]
        made += [
            worker(n, names=(name,), note=f"passport {paper}, telephone {phone}"),
            *account(n, quote=" and ".join(words)),
            *(consent(n, to) for to in audiences()),
            (f"ev{n}", Event(track="work", title=f"{words[n % 6]} ({paper}) was called on {phone}", source="press")),
            (f"ct{n}", Count(what="present", label=f"with {words[(n + 3) % 6]}", low=9, high=9, source="press")),
        ]  # fmt: skip
    return made, strings


@pytest.mark.parametrize(
    "to",
    [name if name in ("ombudsman", "public") else pytest.param(name, marks=pytest.mark.prove) for name in audiences()],
)
def test_of_201_planted_identifiers_in_six_spellings_none_is_in_a_release_and_the_scan_would_see_each(
    to: str, tmp_path: Path
) -> None:
    people, strings = planted()
    made = [*GROUND[:6], *PUBLIC, *people]
    found = prepared(made, to)
    assert found.ok
    write_contents(found, Copy.of(to, None, "0f" * 32, "2024-07-01"), tmp_path)
    finder = Finder(strings)
    assert scan(tmp_path, finder) == []
    unsafe = tmp_path / "unsafe"
    unsafe.mkdir()
    events = [one for _, one in made if isinstance(one, Event)]
    (unsafe / "events.json").write_text(json.dumps([one.title for one in events]))
    assert {one.id for one in scan(unsafe, finder)} == set(strings)


def test_releases_for_one_audience_after_another_at_one_head_are_both_made(tmp_path: Path) -> None:
    earlier: list[str] = []
    for name in ("thematic-input", "respondent", "thematic-input"):
        consents = [consent(n, "respondent") for n in range(1, 5)]
        made = [*records(to="thematic-input"), *consents]
        place = tmp_path / str(len(earlier))
        place.mkdir()
        published = write_contents(
            prepared(made, name), Copy.of(name, None, "0f" * 32, "2024-07-01"), place, earlier=earlier
        )
        earlier.append(json.dumps(published))
    assert (tmp_path / "0" / "counts.csv").read_bytes() == (tmp_path / "2" / "counts.csv").read_bytes()


def test_the_list_of_files_has_every_file_but_those_that_hold_the_list(tmp_path: Path) -> None:
    write_contents(prepared(records(to="ombudsman"), "ombudsman"), Copy.of("ombudsman", None, "0f" * 32, "2024-07-01"),
                   tmp_path)  # fmt: skip
    lines = (tmp_path / "table-files.csv").read_text("utf-8-sig").splitlines()[1:]
    listed = dict(line.strip('"').split('","') for line in lines)
    assert listed == {path.name: sha256(path) for path in tmp_path.iterdir() if path.name in listed}
    left = {path.name for path in tmp_path.iterdir()} - set(listed)
    assert left == {"table-files.csv", *(f"dossier.{form}" for form in ("html", "pdf", "docx", "xlsx", "json"))}
    words = (tmp_path / "dossier.html").read_text()
    assert all(name in words.partition("Not in the list")[2].partition("</")[0] for name in left)


def english_sentences(lang: str) -> list[str]:
    """What the English table says in more than two words, without the values that are put in, and this one does not."""
    english, own = messages("en").words, " ".join(messages(lang).words.values())
    parts = {part.strip(" .,;:()") for words in english.values() for part in re.split(r"\{\w+\}", words)}
    return sorted(part for part in parts if len(part.split()) > 2 and part not in own)


def read(path: Path) -> str:
    """Everything that a file says to its reader, but for the words of quotes."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell)
    told = re.sub(
        r"<blockquote.*?</blockquote>|<style.*?</style>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    aloud = re.findall(r'(?:aria-label|alt|title)="([^"]*)"', told)
    return html.unescape("\n".join([*aloud, *re.split(r"<[^>]+>", told)]))


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One view in three languages, a folder each."""
    place, view = tmp_path_factory.mktemp("languages"), prepared(records(to="ombudsman"), "ombudsman")
    for lang in ("en", "sr-Latn", "sr-Cyrl"):
        (place / lang).mkdir()
        write_contents(view, Copy.of("ombudsman", None, "0f" * 32, "2024-07-01"), place / lang, lang=lang)
    return place


@pytest.mark.parametrize("lang", ["sr-Latn", "sr-Cyrl"])
def test_every_file_for_readers_speaks_the_language_of_the_copy(lang: str, copies: Path) -> None:
    # The words of the case and the title of the instrument stay as they are.
    own = str(prepared(records(to="ombudsman"), "ombudsman").tables.rows) + framework("ilo-11").instrument
    files = [path for path in sorted((copies / lang).iterdir()) if path.suffix in (".html", ".svg", ".xlsx")]
    assert {"about.html", "matrix-by-worker.svg", "chronology.xlsx", "network.html", "sites.svg"} <= {
        path.name for path in files
    }
    sentences = [one for one in english_sentences(lang) if one not in own]
    said = {path.name: read(path) for path in files}
    assert [(name, one) for name, words in said.items() for one in sentences if one in words] == []
    pages = [path.read_text(encoding="utf-8") for path in files if path.suffix == ".html"]
    assert all(f'<html lang="{lang}">' in page for page in pages)


def test_files_for_programs_are_the_same_in_every_language(copies: Path) -> None:
    ends, dossier = (".csv", ".json", ".graphml", ".geojson"), ("dossier", "table", "reply", METADATA)
    names = {path.name for path in (copies / "en").iterdir() if path.suffix in ends
             and not path.name.startswith(dossier)}  # fmt: skip
    assert {"matrix-by-worker.csv", "chronology.csv", "network.graphml", "about.json"} <= names
    for lang in ("sr-Latn", "sr-Cyrl"):
        told = {name for name in names if (copies / lang / name).read_bytes() != (copies / "en" / name).read_bytes()}
        assert told == set()
        of = [{one["url"]: one for one in json.loads((copies / each / METADATA).read_bytes())["tables"]}
              for each in (lang, "en")]  # fmt: skip
        assert {name for name in of[1] if name in names and of[0][name] != of[1][name]} == set()
