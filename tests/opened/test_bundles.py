"""The bundles for reviewers, judged by the validators of others: BagIt and RO-Crate."""

import json
import subprocess
from pathlib import Path

import bagit
import pytest

from tests.opened import described_tables
from workbench.release.crate import FILE, SPECIFICATION
from workbench.release.described import METADATA

ROOT = Path(__file__).resolve().parents[2]
VALIDATOR = ROOT / ".validators" / "bin" / "python"
# The terms that our crates use, as RO-Crate 1.2 maps them: the validator asks for the whole context, and there is no
# network. A term that is not among them would be lost in the judgement: the test looks for any.
SCHEMA = ("CreativeWork", "Dataset", "DefinedTermSet", "about", "contentSize", "datePublished", "description",
          "encodingFormat", "hasPart", "identifier", "license", "name", "sha256")  # fmt: skip
TERMS = {name: f"http://schema.org/{name}" for name in SCHEMA} | {
    "File": "http://schema.org/MediaObject", "conformsTo": "http://purl.org/dc/terms/conformsTo",
}  # fmt: skip
CHILD = """
import json, pathlib, sys
from rocrate_validator import models, services
from rocrate_validator.utils import http
context = {"@context": json.loads(sys.argv[2])}

class Answer:
    status_code, ok, from_cache, headers = 200, True, True, {"Content-Type": "application/ld+json"}
    content = json.dumps(context).encode()
    text = content.decode()
    def json(self): return context
    def raise_for_status(self): pass

def asked(self, name):
    def answer(url, *rest, **more):
        assert url == "https://w3id.org/ro/crate/1.2/context", url
        return Answer()
    return answer

http.HttpRequester.__getattr__ = asked
settings = models.ValidationSettings(
    rocrate_uri=models.URI(sys.argv[1]), profile_identifier="ro-crate-1.2", offline=True,
    requirement_severity=models.Severity.REQUIRED, skip_availability_check=True, cache_path=pathlib.Path(sys.argv[3]))
told = services.validate(settings)
print(json.dumps([f"{one.check.identifier}: {one.message}" for one in told.get_issues()]))
"""


@pytest.fixture(params=["small_bundle", "rows_bundle"])
def bundle(request: pytest.FixtureRequest) -> Path:
    """A whole bundle, and one of protected rows."""
    found: Path = request.getfixturevalue(request.param)
    return found


def test_the_library_of_bags_finds_each_valid(bundle: Path) -> None:
    assert bagit.Bag(str(bundle)).validate(processes=1)


def test_the_terms_of_a_crate_are_those_that_the_validator_is_given(bundle: Path) -> None:
    graph = json.loads((bundle / "data" / FILE).read_bytes())["@graph"]
    used = {key for one in graph for key in one} | {one["@type"] for one in graph}
    assert used - {"@id", "@type"} <= TERMS.keys()


def issues(data: Path, place: Path) -> list[str]:
    """What the validator says of a crate, in a namespace without any network where the system gives one."""
    if not VALIDATOR.exists():
        pytest.skip("no roc-validator on this machine: `make validators` installs it beside the project")
    able = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    line = [*(["unshare", "-rn"] if able else []), str(VALIDATOR), "-c", CHILD]
    done = subprocess.run([*line, str(data), json.dumps(TERMS), str(place / "cache")], capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[str] = json.loads(done.stdout.splitlines()[0])
    return found


def test_the_validator_of_crates_finds_nothing_that_is_required_and_missing(rows_bundle: Path, tmp_path: Path) -> None:
    assert issues(rows_bundle / "data", tmp_path) == []


@pytest.mark.prove
def test_a_whole_bundle_has_a_valid_crate_too(small_bundle: Path, tmp_path: Path) -> None:
    assert issues(small_bundle / "data", tmp_path) == []


def test_a_crate_without_what_is_required_is_found_wanting(tmp_path: Path) -> None:
    told = {"@context": f"{SPECIFICATION}/context", "@graph": [
        {"@id": FILE, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": SPECIFICATION}},
        {"@id": "./", "@type": "Dataset", "name": "A", "hasPart": [{"@id": "missing.csv"}]},
    ]}  # fmt: skip
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE).write_text(json.dumps(told))
    assert len(issues(tmp_path / "data", tmp_path)) >= 1


def test_every_table_of_a_bundle_is_as_it_is_described(bundle: Path) -> None:
    data, told = bundle / "data", set()
    for one in sorted(data.rglob(METADATA)):
        assert described_tables.faults(one.parent) == [], one
        told |= {one.parent / name for name in described_tables.files(one.parent)}
    assert told == set(data.rglob("*.csv")) and data / "codings.csv" in told
