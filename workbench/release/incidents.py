"""The register of leaks and reprisals as files for the team: CSV, a workbook, JSON."""

from workbench.findings.incidents import Incidents
from workbench.findings.said import said
from workbench.release.matrix import document_bytes
from workbench.release.page import notice
from workbench.release.sheets import Sheet, as_csv
from workbench.release.xlsx import workbook
from workbench.tables import Tables

WIDTHS = (8, 10, 18, 12, 50, 24, 28, 50, 28, 12, 34, 40)


def sheet(found: Incidents) -> Sheet:
    """One row a leak or reprisal."""
    headers = tuple(str(name).replace("_", " ") for name in found.df.columns)
    rows = tuple((int(row[0]), *(said(value) for value in row[1:])) for row in found.df.itertuples(index=False))
    return Sheet("Incidents", headers, rows, WIDTHS, freeze=1)


def as_json(found: Incidents, tables: Tables) -> bytes:
    """Every leak and reprisal as one JSON document."""
    names = [str(name) for name in found.df.columns]
    told = [dict(zip(names, row, strict=True)) for row in sheet(found).rows]
    return document_bytes({"notice": notice(tables.info), "head": tables.head, "open": found.open, "incidents": told})


FORMS = {
    ".csv": [("", lambda found, tables: as_csv(sheet(found)))],
    ".xlsx": [("", lambda found, tables: workbook([sheet(found)], title="Incidents", notice=notice(tables.info)))],
    ".json": [("", as_json)],
}
