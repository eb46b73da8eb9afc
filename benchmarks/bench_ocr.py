"""Words recognised on pages that this program draws, beside tesseract called directly: errors, and seconds a page.

    make bench                                        # with what else there is to measure
    .venv/bin/python benchmarks/bench_ocr.py --lines 12 --pages 2

The character error rate is the edit distance between what was recognised and what was drawn, over the characters drawn;
runs of blanks and line ends count as one blank. `ours` finds the language out; tesseract is told it. Pages are drawn,
clean; turned by 2 degrees; at 150 dots to the inch instead of 300; and as a telephone takes them: turned, in uneven
light, blurred, with noise, as JPEG. The seed is fixed. Fonts: those that come with matplotlib (Latin, Cyrillic);
Chinese and Hindi only where the system has a font for them.
"""

import argparse
import io
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import matplotlib
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "benchmarks-ocr.md"
SHIPPED = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSerif.ttf")
OF_THE_SYSTEM = {
    "chi_sim": ["/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"],
    "hin": ["/usr/share/fonts/truetype/lohit-devanagari/Lohit-Devanagari.ttf"],
}
INCH, MARGIN, POINT = 300, 200, 46
KINDS = ("clean", "turned 2°", "150 dpi", "phone photo")
TEXTS = {
    "vie": "Họ giữ hộ chiếu của chúng tôi trong két sắt ở văn phòng. Người môi giới nói chúng tôi còn nợ "
    "ba tháng lương. "
    "Chúng tôi làm mười hai giờ mỗi ngày và ngủ hai mươi người một phòng. Ai nghỉ một ngày bị trừ 34 đô la. "
    "Cổng khóa từ 22 giờ, muốn ra ngoài phải xin giấy của đốc công. Điện thoại bị thu vào buổi tối.",
    "srp_latn": "Držali su nam pasoše u sefu u kancelariji. Posrednik je rekao da dugujemo tri mesečne plate. "
    "Radili smo dvanaest časova dnevno, a spavalo nas je dvadeset u sobi. Ko izostane jedan dan, gubi 34 dolara. "
    "Kapija je zaključana od 22 časa; ko želi napolje, traži od poslovođe dozvolu. Uveče nam oduzimaju telefone.",
    "srp": "Држали су нам пасоше у сефу у канцеларији. Посредник је рекао да дугујемо три месечне плате. "
    "Радили смо дванаест часова дневно, а спавало нас је двадесет у соби. Ко изостане један дан, губи 34 долара. "
    "Капија је закључана од 22 часа; ко жели напоље, тражи од пословође дозволу. Увече нам одузимају телефоне.",
    "eng": "They kept our passports in a safe in the office. The agent said that we owe three months of wages. "
    "We worked twelve hours a day and slept twenty to a room. Whoever misses one day loses 34 dollars. "
    "The gate is locked from 22:00; to go out one needs a pass signed by the foreman. They take our phones at night.",
    "tur": "Pasaportlarımızı ofisteki kasada tuttular. Aracı, üç aylık ücret borcumuz olduğunu söyledi. "
    "Günde on iki saat çalıştık ve bir odada yirmi kişi uyuduk. Bir gün gelmeyenden 34 dolar kesiliyor. "
    "Kapı saat 22'den sonra kilitli; çıkmak için ustabaşının imzaladığı izin gerekiyor. "
    "Akşamları telefonlarımızı alıyorlar.",
    "chi_sim": "他们把我们的护照锁在办公室的保险柜里。中介说我们还欠三个月的工资。"
    "我们每天工作十二个小时，二十个人睡一个房间。"
    "缺勤一天扣34美元。大门晚上十点以后上锁，出去要工头签字。晚上他们收走我们的手机。",
    "hin": "उन्होंने हमारे पासपोर्ट दफ्तर की तिजोरी में रखे। एजेंट ने कहा कि हम पर तीन महीने की मजदूरी का कर्ज है। "
    "हम दिन में बारह घंटे काम करते थे और एक कमरे में बीस लोग सोते थे। एक दिन न आने पर 34 डॉलर कटते हैं।",
}


def font_of(name: str) -> Path | None:
    """The font that a language is drawn with; None where this machine has none."""
    return next((Path(one) for one in OF_THE_SYSTEM.get(name, [str(SHIPPED)]) if Path(one).is_file()), None)


