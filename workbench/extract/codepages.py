"""Which of the old code pages a text may be written in: what each would make of it, and how well words come out."""

import math
import re
import unicodedata
from itertools import pairwise

# The languages of central Europe, each by its letters beyond ASCII: the words of one text fit one of them.
SERBIAN = "čćžšđ"
CENTRAL = (SERBIAN, "áéíóöőúüű", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ăâîşţ")
# Code page -> letters of each of its languages, and those among them that tell it from the others.
LATIN = {
    "cp1258": (("àáâãèéêìíòóôõùúýăđơư\u0300\u0301\u0303\u0309\u0323",), "ăđơư\u0300\u0301\u0303\u0309\u0323"),
    "cp1250": (CENTRAL, SERBIAN),
    "iso8859_2": (CENTRAL, SERBIAN),
    "cp852": (CENTRAL, SERBIAN),
    "cp1254": (("ğışçöüâîûi\u0307",), "ğışi\u0307"),
    "cp1252": (("àâäçéèêëîïôöùûüÿñáíóúßœæåøãõìò",), "éèàçüöäßñ"),
}
# Small words in plain letters, which say the language where one accented letter could be two.
BALKAN = re.compile(
    r"je|su|se|da|na|nam|nas|ne|ni|od|za|po|smo|sam|bez|kod|nije|bilo|ali|kada|kao|koj[ie]|i|u|iz|sa|do|mi"
)
SMALL = {
    **dict.fromkeys(("cp1250", "iso8859_2", "cp852"), BALKAN),
    "cp1254": re.compile(r"ve|bir|bu|ne|de|ile|gibi|kadar|sonra|ama|ben|biz|daha|var|yok|her|en"),
    "cp1252": re.compile(r"l[ea]s?|d[eu]s?|et|une?|il|nous|ne|pas|dans|der|die|das|und|ist|wir|nicht|ein|zu"),
    "cp1258": re.compile(r"khi|cho|ra|trong|hai|ba|ban|ngay|theo|sau|sinh|nay|anh|em|con|xin"),
}
SLAVIC, CHINA = ("cp1251", "iso8859_5", "koi8_r", "cp855"), ("gb18030", "cp950")
# Where two marks are alike, the page that is met more often comes first.
PAGES = ("cp1258", "cp1251", "cp1250", "gb18030", "cp1254", "cp1252", "cp950", "iso8859_2", "iso8859_5", "koi8_r",
         "cp852", "cp855")  # fmt: skip
# Letters of Serbian and Russian by how many of a thousand they are, roughly; the rest count as one.
OFTEN = {letter: count for letters, count in (("а", 100), ("ои", 92), ("е", 86), ("н", 60), ("сртј", 46), ("вук", 38),
         ("длмп", 33), ("згбыья", 15), ("шчцжхћљњй", 8), ("ђфџюэщё", 3)) for letter in letters}  # fmt: skip
# Signs that a Chinese text of any length repeats, in both ways of writing.
COMMON = frozenset(
    "的一是不了在人有我他这這个個们們来來到时時大地为為子中你说說生国國年着著就那和要她出也得里裡裏后後自以会會家可下而过過天去能对對小多然于於心学學么麼"
    "之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開美总總从從无無情己面最女但现現前些所同日手又行意动動方期它头頭经經长長儿兒回位分爱愛"
    "老因很给給名法间間斯知世什两兩次使身者被高已亲親其进進此话話常与與活正感见見明问問力理尔點点文几幾定本公特做外孩相西果走将將月十实實向声聲车車全"
    "信重三机機工物气氣每并並别別真打太新比才便夫再书書部水像眼等体體却卻加电電主界门門利海受听聽表德少克代员員许許先口由死安写寫性马馬光白或住难難"
    "教命花结結乐樂色更拉东東神记記处處让讓母父应應直字场場平报報友关關放至张張认認接告入笑内內英军軍候民岁歲往何度山觉覺路带帶万萬男边邊风風解叫任金"
    "快原吃妈媽变變通师師立象数數四失满滿战戰远遠格士音轻輕目条條呢病始达達深完今提求清王化空业業思切怎非找片罗羅钱錢吗嗎语語元喜曾离離飞飛科言干幹流"
    "欢歡约約各即指合反题題必该該论論交终終林请請医醫晚制球决决決窗传傳画畫保读讀运運及则則房早院量苦火布品近坐产產答星精视視五连連司巴奇管类類未朋且婚"
    "台夜青北队隊久乎越观觀落尽盡形影红紅百令周週识識步希亚亞术術留市半热熱送兴興造谈談容极極随隨演收首根讲講整式取照办辦强強石古华華拿计計您装裝似足双雙"
    "工厂廠护護照资資薪雇僱欠债債签簽证證宿舍食饭飯班检檢查休息仲介劳勞老板闆警察合同约約罚罰扣押"
)
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u0323][^\W\d_]*)*")
CYRILLIC = re.compile(r"[\u0400-\u045f\u0490\u0491]+")
CHINESE = re.compile(r"[\u4e00-\u9fa5]+")
SIGNS = "„“”‘’«»–—…€°№，。、；：？！（）《》「」『』"
VOWELS = "aeiouyăâêôơư"
ENOUGH, SAMPLE, FEW = 0.6, 50_000, 4


