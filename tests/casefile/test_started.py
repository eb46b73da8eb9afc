"""Another process of ours has our own modules, whatever lies in the working folder."""

from pathlib import Path

from workbench.casefile.started import started


def test_a_program_of_ours_is_begun_with_our_own_modules(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    with started("import json, workbench; print(workbench.__name__)") as child:
        assert child.communicate()[0] == b"workbench\n"
