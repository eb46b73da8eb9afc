"""A release before it is written: what it would hold, what it would reveal, and what forbids it."""

from typing import Any

import pytest

from tests.disclosure.shared_case import DAY, account, consent, kinds, records, worker
from workbench.casefile.door import seeded_door
from workbench.disclosure.naming import Naming
from workbench.disclosure.preparing import Asked, Prepared, prepare
from workbench.disclosure.protected import protected
from workbench.errors import Unknown
from workbench.records import Act, Consent, Count, Entity, Event, Protection, Relation, Sameness, Statement
from workbench.tables import tabulate

# The seed: a child among the workers, and the man who is accused of recruiting it is its father.
CHILD = worker(9, born="2010-04")
FATHER = (
    "father",
    Entity(key="P-9", schema="Person", label="Dragan Petković", names=("Dragan Petković",), role="recruiter"),
)
SEED = [
    CHILD, *account(9), FATHER,
    ("kin", Relation(schema="Kinship", source_entity="father", target_entity="w9", source="press")),
    ("recruits", Relation(schema="Recruitment", source_entity="father", target_entity="w1", source="press")),
    ("acts", Relation(schema="Representation", source_entity="father", target_entity="branch", source="press")),
    ("named", Event(track="recruitment", title="Dragan Petković brought the boy", source="press", actors=("father",))),
]  # fmt: skip


def prepared(made, to: str = "public", **more: Any) -> Prepared:
    door = seeded_door("seed", "2026-01-15T09:00:00Z")

    def naming(terms, hidden, seen):
        return Naming(made, protected(tabulate(made, "h", lambda name: b"")), terms, hidden, door.salt, seen)

    return prepare(kinds(made), Asked(audience=to, day=DAY, head="h", **more), naming)


def written(found: Prepared) -> str:
    return repr([record for rows in found.tables.rows.values() for record in rows])


def test_a_suspect_who_is_the_childs_father_forbids_a_public_release_and_the_path_is_shown() -> None:
    found = prepared([*records(to="public"), *SEED])
    errors = [one for one in found.findings if one.severity == "error"]
    assert not found.ok and {one.code for one in errors} == {"kin-too-near"}
    assert any("P-9 is kin of W-09" in one.path for one in errors)


def test_after_the_remedy_his_name_is_nowhere() -> None:
    made = [*records(to="public"), *SEED]
    remedy = next(one.remedy for one in prepared(made).findings if one.severity == "error")
    decided = ("d", Protection(act="pseudonymise", target=remedy.target, reason="kin-too-near", audience="public"))
    found = prepared([*made, decided])
    assert found.ok
    for word in ("Dragan", "Petković", "P-9"):
        assert word not in written(found), word
    assert "brought the boy" in written(found)


def test_whoever_would_be_named_to_everybody_is_listed_until_somebody_decides() -> None:
    agent = ("x", Entity(key="P-7", schema="Person", label="Ivan Primer", names=("Ivan Primer",)))

    def told(audience: str, *more: Any) -> list[tuple[str, str]]:
        found = prepared([*records(to=audience), agent, *more], audience)
        return [
            (one.subject, one.severity) for one in found.findings if one.code == "named-to-all" and one.subject == "P-7"
        ]

    assert told("public") == [("P-7", "warning")] and told("ombudsman") == []
    for act in ("show", "pseudonymise", "withhold"):
        assert told("public", ("d", Protection(act=act, target="x", reason="decided by the team"))) == []


def test_a_title_that_speaks_of_kin_forbids_the_release_until_somebody_decides() -> None:
    told = ("told", Event(track="authority", title="A man was arrested, the father of the boy", source="press"))
    made = [*records(to="public"), told]
    found = prepared(made)
    assert not found.ok and {one.code for one in found.findings if one.severity == "error"} == {"kin-in-words"}
    withheld = prepared([*made, ("d", Protection(act="withhold", target="told", reason="kin-in-words"))])
    assert withheld.ok and "arrested" not in written(withheld)
    assert prepared([*made, ("d", Protection(act="show", target="told", reason="read"))]).ok


