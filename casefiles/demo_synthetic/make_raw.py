"""Makes every raw file of the synthetic demo case from the data in make/data; twice run, the same bytes twice.

Usage: python make_raw.py [--into FOLDER]     (default: the folder raw/ beside this script)

Everything here is fictional. Times, authors and picture noise are fixed; zip files are stored without compression, so
that the bytes rest on Pillow, matplotlib, python-docx and xlsxwriter alone (the versions in use stand in MADE_WITH).
"""

import argparse
import csv
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from make import documents, forms, photos  # noqa: E402

MADE_WITH = {"pillow": "13.0.0", "matplotlib": "3.11.2", "python-docx": "1.2.0", "xlsxwriter": "3.3.1"}


def make_all(into: pathlib.Path) -> list[pathlib.Path]:
    """Write every raw file below a folder and list the paths written, in the order of their names."""
    data = HERE / "make" / "data"
    written: dict[str, bytes] = {}
    with (data / "documents.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            text = (data / "texts" / row["text"]).read_text(encoding="utf-8")
            written[row["target"]] = documents.FORMS[row["form"]](text, row["title"])
    written |= forms.make(data)
    written |= photos.make(data)
    for name, content in written.items():
        target = into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return [into / name for name in sorted(written)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=pathlib.Path, default=HERE / "raw")
    made = make_all(parser.parse_args().into)
    print(f"{len(made)} files, {sum(path.stat().st_size for path in made)} bytes")
