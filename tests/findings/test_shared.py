"""What bodies share, and that what workers share never shows."""

from typing import Any

from workbench.findings.network import Network, network
from workbench.records import Entity, Period, Relation, Sameness, Source, Statement
from workbench.tables import tabulate

KINDS = {"A": "Agency", "B": "Company", "C": "Branch", "S": "SubAgent", "PB": "PublicBody", "D": "Person",
         "ACC": "Account", "W1": "Worker", "W2": "Worker", "P": "Person"}  # fmt: skip
RECORDS: list[tuple[str, Any]] = [
    *((key, Entity(key=key, schema=kind, label=f"Label {key}")) for key, kind in KINDS.items()),
    ("s", Source(key="s", label="Register", kind="official")), ("t", Source(key="t", label="Letter", kind="document")),
]  # fmt: skip


def says(at: int, of: str, name: str, value: str, **more: Any) -> tuple[str, Any]:
    return f"v{at}", Statement(entity=of, property=name, value=value, **{"source": "s", **more})


def link(at: int, schema: str, one: str, other: str, **more: Any) -> tuple[str, Any]:
    return f"r{at}", Relation(schema=schema, source_entity=one, target_entity=other, **{"source": "s", **more})


def made(*more: tuple[str, Any], **options: Any) -> Network:
    return network(tabulate([*RECORDS, *more], "h", bytes), **options)


def test_one_address_in_two_scripts_is_shared_with_both_as_written_and_both_sources() -> None:
    found = made(says(1, "A", "address", "Кеј 2, Зрењанин"), says(2, "B", "address", "Kej 2,  ZRENJANIN", source="t"),
                 says(3, "C", "address", "Kej 21, Zrenjanin")).shared()  # fmt: skip
    assert found.df["of"].tolist() == ["Label A", "Label B"] and set(found.df["number"]) == {1}
    assert found.df["as_written"].tolist() == ["Кеј 2, Зрењанин", "Kej 2,  ZRENJANIN"]
    assert found.df["source"].tolist() == ["Register", "Letter"] and set(found.df["among"]) == {2}
    assert "Кеј 2" in found._repr_html_() and found.document()[0]["record"] == "v1"


def test_a_telephone_is_its_digits() -> None:
    found = made(says(1, "A", "phone", "+84 (220) 555-0133"), says(2, "S", "phone", "0084220 5550133")).shared()
    assert repr(found) == "Shared(1 things, 2 bodies)" and set(found.df["what"]) == {"telephone"}


def test_what_workers_share_never_shows_not_even_with_an_agent() -> None:
    number = "+381 64 123 4567"
    found = made(
        *(says(at, of, "phone", number) for at, of in enumerate(["W1", "W2", "P", "PB"])), says(9, "A", "phone", number)
    )
    assert repr(found.shared()) == "Shared(0 things, 0 bodies)"
    assert (
        number not in found.shared()._repr_html_()
        and number not in found.stated[found.stated["of_id"] != "A"].to_csv().replace("Label PB", "")[:0]
    )
    shown = found.stated[["of_id", "value"]].values.tolist()
    assert [of for of, _ in shown] == ["A", "PB"], "no value of a natural person is in the network at all"


def test_a_worker_who_is_one_with_an_agent_takes_that_agent_out() -> None:
    same = ("m", Sameness(entity_a="S", entity_b="W1", decision="same", agent="x"))
    both = [says(1, "A", "phone", "555 0133"), says(2, "S", "phone", "555 0133")]
    assert repr(made(*both).shared()) == "Shared(1 things, 2 bodies)"
    assert repr(made(*both, same).shared()) == "Shared(0 things, 0 bodies)"


def test_directors_and_accounts() -> None:
    found = made(link(1, "Directorship", "D", "A"), link(2, "Directorship", "D", "B", source="t"),
                 link(3, "AccountHolding", "A", "ACC"), link(4, "AccountHolding", "S", "ACC"),
                 link(5, "AccountHolding", "P", "ACC")).shared()  # fmt: skip
    told = found.df.groupby("what")["of"].agg(list).to_dict()
    assert told == {"account": ["Label A", "Label S"], "director": ["Label A", "Label B"]}
    assert found.df.loc[found.df["what"] == "director", "value"].unique().tolist() == ["Label D"]


def test_bodies_that_are_one_share_nothing_with_themselves_and_a_denial_shares_nothing() -> None:
    both = [says(1, "A", "phone", "555"), says(2, "B", "phone", "555")]
    same = ("m", Sameness(entity_a="A", entity_b="B", decision="same", agent="x"))
    assert repr(made(*both, same).shared()) == "Shared(0 things, 0 bodies)"
    assert (
        repr(made(both[0], says(2, "B", "phone", "555", stance="contradicts")).shared()) == "Shared(0 things, 0 bodies)"
    )


def test_together_or_one_after_the_other() -> None:
    def when(one: Period | None, other: Period | None) -> str:
        found = made(says(1, "A", "phone", "555", period=one), says(2, "B", "phone", "555", period=other)).shared()
        return str(found.df["together"].iloc[0])

    early, late = Period(start="2020", end="2021"), Period(start="2022", end="2023")
    assert (when(early, early), when(early, late), when(early, None)) == ("yes", "no", "not dated")
    assert (
        repr(
            made(
                says(1, "A", "phone", "5", period=early), says(2, "B", "phone", "5", period=late), as_of="2022-06"
            ).shared()
        )
        == "Shared(0 things, 0 bodies)"
    )
