"""What reading costs, isolation included: beside the bare libraries, beside exiftool, and with two jobs beside one.

    python benchmarks/bench_intake.py [--photos 10000] [--pages 2000] [--mixed 10000] [--rounds 3] [--write]

Photographs are made here with camera data as telephones write it (some fifty tags and a position), each with its
own numbers, and once more copied from photographs by others (`WORKBENCH_CORPUS`); PDF pages are set by typst; mixed
files are of fourteen kinds (`mixed_files.py`). Both sides read files that are in the page cache, in turns; the
shortest time counts, by the clock and by the processor (of this process and its children, for a busy machine stretches
the clock). The isolated side is one `Reader`: a child process with limits on time and memory. `--write` puts the table
into docs/benchmarks-intake.md.
"""

import argparse
import contextlib
import io
import itertools
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import exifread
import mixed_files
import pypdfium2
import typst
from PIL import ExifTags, Image

from workbench.casefile import create
from workbench.extract import Reader
from workbench.extract.cameras import cameras
from workbench.intake import add
from workbench.records import Agent, CaseInfo

ROOT = Path(__file__).resolve().parent.parent
WORDS = "They keep our passports since the first day. Họ giữ hộ chiếu của chúng tôi. Држе наше пасоше. " * 12


def photographs(folder: Path, count: int) -> list[Path]:
    """So many photographs of some 150 KB each."""
    image = Image.effect_noise((1200, 900), 40).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60)
    small = io.BytesIO()
    image.resize((160, 120)).save(small, "JPEG")
    plain = out.getvalue()
    paths = []
    for number in range(count):
        exif = Image.Exif()
        exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "HMD Global", f"Nokia {number}"
        exif[ExifTags.Base.DateTime] = f"2021:11:15 08:{number // 60 % 60:02}:{number % 60:02}"
        exif.update({0x112: 1, 0x11A: 72.0, 0x11B: 72.0, 0x128: 2, 0x131: "00WW_4_190", 0x213: 1})
        more = exif.get_ifd(ExifTags.IFD.Exif)
        whole = (0x8822, 0x8827, 0x9207, 0x9208, 0x9209, 0xA001, 0xA002, 0xA003, 0xA217, 0xA401, 0xA402, 0xA403, 0xA405,
                 0xA406, 0xA407, 0xA408, 0xA409, 0xA40A, 0xA40C)  # fmt: skip
        more.update(dict.fromkeys(whole, number % 7 + 1))
        more.update(
            dict.fromkeys((0x829A, 0x829D, 0x9201, 0x9202, 0x9203, 0x9204, 0x9205, 0x920A, 0xA404), number / 3 + 1)
        )
        more.update(dict.fromkeys((0x9003, 0x9004), exif[ExifTags.Base.DateTime]))
        more.update(dict.fromkeys((0x9010, 0x9011, 0x9012), "+01:00") | {0x9290: "70", 0x9291: "70", 0xA434: "rear"})
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        place.update({1: "N", 2: (45.0, 22.0, number % 60 + 0.54), 3: "E", 4: (20.0, 23.0, 25.12), 7: (8.0, 14.0, 3.0),
                      6: 85.0, 16: "T", 17: 120.5, 18: "WGS-84", 29: "2021:11:15", 31: 4.5})  # fmt: skip
        raw = b"Exif\0\0" + exif.tobytes().removeprefix(b"Exif\0\0")
        paths.append(folder / f"{number:05}.jpg")
        paths[-1].write_bytes(plain[:2] + b"\xff\xe1" + (len(raw) + 2).to_bytes(2, "big") + raw + plain[2:])
    return paths


def documents(folder: Path, pages: int) -> list[Path]:
    """PDF files of a hundred pages each, every page with words of its own."""
    paths = []
    for start in range(0, pages, 100):
        body = "#set page(margin: 2cm)\n" + "#pagebreak()\n".join(f"Page {start + n}. {WORDS}\n" for n in range(100))
        paths.append(folder / f"{start:05}.pdf")
        paths[-1].write_bytes(typst.compile(body.encode()))
    return paths


