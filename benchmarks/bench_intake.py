"""What isolation costs: camera data of photographs and text of PDF pages, beside the bare libraries in one process.

    python benchmarks/bench_intake.py [--photos 10000] [--pages 2000]

Photographs are made here with camera data as telephones write it (some fifty tags and a position), each with its
own numbers; PDF pages are set by typst. Both sides read files that are in the page cache, in turns, three times;
the shortest time counts, by the clock and by the processor (of this process and one child, for a busy machine
stretches the clock; of two children it is not measured). The isolated side is one `Reader`: a child process with
limits on time and memory. Beside both, `exiftool -json -r` over the same photographs, once, where it is installed.
"""

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import exifread
import pypdfium2
import typst
from PIL import ExifTags, Image

from workbench.extract import Reader
from workbench.extract.cameras import by_several, cameras

TURNS = 3
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


def processor(reader: Reader) -> float:
    """Seconds of processor time that this process and a reader's child have used."""
    assert reader._child is not None
    fields = Path(f"/proc/{reader._child.pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(work: Callable[[], int], reader: Reader) -> tuple[float, float, int]:
    """The shortest of several turns by the clock and by the processor, and what the work counted."""
    best, busy, counted = float("inf"), float("inf"), 0
    for _ in range(TURNS):
        begun, used = time.perf_counter(), processor(reader)
        counted = work()
        best, busy = min(best, time.perf_counter() - begun), min(busy, processor(reader) - used)
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


def by_exiftool(folder: Path) -> dict[str, object]:
    """One turn of `exiftool -json -r` over the same folder, where that program is installed (`make exiftool`)."""
    program = shutil.which("exiftool")
    if program is None:
        return {"not measured": "exiftool is not installed; `make exiftool` installs Debian's"}
    begun, used = time.perf_counter(), os.times()
    done = subprocess.run([program, "-json", "-r", str(folder)], capture_output=True, check=True)
    after = os.times()
    busy = after.children_user + after.children_system - used.children_user - used.children_system
    found = sum("GPSPosition" in one for one in json.loads(done.stdout))
    version = subprocess.run([program, "-ver"], capture_output=True, text=True, check=True).stdout.strip()
    return {
        "version": version,
        "s": round(time.perf_counter() - begun, 3),
        "processor_s": round(busy, 3),
        "counted": found,
    }


def main() -> int:
    """Prints one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=2_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, Reader() as reader:
        pictures, prints = Path(place) / "photos", Path(place) / "papers"
        pictures.mkdir()
        prints.mkdir()
        photos, papers = photographs(pictures, asked.photos), documents(prints, asked.pages)
        reader.read(papers[0], "warm.pdf"), reader.read(photos[0], "warm.jpg")

        def isolated_exif() -> int:
            told = cameras(reader, [(path, path.name) for path in photos])
            return sum(facts["position"] is not None for facts in told)

        def isolated_pdf() -> int:
            found = [reader.read(path, path.name) for path in papers]
            return sum(len(made.data.decode()) for one in found for made in one.made if made.kind == "text")

        def by_two() -> int:
            return sum(facts["position"] is not None for facts in by_several([(path, path.name) for path in photos]))

        told = {}
        for name, bare, apart in (
            ("camera data, one child", lambda: bare_exif(photos), isolated_exif),
            ("camera data, two children", lambda: bare_exif(photos), by_two),
            ("pdf text, one child", lambda: bare_pdf(papers), isolated_pdf),
        ):  # fmt: skip
            (one, used, counted), (other, using, again) = timed(bare, reader), timed(apart, reader)
            told[name] = {"bare_s": round(one, 3), "isolated_s": round(other, 3), "times": round(other / one, 2),
                          "processor_s": round(using, 3), "processor_times": round(using / used, 2),
                          "counted": [counted, again]}  # fmt: skip
        theirs = by_exiftool(pictures)
        if isinstance(theirs.get("processor_s"), float):
            ours = told["camera data, one child"]
            theirs["times ours, by the clock"] = round(float(str(theirs["s"])) / ours["isolated_s"], 1)
            theirs["times ours, by the processor"] = round(float(str(theirs["processor_s"])) / ours["processor_s"], 1)
        told["exiftool -json -r"] = theirs
        print(json.dumps({"photos": asked.photos, "pages": asked.pages, **told}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
