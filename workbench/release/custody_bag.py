"""A custody record in a BagIt folder: every form of the sheet, and the original where it was asked for."""

from pathlib import Path

from workbench.findings.custody import Custody
from workbench.release.bag import seal_bag
from workbench.release.custody import FORMS
from workbench.tables import Tables

NAME, PACKAGE = "custody", "forced-labour-workbench"


def fill(bag: Path, found: Custody, tables: Tables, *, day: str, original: bytes | None) -> list[dict[str, str]]:
    """Makes a bag with the sheet in every form; gives `path` and `sha256` of every file.

    The original stands under its digest and not under its name, for a name may not fit every disk; the sheet has it.
    `day` is the day of bagging: there is no clock here.

    Source: RFC 8493 (BagIt 1.0).
    """
    data = bag / "data"
    data.mkdir(parents=True)
    for suffix, ((_, form),) in FORMS.items():
        (data / f"{NAME}{suffix}").write_bytes(form(found, tables))
    if original is not None:
        (data / "original").mkdir()
        (data / "original" / found.item.sha256).write_bytes(original)
    info = {"Bagging-Date": day, "External-Identifier": found.id, "Bag-Software-Agent": PACKAGE,
            "External-Description": f"Custody of {found.item.name}"}  # fmt: skip
    return seal_bag(bag, info)