def drawn(name: str, lines: int, seed: int) -> tuple[Image.Image, str]:
    """A page of a language in grey, 300 dots to the inch, and the words on it: sentences in an order of their own."""
    chance = random.Random(seed)
    font = ImageFont.truetype(str(font_of(name)), POINT)
    blank, end = ("", "。") if name == "chi_sim" else (" ", "। " if name == "hin" else ". ")
    sentences = [one.strip() for one in TEXTS[name].split(end) if one.strip()]
    image = Image.new("L", (2480, 2 * MARGIN + lines * POINT * 17 // 10), 255)
    pen, rows, line = ImageDraw.Draw(image), list[str](), ""
    while len(rows) < lines:
        sentence = chance.choice(sentences).rstrip(end.strip()) + end.strip()
        for word in sentence if name == "chi_sim" else sentence.split():
            longer = line + (blank if line else "") + word
            if pen.textlength(longer, font=font) > image.width - 2 * MARGIN:
                rows.append(line)
                longer = word
            line = longer
    for number, row in enumerate(rows[:lines]):
        pen.text((MARGIN, MARGIN + number * POINT * 17 // 10), row, font=font, fill=20)
    return image, blank.join(rows[:lines])


def spoilt(image: Image.Image, kind: str, seed: int) -> Image.Image:
    """The page as it comes in one of `KINDS`."""
    if kind == "turned 2°":
        return image.rotate(2, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    if kind == "150 dpi":
        return image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    if kind != "phone photo":
        return image
    chance = random.Random(seed)
    photo = image.resize((image.width * 7 // 10, image.height * 7 // 10), Image.Resampling.BICUBIC)
    photo = photo.rotate(1.2, expand=True, fillcolor=235, resample=Image.Resampling.BICUBIC)
    light = Image.linear_gradient("L").resize(photo.size).point(lambda level: 150 + level * 105 // 255)
    photo = ImageChops.multiply(photo, light).filter(ImageFilter.GaussianBlur(0.9))
    grain = Image.frombytes("L", (256, 256), bytes(min(max(int(chance.gauss(128, 14)), 0), 255) for _ in range(65536)))
    noise = Image.new("L", photo.size)
    for left in range(0, photo.width, 256):
        for top in range(0, photo.height, 256):
            noise.paste(grain, (left, top))
    photo, kept = ImageChops.add(photo, noise, 1, -128), io.BytesIO()
    photo.save(kept, "JPEG", quality=70)
    return Image.open(kept).convert("L")


def errors(found: str, truth: str) -> float:
    """The edit distance over the length of what was drawn, blanks and line ends as one blank; Chinese without any."""
    if any("\u4e00" <= letter <= "\u9fff" for letter in truth):
        found, truth = "".join(found.split()), "".join(truth.split())
    found, truth = " ".join(found.split()), " ".join(truth.split())
    row = list(range(len(truth) + 1))
    for number, letter in enumerate(found, 1):
        before, row[0] = row[0], number
        for at, other in enumerate(truth, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != other))
    return row[-1] / max(len(truth), 1)


def ours(file: Path, languages: list[str]) -> dict[str, object]:
    """What the reading child makes of a picture, its language to be found out among these."""
    from workbench.extract.reader import Reader

    with Reader(timeout_s=300) as reader:
        return reader.draw(file, file.name, recognise="page", page=1, languages=languages)


def theirs(file: Path, name: str, threads: str | None = "1") -> str:
    """What tesseract prints, called directly and told the language."""
    environment = dict(os.environ) | ({"OMP_THREAD_LIMIT": threads} if threads else {})
    command = ["tesseract", str(file), "stdout", "-l", name]
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout.decode()


def text_of(answer: dict[str, object]) -> str:
    """The words of an answer as one text."""
    from workbench.extract.recognised import assembled

    _, made = assembled([{"page": 1, "text": None}], {1: answer}, "x")
    return made[0].data.decode() if made else ""


def measured(folder: Path, pages: int, lines: int) -> Iterator[tuple[list[str], list[tuple[bool, int]]]]:
    """A row for each language and kind of page, and of each recognised word whether it stands on the page, and how
    sure the program was.
    """
    from workbench.extract import ocr

    installed = ocr.about()["languages"]
    for name in TEXTS:
        if name not in installed or font_of(name) is None:
            print(f"{name}: left out, no font or no model on this machine", file=sys.stderr)
            continue
        for kind in KINDS:
            mine, direct, right, words = [], [], 0, list[tuple[bool, int]]()
            for seed in range(pages):
                image, truth = drawn(name, lines, seed)
                file = folder / f"{name}-{seed}.png"
                spoilt(image, kind, seed).save(file)
                answer = ours(file, installed)
                mine.append(errors(text_of(answer), truth))
                direct.append(errors(theirs(file, name), truth))
                right += answer["language"] == name
                known = set(truth.split())
                if name != "chi_sim":
                    words += [(word[0] in known, word[1]) for word in answer["words"]]  # type: ignore[attr-defined]
            told = [f"{100 * statistics.mean(side):.2f}" for side in (mine, direct)]
            yield [ocr.LANGUAGES[name], kind, f"{right} of {pages}", *told], words


def seconds(folder: Path, lines: int) -> list[list[str]]:
    """Four pages with two single-threaded processes, one after the other, and with the program's default threads."""
    files = []
    for seed in range(4):
        file = folder / f"page-{seed}.png"
        drawn("eng", lines, 100 + seed)[0].save(file)
        files.append(file)

    def timed(job: object) -> str:
        start = time.perf_counter()
        job()  # type: ignore[operator]
        return f"{(time.perf_counter() - start) / len(files):.2f}"

    def two() -> None:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda file: theirs(file, "eng"), files))

    def reading(languages: list[str]) -> None:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda file: ours(file, languages), files))

    from workbench.extract import ocr

    return [
        ["ours, two children, language given", timed(lambda: reading(["eng"]))],
        ["ours, two children, language found out", timed(lambda: reading(ocr.about()["languages"]))],
        ["tesseract, two processes of one thread", timed(two)],
        ["tesseract, one process of one thread", timed(lambda: [theirs(file, "eng") for file in files])],
        ["tesseract, default threads", timed(lambda: [theirs(file, "eng", None) for file in files])],
    ]


def doubt(words: list[tuple[bool, int]], below: int) -> str:
    """What the mark of doubt was right for, in words."""
    wrong = [sure for right, sure in words if not right]
    good = [sure for right, sure in words if right]
    caught, blamed = sum(sure < below for sure in wrong), sum(sure < below for sure in good)
    return (f"Of {len(wrong)} words that do not stand on their page, {caught} were marked (confidence below {below}); "
            f"of {len(good)} that do, {blamed}.")  # fmt: skip


def table(head: list[str], rows: list[list[str]]) -> str:
    """Rows as a table in Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def main() -> None:
    """Measures, and writes docs/benchmarks-ocr.md; without tesseract it says so and leaves the page as it is."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--lines", type=int, default=12)
    asked.add_argument("--pages", type=int, default=2)
    options = asked.parse_args()
    from workbench.extract import ocr

    about = ocr.about()
    if about["program"] is None:
        print("bench_ocr: tesseract is not installed; nothing was measured (make recognition)", file=sys.stderr)
        return
    rows, words = [], list[tuple[bool, int]]()
    with tempfile.TemporaryDirectory() as folder:
        for row, found in measured(Path(folder), options.pages, options.lines):
            print(*row, file=sys.stderr)
            rows.append(row)
            words += found
        times = seconds(Path(folder), 40)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"
    head = f"""# Recognising words in pictures

Made by `benchmarks/bench_ocr.py` on {machine}, tesseract {about["version"]}, load {load:.1f} at the end;
pages of {options.lines} lines, {options.pages} a row, drawn by the benchmark: print in one font. A sanity check,
and no forecast for handwriting, stamps or carbon copies.

Character error rate in percent. `ours` finds the language out by itself; tesseract is told it.

"""
    errors_table = table(["language", "page", "language found", "ours", "tesseract directly"], rows)
    times_table = table(["who", "s a page"], times)
    note = (
        "Seconds a page, four pages of 40 lines in English, measured once; above a load of one a core they say little"
    )
    OUT.write_text(
        f"{head}{errors_table}\n\n{doubt(words, ocr.DOUBTFUL)}\n\n{note}:\n\n{times_table}\n", encoding="utf-8"
    )
    print(f"wrote {OUT}", file=sys.stderr)


if __name__ == "__main__":
    main()
