"""What reading costs, isolation included: beside the bare libraries, beside exiftool, and with two jobs beside one.

    make bench ONLY=intake                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_intake.py --only mixed --write

Photographs are made here with camera data as telephones write it (some fifty tags and a position), each with its
own numbers, and once more copied from photographs by others (`WORKBENCH_CORPUS`); PDF pages are set by typst; mixed
files are of fourteen kinds (`mixed_files.py`). Both sides read files that are in the page cache. The isolated side is
one `Reader`: a child process with limits on time and memory, which is there already.
"""

import io
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import exifread
import mixed_files
import pypdfium2
import typst
from in_turn import row, turns
from kept import Asked, Row, main
from PIL import ExifTags, Image

from workbench.casefile import Case, create
from workbench.extract import Reader
from workbench.extract.cameras import cameras
from workbench.intake import add
from workbench.records import Agent, CaseInfo

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


def as_telephones_write(asked: Asked) -> Iterator[Row]:
    """Camera data of photographs made here: a tenth, and all."""
    for count in (asked.of(1_000), asked.of(10_000)):
        with tempfile.TemporaryDirectory() as folder:
            made = photographs(Path(folder), count)
            yield from of_photographs(Path(folder), made, "as telephones write them", asked)


def by_others(asked: Asked) -> Iterator[Row]:
    """Camera data of copies of photographs by others, where there are such: a tenth, and all."""
    if "WORKBENCH_CORPUS" not in os.environ:
        print("bench_intake: no photographs by others: WORKBENCH_CORPUS names no folder", file=sys.stderr)
        return
    seeds = {"jpg": mixed_files.seeds(others_alone=True)["jpg"]}
    for count in (asked.of(1_000), asked.of(10_000)):
        with tempfile.TemporaryDirectory() as folder:
            copied = mixed_files.written(Path(folder), count, seeds)
            yield from of_photographs(Path(folder), copied, "by others", asked)


def of_photographs(folder: Path, paths: list[Path], what: str, asked: Asked) -> Iterator[Row]:
    """Camera data of one set of photographs, beside exifread alone and beside exiftool."""
    job, one, other = f"camera data of photographs {what}", "exifread in one process", "exiftool -json -r"
    size = {"n": len(paths), "of": "photographs"}
    with Reader() as reader:

        def isolated() -> int:
            read = cameras(reader, [(path, path.name) for path in paths])
            return sum(facts.get("position") is not None for facts in read)

        taken = turns({job: isolated, one: lambda: bare_exif(paths)}, asked.rounds, until=asked.until)
        yield row(taken, job, one, job=job, beside=one, note=counted(taken.gave, job, one, "positions"), **size)
        if not shutil.which("exiftool"):
            print("bench_intake: exiftool is not here (make exiftool)", file=sys.stderr)
            return
        taken = turns({job: isolated, other: lambda: by_exiftool(folder)}, asked.rounds, until=asked.until, warm=False)
        yield row(taken, job, other, job=job, beside=other, note=counted(taken.gave, job, other, "positions"), **size)


def counted(gave: dict[str, int], ours: str, theirs: str, what: str) -> str:
    """What both found, for a remark."""
    return f"{gave[ours]:,} / {gave[theirs]:,} {what}"


def empty(place: Path) -> Case:
    """A case that nobody has written to."""
    return create(place, CaseInfo(title="B"), Agent(key="B", kind="person", name="B"))


def pages(asked: Asked) -> Iterator[Row]:
    """Text of PDF pages, beside pypdfium2 alone: read, and once more when the case has the files."""
    beside = "pypdfium2 in one process"
    for count in (asked.of(200), asked.of(2_000)):
        with tempfile.TemporaryDirectory() as folder, Reader() as reader:
            (Path(folder) / "papers").mkdir()
            papers = documents(Path(folder) / "papers", count)
            case = empty(Path(folder) / "case")
            add(case, papers, agent=case.agent("B"))
            first, again, size = "text of PDF pages", "the same pages, known to the case", {"n": count, "of": "pages"}

            def isolated(reader: Reader = reader, papers: list[Path] = papers) -> int:
                found = [reader.read(path, path.name) for path in papers]
                return sum(len(made.data.decode()) for one in found for made in one.made if made.kind == "text")

            def known(case: Case = case, papers: list[Path] = papers) -> int:
                return add(case, papers, agent=case.agent("B")).duplicates

            jobs = {first: isolated, beside: lambda papers=papers: bare_pdf(papers), again: known}
            taken = turns(jobs, asked.rounds, until=asked.until)
            note = counted(taken.gave, first, beside, "letters; a line end counts as two in theirs")
            yield row(taken, first, beside, job=first, beside=beside, note=note, **size)
            yield row(taken, again, beside, job=again, beside=beside, note=f"{taken.gave[again]} files known", **size)


def mixed(asked: Asked) -> Iterator[Row]:
    """Mixed files taken into a case with two jobs, beside one: a tenth, and all."""
    numbers = itertools.count()
    for count in (asked.of(1_000), asked.of(10_000)):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            mixed_files.written(place / "mixed", count, mixed_files.seeds())

            def taking(jobs: int, place: Path = place) -> int:
                case = empty(place / f"case-{next(numbers)}")
                found = add(case, [place / "mixed"], agent=case.agent("B"), jobs=jobs)
                shutil.rmtree(case.path)
                return len(found.items)

            job, one, two = "take in mixed files", "--jobs 1", "--jobs 2"
            taken = turns({two: lambda: taking(2), one: lambda: taking(1)}, asked.rounds, until=asked.until, warm=False)
            told = {"n": count, "of": "files", "note": counted(taken.gave, two, one, "items")}
            yield row(taken, two, one, job=f"{job}, {two}", beside=one, **told)


if __name__ == "__main__":
    jobs = {"mixed": mixed, "pages": pages, "telephones": as_telephones_write, "others": by_others}
    main("intake", __doc__, jobs)
