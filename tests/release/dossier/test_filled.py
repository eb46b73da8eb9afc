"""The forms that audiences have: each question answered from the release, or marked as missing."""

from dataclasses import replace
from typing import Any

from tests.release.dossier.conftest import gather
from workbench.codebook import audience, audiences
from workbench.codebook.messages import messages
from workbench.release.dossier import filled
from workbench.release.dossier.document import Link, Section, Table, plain
from workbench.release.dossier.filled import FILLS, fields
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.opening import people
from workbench.release.gathered import Gathered


def words(section: Section) -> str:
    made = []
    for block in section.blocks:
        made += [plain(one) for one in getattr(block, "items", ())] + [plain(getattr(block, "text", ()))]
    return " ".join(made)


def table(section: Section) -> Table:
    return next(one for one in section.blocks if isinstance(one, Table))


def test_every_filling_that_an_audience_names_is_there() -> None:
    assert {field.fill for name in audiences() for field in audience(name).dossier.fields} <= set(FILLS)


def test_the_ombudsman_reads_who_complains_what_was_tried_and_what_is_asked(ground: Ground) -> None:
    made = {one.title: words(one) for one in fields(ground).sections}
    assert "Mreža Fenjer" in made["1. Who complains"]
    assert "2024-05-20" in made["6. Remedies tried before"]
    bodies = made["2. Administrative bodies concerned"]
    assert "Labour Inspectorate" in bodies and "Ombudsman" not in bodies and "Parliament" not in bodies
    assert "Open an inquiry" in made["8. What is asked, and of whom"]
    assert "needs an answer has one" in words(fields(ground))


def test_when_reaches_as_far_as_every_unit_that_speaks_for_it(ground: Ground) -> None:
    told = words(next(one for one in fields(ground).sections if one.title == "5. When"))
    times = [one.of.period for one in ground.listed if one.of.stance == "supports"]
    starts = sorted(one.start for one in times if one.start and len(one.start) > 4)
    ends = sorted(one.end or one.start for one in times if one.end or (one.start and len(one.start) > 4))
    assert f"rom {starts[0]} to " in told
    assert told.split(" to ")[1][:10] >= ends[-1]


def test_the_eu_form_says_itself_that_construction_does_not_fit_and_from_when_it_applies(totals: Gathered) -> None:
    made = {one.title: words(one) for one in fields(Ground(totals, messages("en"))).sections}
    nexus = made["3. Part of the product, and stage of production"]
    assert "not established" in nexus and "construction work" in nexus
    assert "14 December 2027" in made["10. From when the regulation applies"]


def test_the_customs_list_marks_what_is_missing(demo_case: Any) -> None:
    made = fields(Ground(gather(demo_case, "us-307"), messages("en")))
    told = {plain(row[1]): plain(row[3]) for row in table(made).rows}
    assert told["(1) Full statement of the reasons for the belief"] == "answered"
    assert told["(3) Link of the labour with the merchandise"] == "missing"
    assert "Not complete. Questions without an answer in this copy: 2, 3, 4, 5, 6." in words(made)
    assert "not established" in words(made.sections[5]), "and the question says why"
    assert next(plain(row[2]) for row in table(made).rows) == "19 CFR 12.42(b)(1)"


def test_what_nobody_can_fill_in_is_named_as_lacking(demo_case: Any) -> None:
    made = fields(Ground(gather(demo_case, "cptv-referral"), messages("en")))
    assert "Not complete. Questions without an answer in this copy: 2, 3, 10" in words(made)
    assert "to be added" in words(made.sections[9])


def test_a_referral_of_nobody_is_not_complete_and_says_whose_consent_is_missing(demo_case: Any) -> None:
    made = {
        one.title: words(one) for one in fields(Ground(gather(demo_case, "cptv-referral"), messages("en"))).sections
    }
    assert "to be added" in made["2. Workers concerned"]
    assert made["3. Consent of the worker"].strip().startswith("No worker is counted in this copy")
    asked = made["11. What is asked of the Centre"]
    assert "Speak with every worker" in asked and "Open an inquiry" not in asked


