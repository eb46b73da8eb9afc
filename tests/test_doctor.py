"""The doctor says no where something is missing: each check can fail."""

import pytest

from workbench import codebook, doctor


def test_this_installation_is_sound() -> None:
    assert [finding for finding in doctor.examine() if not finding.ok] == []


def test_an_old_jupyter_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "FLOORS", {"jupyterlab": (99, 0, 0), "no-such-package": (1,)})
    wrong = {finding.check: finding.found for finding in doctor.examine() if not finding.ok}
    assert set(wrong) == {"jupyterlab", "no-such-package"}
    assert wrong["no-such-package"] == "not installed"


def test_a_missing_framework_and_base_map_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codebook, "frameworks", list)
    monkeypatch.setattr(codebook, "layers", list)
    assert {finding.check for finding in doctor.examine() if not finding.ok} == {"frameworks", "base map"}
