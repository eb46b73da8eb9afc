"""Answers stand under whoever gave them: companies apart from public bodies."""

from typing import Any

from tests.release.dossier.conftest import gather
from workbench.codebook import audience, audiences
from workbench.codebook.messages import messages
from workbench.release.dossier.document import Link, plain
from workbench.release.dossier.filled import fields
from workbench.release.dossier.ground import Ground
from workbench.release.dossier.replied import boxes, of_bodies, of_companies, replies


def test_companies_and_bodies_together_are_all_who_answered(ground: Ground) -> None:
    companies, bodies = ([plain(one) for one in made(ground)] for made in (of_companies, of_bodies))
    assert companies and all(one.startswith("Company paper ") for one in companies)
    assert bodies and not any(one.startswith("Company paper ") for one in bodies)
    assert sorted(companies + bodies) == sorted(plain(one) for one in replies(ground))


def test_an_extract_of_a_register_stands_under_no_question_of_what_was_answered(ground: Ground) -> None:
    papers = [plain(one) for one in of_bodies(ground)]
    assert any(one.startswith("Extracts of the business register") for one in papers)
    for name in audiences():
        for one in audience(name).dossier.fields:
            asked = " ".join(one.label.values()).casefold()
            if one.fill in ("answers", "body-answers", "company-answers"):
                assert not [word for word in ("answer", "odgovor", "trả lời") if word in asked], (name, one.label)


def test_a_respondent_is_led_to_the_boxes_and_reads_no_answer_of_anybody_else(demo_case: Any) -> None:
    ground = Ground(gather(demo_case, "respondent"), messages("en"))
    made = {one.title: one.blocks[0] for one in fields(ground).sections}
    assert [part.to for part in made["5. Your answer"].text if isinstance(part, Link)] == ["allegations"]
    assert plain(boxes(ground)[0]).startswith("Write it in the box")
    answered = made["3. What companies have said so far"].items
    assert answered and all(plain(one).startswith("Company paper ") for one in answered)
