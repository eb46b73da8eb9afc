"""The public-record case: every claim on file, every word traceable, nothing about one person, nothing invented."""

import csv
import re
import tomllib
from pathlib import Path

import pytest

from workbench.errors import QuoteNotFound
from workbench.records import PUBLISHED_KINDS, Period, find_quote

ROOT = Path(__file__).parents[2]
CASE = ROOT / "casefiles" / "zrenjanin_public_record"
SCHEMA = ROOT / "evidence_schema"
CLAIMS = [f"C{number:02}" for number in range(1, 26)]
SEVEN = {
    "retention-of-identity-documents", "restriction-of-movement", "isolation", "intimidation-and-threats",
    "withholding-of-wages", "excessive-overtime", "abusive-working-and-living-conditions",
}  # fmt: skip
FOUR = {"deception", "debt-bondage", "abuse-of-vulnerability", "physical-and-sexual-violence"}
ORDER = (SEVEN | FOUR) - {"restriction-of-movement", "physical-and-sexual-violence"}
HEAD = ["Date of the claim", "Who says it", "Publication", "Published", "Language of the source", "Address", "Read"]
QUOTING = ["relations", "statements", "places", "events", "counts", "codings_rec"]


def rows(table):
    with (CASE / "register" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells(value):
    return [part for part in value.split(" ; ") if part]


def keys(table):
    return {row["key"] for row in rows(table)}


def notes():
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((CASE / "raw").iterdir())}


def source_of():
    return {name: row for row in rows("sources") for name in cells(row["files"])}


def field(text, label):
    return re.search(rf"^{label}: (.+)$", text, re.M).group(1)


def period(row):
    return Period(start=row["start"] or None, end=row["end"] or None, as_written=row["as_written"] or None)


def codings(subject, indicator, *stances):
    found = [row for row in rows("codings_rec") if row["subject"] == subject and row["indicator"] == indicator]
    return [row for row in found if not stances or row["stance"] in stances]


def state(subject, indicator):
    """The rule for a group in words: for, against and at the same time; every source here is a published one."""
    fors, against = codings(subject, indicator, "supports"), codings(subject, indicator, "contradicts")
    if not codings(subject, indicator):
        return "not-assessed"
    if any(period(one).overlaps(period(other)) for one in fors for other in against):
        return "conflicting"
    return "alleged" if fors else "contradicted" if against else "unclear"


def root(key):
    """The source behind a source, by the first of what it retells or shares its origin with."""
    row = next(row for row in rows("sources") if row["key"] == key)
    behind = cells(row["retells"]) + cells(row["same_origin_as"])
    return root(behind[0]) if behind else key


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_claim_has_a_note_and_a_record_that_rests_on_it(claim):
    name = next(name for name in notes() if name.startswith(f"{claim}-"))
    assert field(notes()[name], "Claim") == claim
    assert any(row["file"] == name for table in QUOTING for row in rows(table))


def test_every_note_says_who_when_in_which_language_and_where():
    for name, text in notes().items():
        for label in HEAD:
            assert field(text, label).strip(), (name, label)
        assert field(text, "Address") == "unknown" or field(text, "Address").startswith("https://"), name
        assert "## What the source says, in our own words" in text


def test_every_note_belongs_to_one_source_and_agrees_with_it():
    listed = [name for row in rows("sources") for name in cells(row["files"])]
    assert sorted(listed) == sorted(notes())
    for name, row in source_of().items():
        address = field(notes()[name], "Address")
        assert address == (row["address"] or "unknown"), name
        if row["published"]:
            assert field(notes()[name], "Published").startswith(row["published"]), name


def test_every_source_has_an_address_and_a_date_or_says_unknown():
    for row in rows("sources"):
        assert row["address"] or "Address unknown" in row["note"], row["key"]
        assert row["published"] or "unknown" in row["note"].lower(), row["key"]
        if row["published"]:
            Period(start=row["published"])


def test_every_quote_stands_exactly_in_its_note():
    for table in QUOTING:
        for row in rows(table):
            text = notes()[row["file"]]
            start, end = find_quote(text, row["quote"], occurrence=int(row.get("occurrence") or 1), file=row["file"])
            assert text[start:end] == row["quote"]
            assert start > text.index("in our own words") or row["file"].startswith("K06")


def test_a_changed_word_is_not_found():
    with pytest.raises(QuoteNotFound):
        find_quote(notes()["C09-passports-taken-again.md"], "took the passports again from every group")


def test_a_record_names_the_source_of_its_note():
    for table in ("relations", "places", "events", "counts"):
        for row in rows(table):
            assert row["source"] == source_of()[row["file"]]["key"], row


