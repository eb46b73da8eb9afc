import pytest

from workbench.disclosure.protected import NAMED_IN_WORDS, Protected, finder, protected
from workbench.records import Agent, Consent, CustodyEvent, Entity, Item, Period, Record, Relation, Source, Statement
from workbench.tables import Tables, tabulate


def key(name: str) -> str:
    return name.lower().encode().hex().ljust(64, "0")


def case(*records: tuple[str, Record]) -> Tables:
    return tabulate([(key(name), record) for name, record in records], "0" * 64, lambda name: b"")


def people(tables: Tables) -> dict[str, Protected]:
    return {one.id: one for one in protected(tables)}


def worker(label: str, *names: str, **more: str) -> tuple[str, Record]:
    return label, Entity(key=label, schema="Worker", label=label, names=names, **more)  # type: ignore[arg-type]


def kin(a: str, b: str, schema: str = "Kinship") -> tuple[str, Record]:
    return f"kin {a} {b}", Relation(schema=schema, source_entity=key(a), target_entity=key(b), source=key("S"))


def test_the_kin_of_a_worker_are_protected_two_steps_away_and_no_further() -> None:
    others = [
        (name, Entity(key=name, schema="Person", label=f"Somebody {name}", names=(f"{name} Ilić",))) for name in "ABC"
    ]
    found = people(case(worker("W-1"), *others, kin("A", "W-1"), kin("A", "B", "Household"), kin("C", "B")))
    assert [found[key(name)].kind for name in "ABC"] == ["relative", "relative", "person"]


@pytest.mark.parametrize(
    ("born", "since", "kind"),
    [
        ("2006-11", "2024-03", "child"),
        ("2006", "2024-12-30", "child"),
        ("2006-11-30", "2024-11-30", "worker"),
        ("2006-11-30", "2024-11-29", "child"),
        ("1990", "2024", "worker"),
        ("2006-02", "2024-02-28", "worker"),
        ("2006-12", "2024-12", "child"),
    ],
)
def test_a_child_is_who_may_have_been_under_eighteen(born: str, since: str, kind: str) -> None:
    work = Relation(
        schema="WorksAt", source_entity=key("W-1"), target_entity=key("X"), source=key("S"), period=Period(start=since)
    )
    assert people(case(worker("W-1", born=born), ("work", work)))[key("W-1")].kind == kind


def test_whoever_told_something_is_a_witness_and_a_press_piece_makes_none() -> None:
    found = people(
        case(
            ("L-04", Entity(key="L-04", schema="Person", label="Local witness L-04", names=("Ђорђе Ратковић",))),
            ("F-1", Entity(key="F-1", schema="Person", label="Foreman F-1")),
            ("F-2", Entity(key="F-2", schema="Person", label="Foreman F-2")),
            ("S", Source(key="S", label="Gate log", kind="company", note="given by L-04")),
            ("P", Source(key="P", label="Piece on F-1", kind="press")),
            ("Q", Source(key="Q", label="Talk", kind="colleague", worker=key("F-2"))),
        )
    )
    assert {one.names[-1]: one.kind for one in found.values()} == {"L-04": "witness", "F-1": "person", "F-2": "witness"}


def test_interpreters_and_investigators_are_people_too_also_where_only_words_name_them() -> None:
    item = Item(sha256="0", size=1, object="0", name="a.jpg", media_type="image/jpeg", kind="photo")
    found = protected(
        case(
            ("MJ", Agent(key="MJ", kind="person", name="Mila Jovin", role="coder")),
            ("LT", Agent(key="LT", kind="person", name="Lê Thu Vân")),
            ("FEN", Agent(key="FEN", kind="organisation", name="Mreža Fenjer")),
            worker("W-1"),
            ("S", Source(key="S", label="Talk", kind="worker", interpreter="LT")),
            (
                "C",
                Consent(worker=key("W-1"), audience="a", purpose="b", form="c", given="2024", interpreter="Đặng Nam"),
            ),
            ("I", item),
            (
                "E",
                CustodyEvent(
                    item=key("I"),
                    action="collected",
                    outcome="told",
                    collected_by="Anders Kolm",
                    received_by="Mreža Fenjer",
                    received_from="W-1",
                ),
            ),
        )
    )
    assert [(one.kind, one.id.removeprefix(NAMED_IN_WORDS)) for one in found] == [
        ("worker", key("W-1")),
        ("investigator", key("MJ")),
        ("interpreter", key("LT")),
        ("interpreter", "Đặng Nam"),
        ("investigator", "Anders Kolm"),
    ]