def test_a_relative_whom_nobody_accuses_is_not_named_either() -> None:
    mother = ("m", Entity(key="P-8", schema="Person", label="Phạm Thị Mẹ", names=("Phạm Thị Mẹ",)))
    kin = ("kin", Relation(schema="Kinship", source_entity="m", target_entity="w1", source="press"))
    made = [*records(to="public"), mother, kin]
    assert not prepared(made).ok
    found = prepared([*made, ("d", Protection(act="pseudonymise", target="m", reason="kin-too-near"))])
    assert found.ok and "Phạm Thị" not in written(found)


def test_a_number_in_free_words_is_taken_out_or_forbids_the_release() -> None:
    call = ("call", Event(track="work", title="They rang +381 64 123 4567", source="press"))
    found = prepared([*records(to="public"), call])
    assert found.ok and "4567" not in written(found) and "[withheld: " in written(found)


def test_the_number_of_a_paper_in_free_words_seen_only_where_those_in_quotes_do() -> None:
    told = [
        ("t1", Event(track="recruitment", title="Receipt no. 268 for 1,500 USD (Article 90)", source="s1")),
        ("t2", Act(bearer="branch", source="s1", duty="un-answer", role="notice", title="Contract no. 41/B was shown",
                   about="Ugovor br. 77-A, Official Gazette no. 24/2005")),
        ("t3", Count(what="present", label="men of contract no. 93-K", low=400, high=500, source="s1")),
        ("t4", Entity(key="DOC-1", schema="Document", label="Contract no. 55/X", role="passport B-812")),
        ("t5", Event(track="work", title="They named receipt no. 404 in print", source="press")),
        ("t6", Event(track="work", title="DOC-1 was shown", source="s1")),
    ]  # fmt: skip
    for to in ("eu-flr", "parliament", "thematic-input", "un-special-procedures", "ombudsman", "prosecutor"):
        found = written(prepared([*records(to=to), *told], to))
        whole = to in ("ombudsman", "prosecutor")
        assert "Receipt no. 268 for" in found if whole else "Receipt no. [withheld] for 1,500 USD (Article 90)" in found
        numbers = [one for one in ("268 for", "41/B", "93-K", "55/X", "B-812") if one in found]
        assert (len(numbers) >= 4) if whole else numbers == [], to
        assert "receipt no. 404 in print" in found, "everybody can read it"
        assert "77-A" not in found or whole


def test_what_incriminates_is_withheld_until_somebody_decides() -> None:
    made = [one for one in records() if one[0] != "p2"] + [
        (key, one) for key, one in account(2, "I had no permit") if key == "p2"
    ]
    found = prepared(made, "ombudsman")
    assert "no permit" not in written(found) and found.quotes_withheld["self-incriminating"] == 1
    assert "self-incriminating" in {one.code for one in found.findings} and found.ok
    shown = prepared([*made, ("d", Protection(act="show", target="p2", reason="read"))], "ombudsman")
    assert "no permit" in written(shown)


OTHERS = (
    "Phạm Văn Mẫu", "Pham Van Mau", "Mẫu Phạm", "W-01", "Reyd", "Ivan Primer", "Primer", "Milica", "Vesna Izmišljen",
    "X1234567", "B7654321", "036091001234", "0101990710009", "064 765 43 21", "64 123 4567", "mau@fenjer.example",
    "facebook.com/mau.pham", "BG 123-AB", "RS66 1600 0000 0012 3456 78", "Skladišna 7a",
)  # fmt: skip
TOLD_OF_OTHERS = (
    "I had no permit. Phạm Văn Mẫu (Pham Van Mau, Mẫu Phạm, W-01) has passport X1234567, my friend passport B7654321, "
    "CCCD 036091001234, JMBG 0101990710009; ring 064 765 43 21 or +381 64 123 4567, mau@fenjer.example, "
    "facebook.com/mau.pham, RS66 1600 0000 0012 3456 78, in the car BG 123-AB at Skladišna 7a. Mr. Reyd, Ivan Primer "
    "and Primer heard it, Milica Jovanović wrote it down, Vesna Izmišljen did not."
)


