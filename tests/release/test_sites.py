from workbench.figures import sites as drawing
from workbench.findings.sites import sites
from workbench.release.sites import FORMS
from workbench.tables import Tables


def test_every_form_of_the_contract_is_there_and_made(demo: Tables) -> None:
    assert sorted(FORMS) == [".geojson", ".gpkg", ".html", ".svg"]
    found = sites(demo)
    made = {suffix: form(found, demo) for suffix, [(_, form)] in FORMS.items()}
    assert made[".svg"] == drawing.draw(found)
    assert made[".gpkg"].startswith(b"SQLite format 3\x00") and made[".geojson"].startswith(
        b'{\n "type": "FeatureCollection"'
    )
