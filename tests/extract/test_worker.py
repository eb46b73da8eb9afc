import base64
import subprocess
import sys

import pytest

from workbench.extract import extract, message, worker


def test_the_answer_is_the_extraction(tmp_path):
    path = tmp_path / "a"
    path.write_text("They keep the cards.")
    told, found = worker.answer(path, "a.txt"), extract(path, "a.txt")
    assert [base64.b64decode(part["data"]) for part in told["made"]] == [made.data for made in found.made]
    assert (told["outcome"], told["kind"]) == ("parsed", "text")


@pytest.mark.skipif(sys.platform == "win32", reason="the system knows no such limits")
def test_the_child_cannot_write_and_answers_to_the_end(tmp_path):
    code = (
        "from workbench.extract import worker\nworker.limit()\n"
        "try:\n    open('written', 'wb', 0).write(b'x')\nexcept OSError as error:\n    print(type(error).__name__)\n"
        "import resource\nprint(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    root = str(worker.Path(worker.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": root}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["OSError", str(worker.MOST_MEMORY), "0"]


def test_only_a_bounded_child_is_given_less(tmp_path):
    code = (
        "import resource, sys\nfrom workbench.extract import worker\n"
        "kinds = resource.RLIMIT_AS, resource.RLIMIT_CPU\n"
        "before = [resource.getrlimit(kind) for kind in kinds]\nworker.allow(worker.Path('a'), 5)\n"
        "print(before == [resource.getrlimit(kind) for kind in kinds])\nworker.limit()\n"
        "worker.allow(worker.Path('a'), 5)\nprint([resource.getrlimit(kind)[0] > 0 for kind in kinds])\n"
        "print(before == [resource.getrlimit(kind) for kind in kinds])"
    )
    root = str(worker.Path(worker.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": root}, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["True", "[True, True]", "False"]


def test_one_child_answers_many(tmp_path):
    path = tmp_path / "a"
    path.write_text("words")
    root = str(worker.Path(worker.__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-m", "workbench.extract.worker"], stdin=-1, stdout=-1, env={"PYTHONPATH": root}
    ) as child:
        for _ in range(3):
            message.send(child.stdin, {"path": str(path), "name": "a.txt"})
            assert message.receive(child.stdout)["outcome"] == "parsed"
        child.stdin.close()
        assert child.wait(10) == 0