@pytest.mark.parametrize("to", ["ombudsman", "prosecutor", "eu-flr", "reviewer"])
def test_a_quote_that_somebody_decided_to_show_still_names_nobody_else(to: str) -> None:
    agent = ("x", Entity(key="P-7", schema="Person", label="Foreman 7", names=("Ivan Primer",)))
    hidden = ("y", Entity(key="P-8", schema="Person", label="Vesna Izmišljen", names=("Vesna Izmišljen",)))
    lives = [
        (f"says-{name}", Statement(entity="w1", property=name, value=value, source="s1"))
        for name, value in (("phone", "064 765 43 21"), ("passportNumber", "X1234567"), ("address", "Skladišna 7a"))
    ]
    made = [one for one in records(to=to) if one[0] != "p2"] + [agent, hidden, *lives]
    made += [(key, one) for key, one in account(2, TOLD_OF_OTHERS) if key == "p2"]
    unnamed = [(f"d-{one}", Protection(act="pseudonymise", target=one, reason="asked for it")) for one in ("y", "boss")]
    decided = [*unnamed, ("d", Protection(act="show", target="p2", reason="read"))]
    assert "no permit" not in written(prepared([*made, *unnamed], to))
    found = written(prepared([*made, *decided], to))
    assert "I had no permit" in found and "wrote it down" in found, "it is shown"
    assert [one for one in OTHERS if one in found] == []


def test_a_quote_of_a_task_of_one_person_is_a_warning_and_left_out_its_coding_counts_all_the_same() -> None:
    made = [one for one in records() if one[0] != "p2"] + [
        (key, one)
        for key, one in account(2, "W-01 and I were cooks, and they took me along to translate")
        if key == "p2"
    ]
    found = prepared(made, "ombudsman")
    (one,) = [one for one in found.findings if one.code == "quote-one-person"]
    assert found.ok and one.severity == "warning" and "W-01" not in one.path[-1] and "to translate" in one.path[-1]
    assert "to translate" in written(found)
    decided = ("d", Protection(act="generalise", target=one.remedy.target, reason=one.code, audience="ombudsman"))
    left = prepared([*made, decided], "ombudsman")
    assert "to translate" not in written(left) and left.quotes_withheld["quote-decided"] == 1
    assert len(left.tables.rows["coding"]) == len(found.tables.rows["coding"])
    assert "quote-one-person" not in {one.code for one in left.findings}


def test_a_child_has_no_row_and_its_codings_are_not_listed() -> None:
    guardian = ("aunt", Entity(key="P-7", schema="Person", label="P-7"))
    allowed = consent(9, "ombudsman", guardian="aunt", assent="2024-05-11")
    found = prepared([*records(), CHILD, *account(9), guardian, allowed], "ombudsman")
    assert found.allowed["w9"].counted and len(found.worker_rows) == 6
    assert len(found.tables.rows["coding"]) == 8 and len(found.open_codings) == 7
    assert "child-in-totals" in {one.code for one in found.findings}


def test_rows_and_listed_codings_are_of_those_who_allowed_the_account() -> None:
    made = [one for one in records() if one[0] != "consent-ombudsman-4"] + [consent(4, submit=False)]
    found = prepared(made, "ombudsman")
    assert len(found.worker_rows) == 5 and len(found.open_codings) == 6  # five accounts and the press
    assert found.allowed["w4"].counted


def test_who_stopped_the_sharing_is_not_in_it() -> None:
    found = prepared(records(), "ombudsman", withdrawn=frozenset({"w1"}))
    assert len(found.worker_rows) == 5 and found.kept_back["source", "the worker has stopped the sharing"] == 1


def test_a_group_is_small_by_who_is_in_it_and_not_by_who_is_counted() -> None:
    others = [worker(n) for n in range(8, 16)]
    found = prepared([*records(consents=1, to="public"), *others])
    assert "Team C" in {one.label for _, one in found.tables.rows["entity"]}
    assert "Team C" not in {one.label for _, one in prepared(records(to="public")).tables.rows["entity"]}


def test_an_unknown_audience_is_named() -> None:
    with pytest.raises(Unknown):
        prepared(records(), "ombudsmen")


def test_days_and_hours_in_words_leave_only_where_times_do() -> None:
    told = ("told", Event(track="work", title="Locked up on 18 March 2024 at 21:40", source="press"))
    for to, shown, when in (("public", False, "in March 2024"), ("ombudsman", True, "on 18 March 2024")):
        found = written(prepared([*records(to=to), told], to))
        assert f"Locked up {when}" in found and ("21:40" in found) is shown and ("18 March" in found) is shown
    assert "Kurir Ravnice, 29 May 2024" in written(prepared(records(to="public")))  # when a paper appeared is known


