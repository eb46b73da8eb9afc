"""Names at a front door are fetched once, and a misspelt verb is told what comes near."""

import importlib
import sys
from types import ModuleType

import pytest

import workbench
from workbench.doors import NoSuchVerb, fetching


def test_a_name_is_fetched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    room = ModuleType("room")
    monkeypatch.setitem(sys.modules, "room", room)
    asked: list[str] = []

    def loaded(name: str) -> ModuleType:
        asked.append(name)
        return ModuleType(name)

    monkeypatch.setattr(importlib, "import_module", loaded)
    room.__getattr__ = fetching("room", {"window": ["__name__"], "wall": ["picture"]})  # type: ignore[method-assign]
    assert fetching("room", {"window": ["__name__"]})("__name__") == "room.window"
    assert room.__name__ == "room.window" and asked == ["room.window"]
    with pytest.raises(AttributeError, match="room has no 'door'"):
        room.door  # noqa: B018 - asking is what is tried


def test_what_comes_near_is_looked_for_when_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoSuchVerb) as told:
        workbench.matrx  # noqa: B018 - asking is what is tried
    assert str(told.value) == "workbench has no 'matrx'; did you mean wb.matrix?"
    assert "matrix, network" in str(NoSuchVerb("zzz", ["matrix", "network"]))
    monkeypatch.setitem(sys.modules, "difflib", None)  # whoever imports it now fails
    assert not hasattr(workbench, "no_such_module")
