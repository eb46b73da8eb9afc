"""What an interrupted act laid out is put in its place, once or as often as one likes."""

from pathlib import Path

from workbench.casefile import Case, finishing
from workbench.casefile.chains import MERGING, chains_in
from workbench.casefile.finishing import finish_batches, finish_merging


def test_laid_out_chains_stand_for_those_in_place_and_then_take_it(tmp_path: Path) -> None:
    laid = tmp_path / MERGING / "ledger"
    (laid / "forks" / "0a").mkdir(parents=True)
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "a.jsonl").write_bytes(b"old")
    (laid / "a.jsonl").write_bytes(b"new")
    (laid / "forks" / "0a" / "a.jsonl").write_bytes(b"fork")
    (tmp_path / (MERGING + ".new")).mkdir()
    before = [file.read_bytes() for file in chains_in(tmp_path / "ledger")]
    for _ in range(2):
        finish_merging(tmp_path)
        assert [file.read_bytes() for file in chains_in(tmp_path / "ledger")] == before == [b"new", b"fork"]
        assert sorted(path.name for path in tmp_path.iterdir()) == ["ledger"]


def test_cut_off_batches_go_and_forks_are_left_alone(tmp_path: Path) -> None:
    for name in ("ledger/a.jsonl", "ledger/forks/0a/a.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b'{"half')
    finish_batches(chains_in(tmp_path / "ledger"))
    assert [file.read_bytes() for file in chains_in(tmp_path / "ledger")] == [b"", b'{"half']


def test_of_a_chain_with_whole_batches_they_stay(filled: Case) -> None:
    file = filled.chains()[0]
    whole = file.read_bytes()
    for left in (b"", b"{", whole[:40], b"\0" * 512):
        file.write_bytes(whole + left)
        finish_batches(filled.chains())
        assert file.read_bytes() == whole


def test_a_chain_moves_only_into_a_folder_whose_own_name_is_durable(tmp_path: Path, monkeypatch) -> None:
    laid = tmp_path / MERGING / "ledger" / "forks" / "0a"
    laid.mkdir(parents=True)
    (laid / "a.jsonl").write_bytes(b"fork")
    (tmp_path / "ledger").mkdir()
    told: list[str] = []
    rename = Path.rename
    monkeypatch.setattr(finishing, "sync_folder", lambda folder: told.append(folder.name))
    monkeypatch.setattr(Path, "rename", lambda file, to: told.append("moved") or rename(file, to))
    finish_merging(tmp_path)
    assert told[:4] == ["forks", "ledger", "moved", "0a"]
