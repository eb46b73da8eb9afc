from pathlib import Path

import pytest

from tests.casefile.sealed_case import PASSPHRASE, coding_of, told_by
from tests.casefile.two_members import team_of
from tests.release.hostile_case import FILE, PHOTO, SCRIPT
from workbench.casefile import Case, create, open_case, snapshot
from workbench.casefile.withdrawal import ask_to_destroy, confirm_destruction, stop_using
from workbench.codebook.messages import messages
from workbench.figures.words import speaking
from workbench.keeping import init, withdraw
from workbench.records import KIND_OF, Agent, CaseInfo, Entity, Event, Passage, Period
from workbench.release.entries import quoted
from workbench.release.evidence import AROUND, dates, evidence, found
from workbench.tables import Tables, tabulate
from workbench.taken_back import taken_back
from workbench.verbs import chronology, matrix, write

SEEN = "Quxolbrenner's passport was taken"
TWO = f"They took my telephone. I saw that {SEEN} by the guard. We got no pay."


def test_every_coding_of_the_demo_leads_back_to_its_words(demo: Tables) -> None:
    listed = evidence(demo, demo.codings.index)
    assert [one.id for one in listed] == list(demo.codings.index)
    quoted = [one.found for one in listed if one.found.quote is not None]
    assert len(quoted) > 100
    for place in quoted:
        text = demo.text(place.item)
        assert text is not None
        assert text[place.start : place.end] == place.quote
        assert place.before + place.quote + place.after in text
        assert len(place.before) <= AROUND and len(place.after) <= AROUND
        assert (
            place.item_sha256 == demo.items.at[place.item, "sha256"] and place.file == demo.items.at[place.item, "name"]
        )


def test_a_coding_says_who_when_how(demo: Tables) -> None:
    rows = demo.codings
    one = evidence(demo, [rows.index[0]])[0]
    assert (one.indicator, one.stance, one.means) == tuple(rows.iloc[0][["indicator", "stance", "means"]])
    assert one.coder == demo.label(rows.iloc[0]["coder"]) and one.subject == demo.label(rows.iloc[0]["subject"])
    assert {one.found.language for one in evidence(demo, rows.index)} >= {"vi", "en"}


def test_the_flat_form_names_everything_once(demo: Tables) -> None:
    values = evidence(demo, [demo.codings.index[0]])[0].values()
    assert {
        "quote",
        "file",
        "place",
        "start",
        "end",
        "item_sha256",
        "source",
        "means",
        "period",
        "coder",
        "stance",
    } <= set(values)
    assert "found" not in values


def test_a_picture_has_a_region_and_no_words(hostile: Tables) -> None:
    place = next(one.found for one in evidence(hostile, hostile.codings.index) if one.found.file == PHOTO)
    assert place.quote is None and place.region == (320, 240, 160, 120) and place.media_type == "image/jpeg"


def test_positions_are_code_points_also_behind_an_emoji(hostile: Tables) -> None:
    place = next(
        one.found for one in evidence(hostile, hostile.codings.index) if one.found.quote == "hộ chiếu 😀 của tôi"
    )
    assert place.end is not None and place.start is not None and place.end - place.start == 18
    assert place.file == FILE and place.interpreter == f"Interpreter {SCRIPT}"


def test_passages_of_relations_places_and_events_are_found_alike(demo: Tables) -> None:
    for table in (demo.relations, demo.places, demo.events):
        ids = list(table["passage"].dropna())
        assert ids and list(found(demo, ids)) == list(dict.fromkeys(ids))


def test_what_is_not_there_is_an_error(demo: Tables) -> None:
    with pytest.raises(KeyError):
        evidence(demo, ["0" * 64])
    with pytest.raises(KeyError):
        found(demo, ["0" * 64])


def test_dates_of_a_period_without_any_are_none() -> None:
    assert dates(None) is None and dates(Period(as_written="in spring")) is None
    assert dates(Period(end="2021")) == {"start": None, "end": "2021"}


def spot_in(told: dict[str, str], words: str) -> Passage:
    start = TWO.index(words)
    return Passage(item=told["item"], derivative=told["text"], quote=words, start=start, end=start + len(words))