def test_a_prosecutor_is_asked_for_nothing_that_others_are_asked_for(demo_case: Any) -> None:
    held = gather(demo_case, "prosecutor")
    made = fields(Ground(held, messages("en")))
    asks = next(one for one in made.sections if one.title == "9. What is asked")
    assert "nothing is asked of whoever receives this copy: to be added" in words(asks)
    assert words(asks).endswith("What is asked of others stands under: What is asked")
    assert [part.to for block in asks.blocks for part in block.text if isinstance(part, Link)] == ["asks"]
    assert {plain(row[1]): plain(row[-1]) for row in table(made).rows}["What is asked"] == "missing"
    audience = held.prepared.audience
    parts = tuple(one for one in audience.dossier.parts if one != "asks")
    short = replace(audience, dossier=replace(audience.dossier, parts=parts))
    without = Ground(replace(held, prepared=replace(held.prepared, audience=short)), messages("en"))
    assert FILLS["asks-of-reader"](without) == [], "a copy without the chapter leads to none"


def test_whoever_hands_the_case_over_is_none_of_those_whom_it_is_about(totals: Gathered) -> None:
    made = {one.title: words(one) for one in fields(Ground(totals, messages("en"))).sections}
    assert (
        "Ravnica Tyre building site" in made["4. Site of production"]
        and "Bus stop" not in made["4. Site of production"]
    )
    assert "Velmora" in made["1. Economic operators concerned"]
    assert "Mreža Fenjer" not in made["1. Economic operators concerned"]


def test_an_alleged_perpetrator_is_somebody_of_whom_something_is_alleged(demo_case: Any) -> None:
    made = {
        one.title: words(one)
        for one in fields(Ground(gather(demo_case, "un-special-procedures"), messages("en"))).sections
    }
    assert "to be added" in made["14. What is asked of the mandate"]  # what is asked of others is no answer to that
    assert "Company paper" in made["12. What companies and public bodies say, and what bodies did"]
    assert "; event 6)" in made["11. Remedies tried"] and "alleged. Workers: " in made["6. What happened"]
    alleged = made["7. Alleged perpetrators, and what is alleged of each"]
    assert "Tessaron Build, Ravnica branch: Abuse of vulnerability" in alleged
    assert "Mreža Fenjer" not in alleged and "Provincial bank" not in alleged


def test_a_column_in_which_nothing_stands_is_left_out(ground: Ground, totals: Gathered) -> None:
    assert len(table(fields(ground)).headers) == 3
    assert len(table(fields(Ground(totals, messages("en")))).headers) == 4


def test_beside_days_and_months_a_bare_year_says_nothing_of_when() -> None:
    assert filled._dated(["2024", "2024-05", None, "2023-11"]) == ["2023-11", "2024-05"]
    assert filled._dated(["2024", None, "2022"]) == ["2022", "2024"] and filled._dated([None]) == []


def test_what_the_reader_has_to_write_is_not_called_answered(demo_case: Any) -> None:
    made = fields(Ground(gather(demo_case, "respondent"), messages("en")))
    told = {plain(row[1]): plain(row[2]) for row in table(made).rows}
    assert told["Your answer"] == "yours to write" and told["What is alleged"] == "answered"
    assert "yours to write is left open" in words(made) and "needs an answer has one" in words(made)


def test_the_period_reaches_as_far_as_what_is_listed_for_the_indicators(ground: Ground) -> None:
    (line,) = FILLS["period"](ground)
    days = [one.of.period.start for one in ground.listed if one.of.stance == "supports" and one.of.period.start]
    assert f"From {min(day for day in days if len(day) > 4)} to" in plain(line)


def test_somebody_of_whom_nothing_may_be_said_is_no_recruiter(ground: Ground) -> None:
    (unnamed,) = [
        plain(one.text) for one in people(ground).blocks if "without a name" in plain(getattr(one, "text", ()))
    ]
    listed = unnamed.rpartition(": ")[2].rstrip(".").split(", ")
    told = [plain(one) for name in ("agencies", "operators") for one in FILLS[name](ground)]
    assert listed and told and not set(listed) & set(told)


def test_who_only_lent_or_sold_takes_no_part_in_the_making_and_whoever_recruits_does(ground: Ground) -> None:
    told = {name: " | ".join(map(plain, FILLS[name](ground))) for name in ("operators", "taking-part", "agencies")}
    assert "Provincial bank" in told["operators"] and "Provincial bank" not in told["taking-part"]
    assert "Tessaron Build, Ravnica branch" in told["taking-part"]
    assert set(told["agencies"].split(" | ")) & set(told["taking-part"].split(" | "))
    economic = set(map(plain, FILLS["economic-operators"](ground)))
    assert economic and economic < set(told["taking-part"].split(" | "))
