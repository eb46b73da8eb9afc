import json

from workbench.figures import network as drawing
from workbench.findings.network import network
from workbench.release.network import FORMS
from workbench.tables import Tables


def test_every_form_of_the_contract_is_there_and_made(demo: Tables) -> None:
    assert sorted(FORMS) == [".csv", ".dot", ".graphml", ".html", ".json", ".svg"]
    made = {suffix: form(network(demo), demo) for suffix, [(_, form)] in FORMS.items()}
    assert made[".svg"] == drawing.draw(network(demo))
    assert set(json.loads(made[".json"])) == {"notice", "head", "entities", "not_expressed"}
    assert made[".graphml"].startswith(b"<?xml") and made[".html"].startswith(b"<!DOCTYPE html>")