def ranked(data: bytes) -> list[tuple[str, float]]:
    """The code pages that the bytes can be read in, the most plausible first, with a mark from 0 to 2 each.

    The mark is the share of words with letters beyond ASCII that one language of that page could write, and half the
    share of letters in them that tell the page from the others; small words of that language add a little. Cyrillic
    counts by how often its letters are met, Chinese by whether its signs stand among the common ones of their standard
    (the first level of GB 2312 and of Big5).

    Example:
        >>> ranked("Čuvaju pasoše.".encode("cp1250"))[0][0], ranked("Чувају пасоше.".encode("cp855"))[0][0]
        ('cp1250', 'cp855')
    """
    found = []
    for page in PAGES:
        text = _read(data[:SAMPLE], page)
        if text is not None:
            found.append((page, _mark(text, page)))
    return sorted(found, key=lambda one: (-one[1], PAGES.index(one[0])))


def rivals(data: bytes, chosen: str) -> str:
    """What the text would say in the other plausible pages, where that differs: a word of each, or nothing.

    Example:
        >>> rivals("Kći".encode("cp1250"), "cp1250")
        'cp1252 would give Kæi'
    """
    first = _read(data[:SAMPLE], chosen) or ""
    told = []
    for page, mark in ranked(data):
        text = _read(data[:SAMPLE], page)
        if page != chosen and text is not None and text != first and mark >= ENOUGH:
            word = next((word for word in WORD.findall(text) if not word.isascii() and word not in first), "")
            told += [f"{page} would give {word[:20]}"] if word else []
    return "; ".join(told[:FEW])


def _read(data: bytes, page: str) -> str | None:
    for cut in range(4):  # the sample may end within a letter
        try:
            return data[: len(data) - cut].decode(page)
        except UnicodeDecodeError as error:
            if error.start < len(data) - 4:
                return None
    return None


def _mark(text: str, page: str) -> float:
    words = [word for word in WORD.findall(text) if not word.isascii()]
    if not words or any(unicodedata.category(letter) == "Cc" and letter not in "\t\r\n\f" for letter in text):
        return 0.0
    signs = [sign for sign in text if not sign.isascii()]
    odd = sum(unicodedata.category(sign)[0] not in "LMZ" and sign not in SIGNS for sign in signs) / len(signs)
    if page not in LATIN:
        # In these a text of mostly plain letters is rare: an accented word among them is likelier.
        odd = 1 - (1 - odd) * min(1, 2 * len(words) / len(WORD.findall(text)))
    plain = [word.lower() for word in WORD.findall(text) if word.isascii()]
    small = sum(page in LATIN and bool(SMALL[page].fullmatch(word)) for word in plain) / max(len(plain), 1)
    return (1 - odd) * _of_words(words, page) * (1 + 0.3 * small)


def _of_words(words: list[str], page: str) -> float:
    if page in SLAVIC:
        likely = sum(bool(CYRILLIC.fullmatch(word)) and not _shouts(word) for word in words) / len(words)
        return likely * _slavic("".join(words).lower())
    if page in CHINA:
        likely = sum(bool(CHINESE.fullmatch(word)) for word in words) / len(words)
        return likely * _chinese("".join(words), page)
    languages, telling = LATIN[page]
    beyond = [letter for word in words for letter in word.lower() if not letter.isascii()]
    likely = max(sum(_latin(word, letters) for word in words) for letters in languages) / len(words)
    return likely + 0.5 * likely * sum(letter in telling for letter in beyond) / max(len(beyond), 1)


def _slavic(letters: str) -> float:
    """From 0 to 1.2, by the mean of the logarithms of how often each letter is met: words of these languages have 1."""
    mean = sum(math.log(OFTEN.get(letter, 1)) for letter in letters) / len(letters)
    return min(1.2, max(0.0, (mean - 2.4) / 1.3))


def _chinese(signs: str, page: str) -> float:
    """The share of signs in the first level of the page's standard, and half the share of those met most often."""
    usual = 0
    for sign in signs:
        lead, *trail = sign.encode(page)
        usual += 0xB0 <= lead <= 0xD7 and trail[0] >= 0xA1 if page == "gb18030" else 0xA4 <= lead <= 0xC6
    return usual / len(signs) + 0.5 * sum(sign in COMMON for sign in signs) / len(signs)


def _latin(word: str, letters: str) -> bool:
    """Letters of one language, not three beyond ASCII in a row, marks on vowels alone, no capital within."""
    lowered = word.lower()
    if _shouts(word) or not any(letter.isascii() for letter in lowered):
        return False
    if not all(letter.isascii() or letter in letters for letter in lowered):
        return False
    if any(unicodedata.combining(mark) and before not in VOWELS + "i" for before, mark in pairwise(lowered)):
        return False
    return not re.search(r"[^\x00-\x7f\u0300-\u0323]{3}", lowered)


def _shouts(word: str) -> bool:
    """Capitals and small letters mixed, as wrongly read text has and names hardly."""
    return not (word.islower() or word.isupper() or word[1:].islower() or word.lower() == word.upper())
