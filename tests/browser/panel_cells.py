"""The cells of the notebook in which the browser tests use the panels: name -> what a person types."""

from pathlib import Path

from workbench import verbs
from workbench.casefile import Case

FIRST = "import os\nimport workbench as wb\nfrom workbench import panels\ncase = wb.open(os.environ['WORKBENCH_CASE'])"
CELLS = {
    "coder": "panels.Coder(case, 'testimonies/W-01_2024-05-11_vi.txt', agent='MJ')",
    "by keyboard": "panels.Coder(case, 'note.txt', agent='MJ', lang='vi')",
    "intake": "panels.Intake(case, agent='MJ')",
    "photos": "panels.Photos(case, 'photos/W-01_room_a1.jpg', agent='MJ')",
    "review": "panels.Review(case, 'public', agent='MJ')",
    "release": "panels.Release(case, 'parliament', agent='MJ')",
    "agreement": "panels.Agreement(case, ['MJ', 'AK'], agent='CU')",
    "pairs": "panels.Pairs(case, agent='MJ')",
    "second coder": "panels.Coder(case, 'note.txt', agent='AK')",
}
NOTE = "\U0001f600 \U0001f469\U0001f3fd\u200d\U0001f33e Họ giữ hộ chiếu của tôi từ tháng ba.\nHọ không trả lương.\n"


def prepare(case: Case, folder: Path) -> None:
    """What the tests need beside the fictional case: a note with emoji before its words."""
    (folder / "note.txt").write_text(NOTE, encoding="utf-8")
    verbs.add(case, folder / "note.txt", agent="MJ", source="T-01")
