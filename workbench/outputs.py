"""The standard outputs of a case: every finding in every form that people open."""

from collections.abc import Callable
from pathlib import Path

from workbench import verbs
from workbench.casefile import Case

MATRIX_FORMS = {
    "worker": ("csv", "xlsx", "html", "json", "svg"),
    "source": ("csv", "html", "svg"),
    "employer": ("csv", "html", "svg"),
    "site": ("csv", "html", "svg"),
    "period": ("csv", "html", "svg"),
}
NETWORK_FORMS = ("svg", "html", "graphml", "json")
SITES_FORMS = ("svg", "html", "geojson", "gpkg")
CHRONOLOGY_FORMS = WAGES_FORMS = RESPONSES_FORMS = ("csv", "xlsx", "html", "svg", "json")


def write_all(case: Case, *, progress: Callable[[str, int, int], None] | None = None) -> list[Path]:
    """Writes every standard output into the case's `output/` folder and gives the paths in the order written."""
    folder = case.path / "output"
    folder.mkdir(exist_ok=True)
    jobs: list[tuple[str, tuple[str, ...], Callable[[], object]]] = [
        (f"matrix-by-{by}", forms, lambda by=by: verbs.matrix(case, by=by))  # type: ignore[misc]
        for by, forms in MATRIX_FORMS.items()
    ]
    jobs += [
        ("network", NETWORK_FORMS, lambda: verbs.network(case)),
        ("sites", SITES_FORMS, lambda: verbs.sites(case)),
        ("chronology", CHRONOLOGY_FORMS, lambda: verbs.chronology(case)),
        ("wages", WAGES_FORMS, lambda: verbs.wages(case)),
        ("responses", RESPONSES_FORMS, lambda: verbs.responses(case)),
    ]
    written: list[Path] = []
    for done, (name, forms, find) in enumerate(jobs, 1):
        written += verbs.write(case, find(), *(folder / f"{name}.{form}" for form in forms))
        if progress:
            progress("outputs", done, len(jobs))
    return written
