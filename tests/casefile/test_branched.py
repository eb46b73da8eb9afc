"""What stands aside of a chain that went on in two ways is counted, and nothing else."""

from pathlib import Path

from workbench.casefile.branched import Aside, lying_aside
from workbench.casefile.line import Line


def line(chain: str, n: int, digest: str, at: str = "") -> Line:
    return Line(chain, n, at, "", "count", "", "", {}, 0, digest)


def test_each_forked_chain_is_named_once_with_the_events_of_all_its_forks(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl", "forks/0a/a.jsonl", "forks/0b/a.jsonl"):
        (tmp_path / "ledger" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "ledger" / name).touch()
    a, b = [line("a", n, f"a{n}") for n in range(5)], [line("b", n, f"b{n}") for n in range(5)]
    first, second = [line("a", n, f"x{n}", f"t{n}") for n in range(2, 4)], [line("a", n, f"y{n}") for n in range(4, 9)]
    told = [Aside("ledger/a.jsonl", 7, "", "t2")]
    assert list(lying_aside(tmp_path, {"ledger": [*a, *b, *first, *second]})) == told
    whole = [*a, *b, *a[:2], *first, *a[:4], *second]
    assert list(lying_aside(tmp_path, {"ledger": whole})) == told, "what the branches share is counted for none"
    assert list(lying_aside(tmp_path, {"access": whole})) == [], "no fork lies there"
