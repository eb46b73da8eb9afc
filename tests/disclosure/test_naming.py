"""Labels of one release: never from a name, never the same twice, and words without anybody's name."""

import dataclasses

import pytest

from tests.disclosure.shared_case import records, terms
from workbench.casefile.door import seeded_door
from workbench.codebook.messages import messages
from workbench.disclosure.naming import Naming
from workbench.disclosure.protected import protected
from workbench.disclosure.pseudonyms import PERSON, WORDS
from workbench.records import Adjudication, Agent, Coding, Consent, Entity, Source
from workbench.tables import tabulate


def naming(made, seed: str = "one", hidden=(), seen=()) -> Naming:
    workers = {key for key, one in made if getattr(one, "schema", "") == "Worker"}
    people = protected(tabulate(made, "h", lambda name: b""))
    salt = seeded_door(seed, "2026-01-15T09:00:00Z").salt
    return Naming(made, people, terms(made), frozenset({*workers, *hidden}), salt, dict.fromkeys(seen, 0))


def test_no_gap_in_the_numbers_tells_how_much_is_kept_back() -> None:
    made = [(f"t{number}", Source(key=f"T-{number}", label="told", kind="worker")) for number in range(30)]
    leave = {f"t{number}" for number in range(0, 30, 3)}
    for seed in ("one", "two", "three"):
        found = naming(made, seed, seen=leave)
        assert {found.label(key) for key in leave} == {f"Account {number}" for number in range(1, 11)}
        assert {found.label(key) for key, _ in made} == {f"Account {number}" for number in range(1, 31)}
    assert naming(made, "one", seen=leave).label("t3") != naming(made, "two", seen=leave).label("t3")


def test_a_name_in_any_spelling_becomes_the_label_of_this_release() -> None:
    found = naming(records())
    label = found.label("w3")
    assert label.startswith("Worker ")
    for spelling in ("Tăng Hữu Dụ", "TANG HUU DU", "Du Huu Tang", "tang_huu_du", "W-03"):
        assert found.words(f"then {spelling} came") == f"then {label} came", spelling


def test_what_is_put_into_words_of_others_stands_in_brackets() -> None:
    found = naming(records())
    label = found.label("w3")
    assert found.quoted("then Tăng Hữu Dụ (W-03) came") == f"then [{label}] ([{label}]) came"
    assert found.quoted("then Camp manager came") == "then Camp manager came", "a name that stays is no word of ours"
    assert "[withheld: " in found.quoted("call +381 64 123 4567") and "[[" not in found.quoted("call +381 64 123 4567")
    named = [
        (key, dataclasses.replace(one, naming=True, shown_as="name")) if isinstance(one, Consent) and one.worker == "w2"
        else (key, one) for key, one in records()
    ]  # fmt: skip
    assert naming(named).quoted("said Lò Thị Ví") == "said Lò Thị Ví"


def test_numbers_and_addresses_that_no_register_knows_are_withheld() -> None:
    text = naming(records()).words("call +381 64 123 4567 or write to mau@example.org")
    assert "4567" not in text and "example.org" not in text and text.count("[withheld: ") == 2


def test_two_releases_share_no_label_of_anybody_and_no_id() -> None:
    made, one, other = records(), naming(records(), "one"), naming(records(), "two")
    keys = [key for key, _ in made]
    assert not {one.identity(key) for key in keys} & {other.identity(key) for key in keys}
    assert [one.label(f"w{n}") for n in range(1, 7)] != [other.label(f"w{n}") for n in range(1, 7)]
    assert one.identity("w1") == naming(records(), "one").identity("w1")


def test_numbers_of_files_do_not_follow_the_order_of_intake() -> None:
    orders = {tuple(naming(records(), seed).label(f"i{n}") for n in range(1, 7)) for seed in ("a", "b", "c")}
    assert len(orders) == 3 and all(name.startswith("File ") for order in orders for name in order)


def test_who_allowed_the_name_or_initials_goes_by_them() -> None:
    def named(**more):
        return [
            (key, dataclasses.replace(one, naming=True, **more)) if isinstance(one, Consent) and one.worker == "w2"
            else (key, one) for key, one in records()
        ]  # fmt: skip

    assert naming(named(shown_as="name")).label("w2") == "Lò Thị Ví"
    assert naming(named(shown_as="initials")).label("w2") == "L. T. V."
    assert naming(named(shown_as="name")).words("said Lò Thị Ví") == "said Lò Thị Ví"
    assert naming(named(shown_as="name")).words("then W-02 came") == "then Lò Thị Ví came"
    assert naming(named(shown_as="initials")).words("W-02, Lò Thị Ví") == "L. T. V., L. T. V."
    assert "Worker" in naming(named(shown_as="pseudonym")).label("w2")