def of_two(case: Case) -> dict[str, str]:
    """What W-02 told, with words in it that are coded for W-01 alone, words beside them, and words that overlap."""
    told = told_by(case, TWO, worker="W-02", key="S-02", name="w02.txt")
    with case.writing(case.agent("MJ")) as writer:
        other = writer.record(Entity(key="W-01", schema="Worker", label="W-01"))
        writer.record(coding_of(case, writer.record(spot_in(told, SEEN)), other))
        for name, words in (("beside", "my telephone"), ("over", "taken by the guard"), ("after", "no pay")):
            told[name] = writer.record(coding_of(case, writer.record(spot_in(told, words)), told["worker"]))
    return told | {"other": other}


def tables_of(case: Case) -> Tables:
    state = case.state()
    counting = ((live.id, live.record) for kind in KIND_OF.values() for live in state.of(kind))
    return tabulate(counting, case.head(), case.objects.read, taken_back(state))


def test_the_words_of_a_worker_who_withdrew_do_not_stand_around_anothers(tmp_path: Path) -> None:
    case = create(tmp_path / "c", CaseInfo(title="A"), Agent(key="MJ", kind="person", name="M."))
    told = of_two(case)
    ids = [told["beside"], told["over"], told["after"]]
    assert all("Quxolbrenner" in one.found.before + one.found.after for one in evidence(tables_of(case), ids))
    stop_using(case, told["other"], agent=case.agent("MJ"), reason="r")
    tables = tables_of(case)
    beside, over, after = (one.found for one in evidence(tables, ids))
    assert (beside.before, beside.after) == ("They took ", ". I saw that [withdrawn] by the guard. We got no pay.")
    assert over.quote == "taken by the guard", "what is somebody else's own stays, also where it overlaps"
    assert over.before == "They took my telephone. I saw that [withdrawn]"
    assert after.before == "They took my telephone. I saw that [withdrawn] by the guard. We got "
    fewer = tables.with_rows({**tables.rows, "count": []})
    assert evidence(fewer, ids)[0].found == beside, "whatever rows are left out, the words stay out"
    with speaking(messages("sr-Latn")):
        assert "I saw that [povučeno] by the guard" in quoted(tables, beside)
    assert "I saw that [withdrawn] by the guard" in quoted(tables, beside)


@pytest.mark.parametrize("sealed, worth", [(False, 1000), (True, 1000), (False, 6), (True, 6)])
def test_no_file_of_a_finding_prints_what_was_withdrawn_before_or_after_it_is_destroyed(
    sealed: bool, worth: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "WORTH", worth)  # with 6 the columns of this case are kept, as those of a large one
    case = init(tmp_path / "c", title="A", agent="MJ", sealed=sealed, passphrase=PASSPHRASE, destroy_after_days=0)
    told = of_two(case)
    with case.writing(case.agent("MJ")) as writer:
        spot = case.state().get(told["beside"]).record.passage  # type: ignore[union-attr]
        event = Event(track="work", title="Telephones taken", source=told["source"], passage=spot,
                      period=Period(start="2024-03"), actors=(told["worker"],))  # fmt: skip
        writer.record(event)

    def printed(case: Case) -> dict[str, bool]:
        """By file: whether the words of W-01 that nobody else is coded for are in it."""
        files = [*write(case, matrix(case), tmp_path / "m.html"), *write(case, matrix(case), tmp_path / "m.json"),
                 *write(case, matrix(case), tmp_path / "m.csv"), *write(case, chronology(case), tmp_path / "c.html"),
                 *write(case, chronology(case), tmp_path / "c.json")]  # fmt: skip
        return {file.name: "Quxolbrenner" in file.read_text(encoding="utf-8") for file in files}

    before = printed(case)
    assert before["m.html"] and before["m.json"] and before["c.html"]
    withdraw(case, "W-01", act="stop-using", agent=case.agent("MJ"), reason="r")
    for again in (case, open_case(case.path).unlock(PASSPHRASE) if sealed else open_case(case.path)):
        assert not any(printed(again).values())
        assert "[withdrawn]" in (tmp_path / "m.html").read_text(encoding="utf-8")
        looked = chronology(again, known_by="9999")
        assert all("Quxolbrenner" not in file.read_text(encoding="utf-8")
                   for file in write(again, looked, tmp_path / "known.html"))  # fmt: skip
    if not sealed:
        return
    team = team_of(case)
    first = team.opened("MJ")
    ask_to_destroy(first, told["other"], agent=first.agent("MJ"), reason="r", private="alone", offered="none")
    second = team.opened("AK")
    assert confirm_destruction(second, told["other"], agent=second.agent("AK"), reason="r").carried_out
    for _ in range(2):  # the second time, of a large case, from the columns that the first kept
        assert not any(printed(team.opened("AK")).values()), "not when nothing says any more where they stood"