def spent() -> float:
    """Seconds of processor time of this process, of every child that ended, and of those that still run."""
    ended = os.times()
    living = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[1]) == os.getpid():
                living += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return ended.user + ended.system + ended.children_user + ended.children_system + living


def timed(work: Callable[[], int], rounds: int) -> tuple[float, float, int]:
    """The shortest of several rounds by the clock and by the processor, and what the work counted."""
    best, busy, counted = float("inf"), float("inf"), 0
    for _ in range(rounds):
        begun, used = time.perf_counter(), spent()
        counted = work()
        best, busy = min(best, time.perf_counter() - begun), min(busy, spent() - used)
    return best, busy, counted


def bare_exif(paths: list[Path]) -> int:
    found = 0
    for path in paths:
        with path.open("rb") as stream:
            found += "GPS GPSLatitude" in exifread.process_file(stream, details=False, extract_thumbnail=False)
    return found


def bare_pdf(paths: list[Path]) -> int:
    letters = 0
    for path in paths:
        document = pypdfium2.PdfDocument(path.read_bytes())
        for number in range(len(document)):
            letters += len(document[number].get_textpage().get_text_bounded())
        document.close()
    return letters


def by_exiftool(folder: Path) -> int:
    """How many positions `exiftool -json -r` finds (`make exiftool` installs it)."""
    done = subprocess.run(["exiftool", "-json", "-r", str(folder)], capture_output=True, check=False)
    return sum("GPSPosition" in one for one in json.loads(done.stdout))


def row(job: str, beside: str, ours: tuple[float, float, int], theirs: tuple[float, float, int]) -> str:
    """A line of the table: seconds by the clock and by the processor, and what both counted."""
    clock, busy = ours[0] / theirs[0], ours[1] / theirs[1]
    clocks = f"{ours[0]:.2f} | {theirs[0]:.2f} | {clock:.3f}"
    told = f"| {job} | {beside} | {clocks} | {ours[1]:.2f} | {theirs[1]:.2f} | {busy:.3f} |"
    told += f" {ours[2]:,} / {theirs[2]:,} | {os.getloadavg()[0]:.1f} |"
    print(told, flush=True)
    return told


def of_photographs(reader: Reader, folder: Path, paths: list[Path], what: str, rounds: int) -> Iterator[str]:
    """Camera data of one set of photographs, beside exifread alone and beside exiftool."""

    def isolated() -> int:
        return sum(
            facts.get("position") is not None for facts in cameras(reader, [(path, path.name) for path in paths])
        )

    job = f"camera data of {len(paths):,} photographs {what}"
    ours = timed(isolated, rounds)
    yield row(job, "exifread in one process", ours, timed(lambda: bare_exif(paths), rounds))
    if shutil.which("exiftool"):
        yield row(job, "exiftool -json -r", ours, timed(lambda: by_exiftool(folder), 1))


def of_pages(reader: Reader, place: Path, pages: int, rounds: int) -> Iterator[str]:
    """Text of PDF pages, beside pypdfium2 alone: read, and once more when the case has the files."""
    (place / "papers").mkdir()
    papers = documents(place / "papers", pages)
    case = create(place / "papers-case", CaseInfo(title="B"), Agent(key="B", kind="person", name="B"))
    add(case, papers, agent=case.agent("B"))

    def isolated() -> int:
        found = [reader.read(path, path.name) for path in papers]
        return sum(len(made.data.decode()) for one in found for made in one.made if made.kind == "text")

    theirs = timed(lambda: bare_pdf(papers), rounds)
    yield row(f"text of {pages:,} PDF pages", "pypdfium2 in one process", timed(isolated, rounds), theirs)
    again = timed(lambda: add(case, papers, agent=case.agent("B")).duplicates, rounds)
    yield row(f"the same {pages:,} pages, known to the case", "pypdfium2 in one process", again, theirs)


