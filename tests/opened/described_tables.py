"""What is wrong with the description (CSVW) of the CSV files of a folder, read with a reader of others."""

import csv
import warnings
from pathlib import Path

from csvw import CSVW

from workbench.release.described import METADATA


def faults(folder: Path) -> list[str]:
    """Each fault in words: what the reader says, a heading that is another, a column of which nothing is said, a row
    that cannot be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = CSVW(str(folder / METADATA), validate=True)
        try:
            found = [] if read.is_valid else [str(one.message) for one in read.warnings]
        except ValueError as error:  # so it says that a key is there twice
            found = [str(error)]
        for table in read.tables:
            with (folder / str(table.url)).open(encoding="utf-8-sig", newline="") as file:
                heads, *lines = csv.reader(file)
            columns = table.tableSchema.columns
            if [one.titles.getfirst() for one in columns] != heads:
                found.append(f"{table.url}: other headings")
            untold = [one.titles.getfirst() for one in columns
                      if not one.common_props.get("dc:description", {}).get("@value")]  # fmt: skip
            found += [f"{table.url}: nothing is said of {one}" for one in untold]
            try:
                rows = list(table.iterdicts(strict=True))
            except ValueError as error:
                found.append(str(error))
            else:
                found += [] if len(rows) == len(lines) else [f"{table.url}: rows are lost"]
    return found


def files(folder: Path) -> set[str]:
    """The files that the description tells of, by their paths in the folder."""
    return {str(one.url) for one in CSVW(str(folder / METADATA)).tables}