def test_somebody_who_may_be_named_stays_unless_hidden() -> None:
    assert naming(records()).words("Mr. Reyd said") == "Mr. Reyd said"
    assert "Reyd" not in naming(records(), hidden={"boss"}).words("Mr. Reyd said")


BOSS = Entity(key="F-2", schema="Person", label="Camp manager F-2", names=("Mr. Reyd", "Bora Reyd"))


def labelled(**more):
    return [(key, dataclasses.replace(BOSS, **more) if key == "boss" else one) for key, one in records()]


@pytest.mark.parametrize("spelling", [
    "Mr. Reyd", "g. Reyd", "gospodin Reyd", "Reyd", "Bora", "REYD", "g. Rejd", "Рејд", "г. Реyд", "Bora Reyd", "Borom",
])  # fmt: skip
def test_every_form_of_a_name_that_the_label_does_not_carry_becomes_the_label(spelling: str) -> None:
    found = naming(labelled())
    assert found.words(f"i tada je {spelling} rekao") == "i tada je Camp manager rekao"
    assert found.called["boss"] == found.label("boss") == "Camp manager"


def test_a_name_that_may_be_two_peoples_may_be_either_ones_also_where_one_is_called_by_it() -> None:
    foreman = ("foreman", Entity(key="F-3", schema="Person", label="Foreman F-3", names=("Bora Ilić",)))
    found = naming([*labelled(label="Bora F-2"), foreman])
    assert (found.label("boss"), found.label("foreman")) == ("Bora", "Foreman")
    assert found.words("then Bora came") == "then Bora or Foreman came"
    assert found.quoted("then Bora came") == "then [Bora] or [Foreman] came"
    assert found.words("then Bora Reyd came") == "then Bora came", "who has both names is meant"


def test_whom_of_several_a_name_means_is_not_said_where_one_goes_by_a_pseudonym() -> None:
    """From "Worker K7 or Worker D5" a reader would learn that both share a name; a list of all workers tells which."""
    made = [*records(), ("w7", Entity(key="W-07", schema="Worker", label="W-07", names=("Tăng Hữu Dụ",)))]
    found = naming(made)
    assert found.words("then Tăng Hữu Dụ came") == "then one of several workers came"
    assert found.quoted("anh Dụ, nói") == "[one of several workers], nói"
    foreman = ("foreman", Entity(key="F-3", schema="Person", label="Foreman F-3", names=("Tăng Hữu Dụ",)))
    assert naming([*records(), foreman]).words("then Tăng Hữu Dụ came") == "then one of several people came"
    assert found.words("then W-03 came") == f"then {found.label('w3')} came", "who is meant alone keeps the label"


def test_one_word_that_may_be_a_name_says_of_nobody_who_has_a_row_that_it_was_they() -> None:
    """Công an is the police, Công ty a company, "Ba người" three people: no worker did it because one is called so."""
    made = [(key, dataclasses.replace(one, names=("Công",)) if key == "w3" else one) for key, one in records()]
    found = naming(made)
    label = found.label("w3")
    assert found.quoted("Công an giữ hộ chiếu") == "[withheld: name] an giữ hộ chiếu"
    assert found.words("Công ty came") == "[withheld: name] ty came" and label.startswith("Worker ")
    assert found.quoted("anh Công came") == f"[{label}] came" and found.words("then W-03 came") == f"then {label} came"


def test_a_given_name_that_may_be_somebodys_who_may_be_named_is_not_said_of_the_one_who_may_not() -> None:
    made = [*records(), ("w7", Entity(key="W-07", schema="Worker", label="W-07", names=("Hoàng Thị Ví",)))]
    assert naming(made).words("then anh Ví came") == "then one of several workers came"
    named = [
        (key, dataclasses.replace(one, naming=True, shown_as="name")) if isinstance(one, Consent) and one.worker == "w2"
        else (key, one) for key, one in made
    ]  # fmt: skip
    found = naming(named)
    assert found.words("then anh Ví came") == "then one of several workers came"
    assert found.words("then Lò Thị Ví came") == "then Lò Thị Ví came"
    assert found.words("then Hoàng Thị Ví came") == "then a worker came", "the whole name is one person's"