def of_mixed(place: Path, count: int, rounds: int) -> Iterator[str]:
    """Mixed files taken into a case with two jobs, beside one."""
    mixed_files.written(place / "mixed", count, mixed_files.seeds())
    numbers = itertools.count()

    def taking(jobs: int) -> int:
        case = create(place / f"case-{next(numbers)}", CaseInfo(title="B"), Agent(key="B", kind="person", name="B"))
        found = add(case, [place / "mixed"], agent=case.agent("B"), jobs=jobs)
        shutil.rmtree(case.path)
        return len(found.items)

    found = [(timed(lambda: taking(1), 1), timed(lambda: taking(2), 1)) for _ in range(rounds)]
    one, two = min(pair[0] for pair in found), min(pair[1] for pair in found)
    yield row(f"take in {count:,} mixed files, --jobs 2", "--jobs 1", two, one)


PAGE = ROOT / "docs" / "benchmarks-intake.md"
HEAD = """# Reading, beside bare libraries and exiftool

Made by `python benchmarks/bench_intake.py --write` on {machine}; the shortest of three rounds (exiftool and mixed
files: one), ours and theirs in turn. With a load above the number of cores the clock says little: then look at the
ratio by the processor, of all that both sides started (with two jobs it says only what the second child costs).
`found` is what ours and theirs counted: positions, letters (theirs counts a line end as two; of known pages, ours
counts files), items. The photographs by others, and some of the mixed files, are copies of files that are not shipped,
each changed a little (`benchmarks/mixed_files.py`).

| job | beside | ours, s | theirs, s | ratio | ours, busy | theirs, busy | ratio by the processor | found | load |
|---|---|---|---|---|---|---|---|---|---|
"""


def write(fresh: list[str]) -> None:
    """Puts rows in place of those of the same jobs on the page; rows of other jobs stay."""
    names = [line.split("|")[1:3] for line in fresh]
    held = PAGE.read_text("utf-8").splitlines() if PAGE.exists() else []
    kept = [line for line in held if line.startswith("| ") and line.split("|")[1:3] not in names]
    lines = [line for line in kept if not line.startswith("| job ")] + fresh
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    PAGE.write_text(HEAD.format(machine=machine) + "\n".join(sorted(lines, key=rank)) + "\n", "utf-8")


def rank(line: str) -> int:
    """Where a row stands on the page."""
    return next(at for at, word in enumerate(("camera", "text", "same", "take in")) if word in line)


def main() -> int:
    """Prints the rows, and writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--mixed", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mixed-rounds", type=int, default=1)
    parser.add_argument("--only", choices=["photos", "pages", "mixed"])
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks-intake.md")
    asked = parser.parse_args()
    lines = list[str]()
    with tempfile.TemporaryDirectory() as folder, Reader() as reader:
        place = Path(folder)
        if asked.only in (None, "photos"):
            (place / "photos").mkdir()
            made = photographs(place / "photos", asked.photos)
            reader.read(made[0], "warm.jpg")
            lines += of_photographs(reader, place / "photos", made, "as telephones write them", asked.rounds)
            if "WORKBENCH_CORPUS" in os.environ:
                shutil.rmtree(place / "photos")
                of_others = {"jpg": mixed_files.seeds(others_alone=True)["jpg"]}
                copied = mixed_files.written(place / "copied", asked.photos, of_others)
                lines += of_photographs(reader, place / "copied", copied, "by others", asked.rounds)
                shutil.rmtree(place / "copied")
        if asked.only in (None, "pages"):
            lines += of_pages(reader, place, asked.pages, asked.rounds)
        if asked.only in (None, "mixed"):
            lines += of_mixed(place, asked.mixed, asked.mixed_rounds)
    if asked.write:
        write(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
