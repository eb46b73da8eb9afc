"""What a search costs beside bare SQLite FTS5 over the same texts, which knows no facets, no places and no scripts.

    make bench ONLY=search                        # or with what else there is to measure
    .venv/bin/python benchmarks/bench_search.py --write

Theirs is a table of its own in memory with the tokenizer `unicode61 remove_diacritics 2`, which stores the texts,
counts the rows that match and gives the twenty best with `snippet()`. Ours gives the number, the twenty best with their
places, and the counts of seven facets. The memory of building is what the process held more at its peak.
"""

import json
import random
import sqlite3
from collections.abc import Iterator
from functools import partial

from in_turn import row, turns
from kept import Asked, Row, main

from workbench.records import Coding, Derivative, Entity, Item, Passage, Period, Source
from workbench.searching.search import Searchable
from workbench.tables import Tables, tabulate

WORDS = {
    "vi": "tôi họ giữ hộ chiếu của chúng nợ tiền lương công ty nhà ở trại làm việc giờ ngày tháng không trả môi giới "
          "đánh phạt ký hợp đồng tiếng nước ngoài về thăm khóa cửa bảo vệ đi ra chợ anh em đội trưởng xe buýt",
    "sr": "radnici su rekli da im je firma oduzela pasoše plate kasne već tri meseca đubre kućica ključ čuvar izašli "
          "nisu smeli grad dug agencija ugovor jezik hrana grejanje struja voda prijava policija noć smena šef čekali",
    "en": "they took our passports and the wages were late fees debt agency contract camp locked guard night shift "
          "manager said we could not leave until money was paid back food cold water heating police bus site",
    "zh": "他们 拿走 了 我们 的 护照 工资 没有 发 中介 费用 欠债 合同 宿舍 锁门 保安 夜班 经理 不能 离开 警察 工地",
    "hi": "उन्होंने हमारे पासपोर्ट ले लिए मज़दूरी नहीं दी कर्ज़ एजेंट अनुबंध कमरा बंद रात काम पैसे पुलिस खाना ठंड घर हिन्दी",
    "tr": "pasaportlarımızı aldılar maaş ödenmedi borç sözleşme kamp kilitli gece vardiya müdür çıkamazsınız dedi para "
          "yemek soğuk ısıtma şantiye işçi ağır gün ışığı",
}  # fmt: skip
QUERIES = {
    "one word": "passports", "Vietnamese, marks": '"hộ chiếu"', "Vietnamese, no marks": "ho chieu",
    "Serbian": "пасоше", "begin*": "pas*", "three words, one not": "wages debt -police",
    "either": "passports OR pasoše", "Chinese": "护照", "no word like it": "xylophone", "a very common word": "tôi",
}  # fmt: skip


def texts(passages: int) -> list[tuple[str, str]]:
    """So many passages of 15 to 45 words, half of them Vietnamese."""
    random_ = random.Random(5)
    chosen = random_.choices(list(WORDS), [50, 20, 12, 6, 6, 6], k=passages)
    between = {"zh": ""}
    words = {name: told.split() for name, told in WORDS.items()}
    return [
        (name, between.get(name, " ").join(random_.choices(words[name], k=random_.randint(15, 45)))) for name in chosen
    ]


def case(passages: int) -> Tables:
    """A case of that size: a thousand items of messages, one in twenty of which is coded."""
    told, kept = texts(passages), dict[str, bytes]()
    rows: list[tuple[str, object]] = [
        (f"w{n}", Entity(key=f"W-{n}", schema="Worker", label=f"W-{n}")) for n in range(99)
    ]
    each = max(1, passages // 1000)
    for first in range(0, passages, each):
        places, text, name = [], "", f"{first:06}"
        for number, (_, words) in enumerate(told[first : first + each]):
            places.append({"label": f"message {number + 1} · 2024-{number % 12 + 1:02}-11T08:00", "start": len(text),
                           "end": len(text) + len(words)})  # fmt: skip
            text += words + "\n"
        kept[f"t{name}"] = text.encode()
        kept[f"l{name}"] = json.dumps({"unit": "message", "language": told[first][0], "places": places}).encode()
        rows.append((f"s{name}", Source(key=f"S{name}", label=f"Chat {name}", kind="worker", worker=f"w{first % 99}")))
        rows.append((f"i{name}", Item(sha256=f"{first:064x}", size=1, object="o", name=f"{name}.txt",
                                      media_type="text/plain", kind="chat", source=f"s{name}")))  # fmt: skip
        for kind in ("text", "layout"):
            fields = {"object": f"{kind[0]}{name}", "sha256": "a" * 64, "tool": "b", "version": "1"}
            made = Derivative(item=f"i{name}", kind=kind, media_type="text/plain", **fields)
            rows.append((f"{kind}{name}", made))
        for number, place in enumerate(places[::20]):
            start, end = place["start"], place["end"]
            rows.append((f"p{name}{number}", Passage(item=f"i{name}", quote=text[start:end], start=start, end=end)))
            rows.append((f"c{name}{number}", Coding(
                passage=f"p{name}{number}", framework="ilo-11", indicator="debt-bondage", stance="supports",
                subject=f"w{first % 99}", coder="MJ", means="first-hand", period=Period(start="2024-03"))))  # fmt: skip
    return tabulate(rows, "0" * 64, kept.__getitem__)  # type: ignore[arg-type]


def bare(tables: Tables) -> sqlite3.Connection:
    """FTS5 with its own tokenizer, holding the texts."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE words USING fts5(line, tokenize='unicode61 remove_diacritics 2')")
    lines = ((line,) for identity, _ in tables.rows["item"] for line in (tables.text(identity) or "").splitlines())
    base.executemany("INSERT INTO words(line) VALUES (?)", lines)
    return base


def asked_of(base: sqlite3.Connection, match: str) -> int:
    """The number of matches, and the twenty best, as a program of one's own would ask for them."""
    count: int = base.execute("SELECT count(*) FROM words WHERE words MATCH ?", (match,)).fetchone()[0]
    base.execute(
        "SELECT rowid, snippet(words, 0, '[', ']', '…', 20) FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20",
        (match,),
    ).fetchall()
    return count


def theirs(words: str) -> str:
    """The question in the language of FTS5."""
    return {"wages debt -police": "(wages debt) NOT police", "pas*": "pas *"}.get(words, words)


def measured(asked: Asked) -> Iterator[Row]:
    """Rows for a tenth of the passages, and for all."""
    for passages in (asked.of(10_000), asked.of(100_000)):
        yield from of_passages(passages, asked)


def of_passages(passages: int, asked: Asked) -> Iterator[Row]:
    """Building the index of so many passages, and each question put to it."""
    tables, beside, size = case(passages), "SQLite FTS5", {"n": passages, "of": "passages"}
    job = "build the index"
    jobs = {job: lambda: Searchable(tables), beside: lambda: bare(tables)}
    yield row(turns(jobs, asked.rounds, until=asked.until), job, beside, job=job, beside=beside, **size)
    found, base = Searchable(tables), bare(tables)
    for name, words in QUERIES.items():
        jobs = {name: partial(found.find, words), beside: partial(asked_of, base, theirs(words))}
        taken = turns(jobs, asked.rounds, until=asked.until)
        note = f"found {taken.gave[name].total:,} / {taken.gave[beside]:,}"
        yield row(taken, name, beside, job=f"{name}: `{words}`", beside=beside, note=note, **size)


if __name__ == "__main__":
    main("search", __doc__, {"search": measured})