def test_numbers_and_file_names_that_reveal_somebody_go_with_the_name() -> None:
    item = Item(sha256="0", size=1, object="0", name="tran_huu_lam_payslip.pdf", media_type="x", kind="document")
    paper = Entity(key="P1", schema="Document", label="Passport", names=("C 7654321",))
    found = people(
        case(
            worker("W-1", "Trần Hữu Lâm", born="1991-06-14", note="tel. +84 91 234 56 78, passport C1234567"),
            ("P1", paper),
            ("I", item),
        )
    )
    one = found[key("W-1")]
    assert one.names == ("Trần Hữu Lâm", "W-1", "tran_huu_lam_payslip.pdf")
    assert one.numbers == ("+84 91 234 56 78", "C1234567", "1991-06-14")
    assert found[key("P1")].kind == "document" and found[key("P1")].numbers == ("C 7654321",)


def test_companies_and_bodies_are_not_protected() -> None:
    bodies = [
        (name, Entity(key=name, schema=name, label=name))
        for name in ("Company", "PublicBody", "Agency", "Site", "Group")
    ]
    assert protected(case(*bodies)) == ()


def test_what_a_source_says_of_somebody_is_sought_like_the_register() -> None:
    said = [("name", "Sava Ilić"), ("phone", "+381 64 123-4567"), ("address", "Ulica lipa 14, Donji Jaz"),
            ("email", "sava@firm.example"), ("passportNumber", "C1234567"), ("birthDate", "1990-02-03"),
            ("birthDate", "1990"), ("role", "welder")]  # fmt: skip
    told = [(f"s{at}", Statement(entity="w", property=name, value=value, source="q"))
            for at, (name, value) in enumerate(said)]  # fmt: skip
    home = Entity(key="HH-1", schema="Household", label="HH-1", names=("the Ilić family",))
    worker = Entity(key="W-01", schema="Worker", label="W-01")
    firm = Statement(entity="f", property="phone", value="011 555 333", source="q")
    found = protected(tabulate([("w", worker), ("h", home), *told, ("x", firm)], "h", bytes))
    assert [(one.id, one.kind) for one in found] == [("w", "worker"), ("h", "relative")]
    assert found[0].names == ("Sava Ilić", "W-01")
    assert found[0].numbers == (
        "+381 64 123-4567",
        "Ulica lipa 14, Donji Jaz",
        "sava@firm.example",
        "C1234567",
        "1990-02-03",
    )
    seeking = finder(found)
    for text in ("call 00381641234567", "in Ulica lipa 14, Donji Jaz", "born on 3.2.1990", "Ilić, Sava"):
        assert [hit.id for hit in seeking.find(text)][:1] == ["w"], text
    assert not seeking.find("call 011 555 333")


def test_the_demo_case(demo_case) -> None:  # type: ignore[no-untyped-def]
    tables = demo_case.tables()
    found = protected(tables)
    kinds = {one.names[-1] if not one.names[0].startswith("W-") else one.names[0]: one.kind for one in found}
    by_key = {name: one.kind for one in found for name in one.names}
    assert len([one for one in found if one.kind in ("worker", "child")]) == 24
    assert by_key["W-17"] == "child" and by_key["SA-3"] == "relative", kinds
    assert {by_key[name] for name in ("L-01", "L-02", "L-03", "L-04")} == {"witness"}
    assert by_key["LT"] == by_key["DK"] == "interpreter" and by_key["MJ"] == by_key["CU"] == "investigator"
    assert any(name.startswith("testimonies/W-05_") for name in by_key), "a file name that bears a label goes with it"
    assert not any(one.names and "Mreža Fenjer" in one.names for one in found)


def test_the_words_of_the_demo_case_name_only_who_is_meant(demo_case) -> None:  # type: ignore[no-untyped-def]
    """What is found in the texts is the name as listed, or one of these spellings, each looked at: no false alarm."""
    tables = demo_case.tables()
    found = [one for one in protected(tables) if one.kind != "person"]
    seeking = finder(found)
    named = set()
    for identity in tables.items.index:
        text = tables.text(identity) or ""
        named |= {(text[hit.start : hit.end], hit.name) for hit in seeking.find(text)}
    assert len(named) > 40
    assert {pair for pair in named if pair[0] != pair[1]} == {
        ("ông Bồng", "Ông Bồng"),
        ("Л-03", "L-03"),
        ("Л-04", "L-04"),
        ("Тамара Лукин", "Tamara Lukin"),
    }