def test_who_wants_to_stand_in_totals_alone_is_not_listed() -> None:
    made = [one for one in records() if one[0] != "consent-ombudsman-4"] + [consent(4, shown_as="totals")]
    found = prepared(made, "ombudsman")
    assert found.allowed["w4"].counted and len(found.worker_rows) == 5 and len(found.open_codings) == 6


SAME = ("same", Sameness(entity_a="x", entity_b="w1", decision="same", agent="mj"))
MAN = ("x", Entity(key="P-7", schema="Person", label="Ivan Primer", names=("Ivan Primer",), role="foreman"))
BOUGHT = ("bought", Event(track="recruitment", title="Ivan Primer was at the gate", source="press", actors=("x",)))


def test_who_is_one_with_a_worker_goes_without_a_name_and_the_decision_stays_inside() -> None:
    for to in ("ombudsman", "public"):
        alone = prepared([*records(to=to), MAN, BOUGHT], to)
        assert "Ivan Primer" in written(alone)
        found = prepared([*records(to=to), MAN, BOUGHT, SAME], to)
        assert "Ivan" not in written(found) and "Primer" not in written(found) and "P-7" not in written(found)
        assert "was at the gate" in written(found)
        assert found.tables.rows.get("sameness") is None and "Sameness" not in written(found)
    assert "P-7" not in [one.subject for one in prepared([*records(to="public"), MAN, SAME]).findings]


def test_who_is_one_with_a_worker_who_allows_nothing_does_not_leave() -> None:
    other = [("w1", record) if key == "w1" else (key, record) for key, record in records(to="ombudsman")]
    silent = [pair for pair in other if getattr(pair[1], "worker", None) != "w1" or pair[1].__class__ is not Consent]
    alone, found = (prepared([*silent, MAN, *more], "ombudsman") for more in ([], [SAME]))
    assert "Ivan Primer" in [e.key for _, e in alone.tables.rows["entity"]] and "P-7" not in written(alone)
    assert len(found.tables.rows["entity"]) == len(alone.tables.rows["entity"]) - 1


@pytest.mark.parametrize("act", ["pseudonymise", "withhold"])
def test_what_is_decided_of_one_holds_for_the_other_until_the_decision_is_taken_back(act: str) -> None:
    other = ("y", Entity(key="P-8", schema="Person", label="Сава Измишљен", names=("Сава Измишљен",)))
    pair = ("same", Sameness(entity_a="x", entity_b="y", decision="same", agent="mj"))
    decided = ("d", Protection(act=act, target="x", reason="asked for it"))
    shown = ("e", Protection(act="show", target="y", reason="an official"))
    apart = written(prepared([*records(to="ombudsman"), MAN, other, decided, shown], "ombudsman"))
    assert "Сава Измишљен" in apart and "Ivan" not in apart
    as_one = written(prepared([*records(to="ombudsman"), MAN, other, decided, shown, pair], "ombudsman"))
    assert "Сава" not in as_one and "P-8" not in as_one
    unsure = ("same", Sameness(entity_a="x", entity_b="y", decision="unsure", agent="mj"))
    assert "Сава" in written(prepared([*records(to="ombudsman"), MAN, other, decided, shown, unsure], "ombudsman"))


@pytest.mark.parametrize(("to", "told"), [("eu-flr", "in March 2024"), ("respondent", "in the first quarter of 2024")])
def test_groups_that_a_copy_calls_alike_are_numbered_by_their_arrival(to: str, told: str) -> None:
    """The first group was "(2)" and the second "(1)" in three copies of eight, beside words of the second group."""
    days = {"g1": (4, "first"), "g2": (18, "second"), "g3": (26, "third"), "g4": (29, "fourth")}
    more = [(key, Entity(key=key, schema="Group", label=f"Group that arrived on {day} March 2024", scope=scope))
            for key, (day, scope) in days.items()]  # fmt: skip
    found = [one for _, one in prepared(records(to=to, more=more), to).tables.rows["entity"]
             if one.label.startswith("Group that arrived")]  # fmt: skip
    assert {one.label: one.scope for one in found} == {
        f"Group that arrived {told} ({number})": scope for number, (_, scope) in enumerate(days.values(), 1)
    }
