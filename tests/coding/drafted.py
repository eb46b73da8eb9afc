"""A text with three drafts in it, and a file of verdicts on them, for the tests of drafts, verdicts and precision."""

import csv
from pathlib import Path

from workbench.casefile import Case
from workbench.coding.drafts import drafts
from workbench.coding.verdicts import HEADER, Judged, judge, sheet

WORDS = "They took our passports. Nobody locked us in. 😀 Họ giữ hộ chiếu của tôi."


def written(case: Case, folder: Path, item: str | None = None) -> list[dict[str, str]]:
    """The open drafts of the case as rows of the file that a person fills in."""
    file = folder / f"drafts{len(list(folder.glob('drafts*')))}.csv"
    sheet(file, [one for one in drafts(case, item=item) if one.decision is None])
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def judged(case: Case, folder: Path, rows: list[dict[str, str]], who: str = "MJ") -> Judged:
    """What comes of these rows, judged by whoever has this key."""
    file = folder / f"judged{len(list(folder.glob('judged*')))}.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, HEADER, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return judge(case, file, agent=case.agent(who))


def accepted(row: dict[str, str], **more: str) -> dict[str, str]:
    """The row of a draft, accepted as a coding of W-01."""
    return row | {"decision": "accepted", "subject": "W-01", "means": "first-hand"} | more


def rejected(row: dict[str, str], reason: str = "of others") -> dict[str, str]:
    """The row of a draft, rejected."""
    return row | {"decision": "rejected", "reason": reason}