def test_all_keys_resolve():
    entities, sources = keys("entities"), keys("sources")
    named = [value for row in rows("relations") for value in (row["from"], row["to"])]
    named += [row["entity"] for row in rows("places")] + [row["subject"] for row in rows("codings_rec")]
    named += [key for row in rows("events") for key in [*cells(row["actors"]), *cells(row["site"])]]
    named += [key for row in rows("codings_rec") for key in (row["site"], row["actor"]) if key not in ("", "unknown")]
    named += [row["group_of"] for row in rows("entities") if row["group_of"]]
    assert set(named) <= entities
    assert {key for row in rows("sources") for key in cells(row["retells"]) + cells(row["same_origin_as"])} <= sources
    info = tomllib.loads((CASE / "case.toml").read_text(encoding="utf-8"))
    assert info["nature"] == "public-record" and info["custodian"] in keys("agents")


def test_keys_are_used_once_and_dates_are_dates():
    for table in ("agents", "entities", "sources"):
        found = [row["key"] for row in rows(table)]
        assert len(found) == len(set(found))
    for table in QUOTING:
        for row in rows(table):
            stretch = period(row)
            assert not (stretch.start and stretch.end) or stretch.first_day() <= stretch.last_day(), row


def test_relations_join_the_kinds_of_entity_that_the_schema_allows():
    schema = {row["key"]: row["schema"] for row in rows("entities")}
    for row in rows("relations"):
        file = SCHEMA / "entities" / "relations" / f"{row['schema']}.toml"
        edge = tomllib.loads(file.read_text(encoding="utf-8"))["edge"]
        assert schema[row["from"]] in edge["source"] and schema[row["to"]] in edge["target"], row
        assert row["stance"] in ("supports", "contradicts", "unclear") and row["status"] in ("alleged", "documented")


def test_codings_use_the_codebook_and_give_every_group_a_scope():
    framework = tomllib.loads((SCHEMA / "frameworks" / "ilo-11.toml").read_text(encoding="utf-8"))
    indicators = {entry["id"] for entry in framework["indicators"]}
    assert indicators == SEVEN | FOUR
    for row in rows("codings_rec"):
        assert row["framework"] == "ilo-11" and row["indicator"] in indicators
        assert row["scope"] and row["means"] in ("hearsay", "document", "observed", "official-finding"), row
        assert source_of()[row["file"]]["kind"] in PUBLISHED_KINDS, "else the cell would not read as alleged"


def test_nobody_is_an_entry_of_this_case():
    schemas = {row["schema"] for row in rows("entities")}
    assert not schemas & {"Worker", "Person", "SubAgent"}
    assert all(row["kind"] != "person" for row in rows("agents"))
    assert all(not row["worker"] and row["kind"] not in ("worker", "colleague", "family") for row in rows("sources"))
    assert rows("consents") == []
    groups = {row["key"] for row in rows("entities") if row["schema"] == "Group"}
    assert {row["subject"] for row in rows("codings_rec")} == groups


def test_no_name_of_a_person_stands_outside_an_address():
    """Family names by their form: the common Vietnamese ones, and the Serbian ending in both alphabets."""
    vietnamese = r"Nguy[eễ]n|Tr[aầ]n|Ph[aạ]m|Ho[aà]ng|Hu[yỳ]nh|V[oõ]|[DĐ][aặ]ng|B[uù]i|Ng[oô]|D[uư][oơ]ng"
    names = re.compile(rf"\b(?:{vietnamese}|[A-ZČĆŠŽĐ]\w*(?:ić|(?<!tr)(?<!bl)ic)|[А-ЯЂЈЉЊЋЏ]\w*ић)\b")
    assert names.search("Petrović") and names.search("Петровић") and names.search("Nguyễn")
    for path in [*sorted((CASE / "register").iterdir()), *sorted((CASE / "raw").iterdir()), CASE / "README.md"]:
        text = re.sub(r"https://[^\s,\"]+", "", path.read_text(encoding="utf-8"))
        assert not names.search(text), (path.name, names.search(text))


def test_the_only_point_is_the_town_and_it_says_so():
    (place,) = rows("places")
    assert (place["entity"], place["latitude"], place["longitude"]) == ("TOWN", "45.38361", "20.38194")
    assert float(place["precision_m"]) >= 3000 and "not the plant" in place["note"] and not place["wkt"]
    degrees = re.compile(r"\b(?:45|20)\.\d{2,}")
    for name, text in notes().items():
        assert name.startswith("K06") or not degrees.search(text), name
    assert set(degrees.findall(notes()["K06-town-and-site.md"])) == {"45.38361", "20.38194"}


def test_the_seven_indicators_of_the_missions_own_source():
    states = {indicator: state("G-ALL", indicator) for indicator in SEVEN}
    assert set(states.values()) <= {"alleged", "conflicting"}, states
    from_atina = {row["indicator"] for row in rows("codings_rec") if row["file"].startswith("C25-")}
    assert from_atina == SEVEN
    for indicator, value in states.items():
        assert value != "conflicting" or codings("G-ALL", indicator, "contradicts")
    assert states["retention-of-identity-documents"] == states["withholding-of-wages"] == "conflicting"