def test_words_of_others_keep_what_is_no_name_and_those_of_the_team_lose_codes() -> None:
    found = naming(labelled())
    assert (
        found.words("room CO-BR, bora je duvala, order of F-2") == "room CO-BR, bora je duvala, order of Camp manager"
    )
    assert found.told("F-2 and CO-BR, as in T-02") == "Camp manager and Tessaron branch, as in Account"
    assert found.told("then W-03 came, SITE") == f"then {found.label('w3')} came, SITE"


def test_the_last_look_seeks_the_names_too_and_not_those_that_the_label_carries() -> None:
    assert naming(labelled()).revealing("g. Reyd") == ["a name of Camp manager"]
    assert naming(labelled(label="Camp manager Reyd")).revealing("g. Reyd") == []


def test_coders_and_digests_say_nothing() -> None:
    found = naming(records())
    assert found.label("mj") == "Coder 1" and "MJ" not in found.words("by MJ")
    assert found.digest("a" * 64).startswith("salted:") and "aaaa" not in found.digest("a" * 64)


def test_agents_go_by_what_they_did_and_are_numbered_among_those_who_did_the_same() -> None:
    coding = next(one for _, one in records() if isinstance(one, Coding))
    team = [(key, Agent(key=key.upper(), kind="person", name=name, role=role)) for key, name, role in (
        ("ak", "Anders Kolm", "coder"), ("cu", "Vera Ostin", "custodian"), ("tl", "Tamara Lukin", "interviewer"),
        ("gv", "Goran Vid", "interpreter"), ("zz", "Zora Zec", "decides"))]  # fmt: skip
    decided = Adjudication(passage=coding.passage, subject=coding.subject, framework=coding.framework, agent="zz",
                           indicator=coding.indicator, stance="supports", reason="read again", codings=())  # fmt: skip
    body = ("ngo", Agent(key="FEN", kind="organisation", name="Mreža Fenjer"))
    made = [*records(), *team, body, ("c2", dataclasses.replace(coding, coder="ak")), ("d", decided)]
    found = naming(made)
    assert {found.label("mj"), found.label("ak")} == {"Coder 1", "Coder 2"}
    assert {found.label("cu"), found.label("tl")} == {"Investigator 1", "Investigator 2"}
    assert found.label("gv").startswith("Interpreter ") and found.label("zz") == "Adjudicator 1"
    assert found.label("ngo") == "Organisation 1"
    assert found.words("Anders Kolm and Vera Ostin") == f"{found.label('ak')} and {found.label('cu')}"
    assert all(messages("sr-Latn").has("drawn." + word.lower()) for word in (*WORDS.values(), PERSON))


def test_what_is_left_in_words_is_told() -> None:
    found = naming(records())
    assert found.revealing(found.words("Tăng Hữu Dụ, +381 64 123 4567")) == []
    assert len(found.revealing("Tăng Hữu Dụ, +381 64 123 4567")) == 2


def test_in_words_a_worker_without_a_row_is_one_of_many() -> None:
    made = [(key, dataclasses.replace(one, submit=False)) if key == "consent-ombudsman-3" else (key, one)
            for key, one in records()]  # fmt: skip
    assert naming(made).words("then W-03 and W-02 came").startswith("then a worker and Worker ")


def test_interpreters_have_labels_of_their_own() -> None:
    made = [(key, dataclasses.replace(one, interpreter="DK")) if key == "s2" else (key, one) for key, one in records()]
    found = naming(made)
    assert found.label("interpreter:LT") != found.label("interpreter:DK") and "LT" not in found.label("interpreter:LT")


def test_the_name_of_a_small_group_is_a_number_in_words_too() -> None:
    team = Entity(key="G-C", schema="Group", label="Team C", names=("tổ C",))
    other = Entity(key="G-A", schema="Group", label="Team A")
    made = [(key, dataclasses.replace(one, group_of="G-C") if key == "w3" else one) for key, one in records()]
    found = naming([*made, ("gc", team), ("ga", other)])
    assert found.label("gc").startswith("Group ")
    label = found.label("gc")
    assert found.words("Team C and tổ C left, Team A stayed") == f"{label} and {label} left, Team A stayed"
