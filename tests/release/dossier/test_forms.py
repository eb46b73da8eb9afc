"""Every form by its name; the same document gives the same bytes, wherever and by whom it is made."""

import hashlib
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from workbench.errors import Refused
from workbench.release.dossier.document import Document
from workbench.release.dossier.forms import FORMS, written

# One child: a small release of invented people in every form, its digests on standard output.
CHILD = """
import hashlib, json, sys
from tests.disclosure.shared_case import records
from tests.disclosure.test_preparing import prepared
from workbench.release.copies import Copy
from workbench.release.dossier.forms import FORMS, written
from workbench.release.dossier.parts import dossier
from workbench.release.gathered import gathered
to, made = sys.argv[1], {}
held = gathered(prepared(records(to=to), to), Copy.of(to, "An office", "0f" * 32, "2024-07-01"))
for lang in sys.argv[2:]:
    for form in FORMS:
        for name, data in written(dossier(held, lang), form).items():
            made[lang + " " + name] = hashlib.sha256(data).hexdigest()
print(json.dumps(made))
"""
ZONES, LOCALES, SEEDS = ("UTC", "Asia/Ho_Chi_Minh", "America/St_Johns"), ("C.UTF-8", "POSIX"), ("0", "4242")
EVERY = list(itertools.product(ZONES, LOCALES, SEEDS))


def started(where: tuple[str, str, str], *asked: str) -> subprocess.Popen[bytes]:
    zone, locale, seed = where
    env = os.environ | {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONUTF8": "0"}
    return subprocess.Popen([sys.executable, "-c", CHILD, *asked], env=env, stdout=subprocess.PIPE)


def digests(child: subprocess.Popen[bytes]) -> Mapping[str, str]:
    out, _ = child.communicate()
    assert child.returncode == 0
    told: Mapping[str, str] = json.loads(out)
    return told


def test_there_are_the_forms_that_audiences_ask_for(document: Document) -> None:
    assert set(FORMS) == {"html", "pdf", "docx", "xlsx", "csv", "json"}
    with pytest.raises(Refused, match="odt"):
        written(document, "odt")


def test_time_zone_locale_and_hash_seed_change_no_byte() -> None:
    children = [started(where, "parliament", "sr-Latn") for where in (EVERY[0], EVERY[-1])]
    one, other = map(digests, children)
    assert one == other and len(one) > 10


@pytest.mark.prove
def test_twelve_combinations_twice_each_change_no_byte() -> None:
    assert len(EVERY) == 12
    wanted = [one for one in EVERY for _ in range(2)]
    found = {json.dumps(digests(started(one, "ombudsman", "en", "sr-Cyrl")), sort_keys=True) for one in wanted}
    assert len(found) == 1 and len(json.loads(found.pop())) > 40


def test_every_form_of_the_demo_is_there_and_repeats(document: Document) -> None:
    for form in ("html", "xlsx", "csv", "json"):
        one, again = written(document, form), written(document, form)
        assert {name: hashlib.sha256(data).hexdigest() for name, data in one.items()} == {
            name: hashlib.sha256(data).hexdigest() for name, data in again.items()
        }