def test_the_other_four_say_what_the_record_says_and_never_no():
    assert {indicator: state("G-ALL", indicator) for indicator in FOUR} == {
        "deception": "alleged",
        "debt-bondage": "alleged",
        "abuse-of-vulnerability": "alleged",
        "physical-and-sexual-violence": "not-assessed",
    }
    assert not [row for row in rows("codings_rec") if row["indicator"] == "physical-and-sexual-violence"]


@pytest.mark.parametrize(
    ("note", "stance", "start", "end"),
    [
        ("C02", "supports", "2021-03", "2021-05"),
        ("C02", "supports", "2021-11-15", "2021-11-15"),
        ("C18", "contradicts", "2021-11-23", "2021-11-23"),
        ("C09", "supports", "2021-11-26", "2021-11-26"),
        ("C08", "contradicts", "2021-11-17", "2021-11"),
    ],
)
def test_the_passport_row_is_whole(note, stance, start, end):
    coded = [row for row in codings("G-ALL", "retention-of-identity-documents", stance) if row["file"].startswith(note)]
    assert len([row for row in coded if (row["start"], row["end"]) == (start, end)]) == 1
    held = [row for row in rows("relations") if row["schema"] == "DocumentCustody" and row["file"].startswith(note)]
    assert stance in {row["stance"] for row in held}
    assert any(entry["file"].startswith(note) for entry in rows("events") if entry["track"] == "documents")


def test_the_return_ends_a_period_and_the_ombudsman_overlaps_the_26th():
    row = codings("G-ALL", "retention-of-identity-documents")
    at = {(entry["file"][:3], entry["start"]): period(entry) for entry in row}
    back, again, contrary = at["C18", "2021-11-23"], at["C09", "2021-11-26"], at["C08", "2021-11-17"]
    assert not back.overlaps(at["C02", "2021-11-15"]) and not back.overlaps(again)
    assert contrary.overlaps(again) and contrary.overlaps(back)
    (taken_again,) = (entry for entry in row if entry["file"].startswith("C09"))
    assert taken_again["scope"] == "at least one group of them, not all"


def test_the_order_of_2025_stands_alone_as_an_official_finding():
    order = [row for row in rows("codings_rec") if row["subject"] == "G-PLANT-2025"]
    assert {row["indicator"] for row in order} == ORDER and len(order) == 9
    assert {row["means"] for row in order} == {"official-finding"}
    assert {row["file"] for row in order} == {"K03-order-nine-indicators.md"}
    about_it = [row for row in rows("codings_rec") if row["file"].startswith(("K03", "K04", "K05", "C16"))]
    assert about_it == order
    assert state("G-PLANT-2025", "restriction-of-movement") == "not-assessed"


def test_the_groups_of_2021_and_2024_are_never_folded_together():
    assert {row["subject"] for row in rows("codings_rec") if row["file"].startswith("C24-")} == {"G-INDIA-2024"}


@pytest.mark.parametrize(
    ("files", "origins"),
    [
        (("C01", "C02"), 1),
        (("C06", "C14"), 1),
        (("C08", "K01", "K02"), 1),
        (("C23", "C25"), 1),
        (("C02", "C09"), 2),
        (("C16", "K03", "K04", "K05"), 1),
    ],
)
def test_retellings_collapse_to_one_origin(files, origins):
    roots = {root(row["key"]) for name, row in source_of().items() if name.startswith(files)}
    assert len(roots) == origins


def test_contradicting_accounts_stand_side_by_side():
    employment = [row for row in rows("relations") if row["schema"] == "Employment" and row["to"] == "G-ALL"]
    employs = {(row["from"], row["stance"]) for row in employment}
    assert {("E3-BRANCH", "supports"), ("E1", "supports"), ("E1", "contradicts")} <= employs
    moved = [row for row in rows("events") if row["file"].startswith("C20-")]
    assert {row["status"] for row in moved} == {"disputed"} and len(moved) == 2
    heads = {row["low"] for row in rows("counts") if row["label"] == "Vietnamese workers on the site"}
    assert heads == {"400", "500"}
    fees = [row for row in rows("relations") if row["schema"] == "Fee"]
    assert fees and all("2200" in row["note"] and "4000" in row["note"] and not row["amount"] for row in fees)


def test_acts_of_institutions_are_on_the_track_of_authorities():
    acting = {key for row in rows("events") if row["track"] == "authority" for key in cells(row["actors"])}
    assert {"PB-OMB", "PB-CPTV", "PB-EMERGENCY", "PB-UN", "PB-CBP", "PB-EQUALITY", "PB-STATE"} <= acting
    assert [row for row in rows("events") if row["track"] == "parliament" and "PB-EP" in cells(row["actors"])]


def test_the_readme_says_first_what_this_is_not():
    text = (CASE / "README.md").read_text(encoding="utf-8")
    assert "Nothing here is a finding of a court" in text[:300]
    for group in (row for row in rows("entities") if row["schema"] == "Group"):
        assert f"`{group['key']}`" in text and group["scope"]
