"""Which lexicon reads a sentence: what the caller says, corrected by the script that the sentence is written in."""

import re

from workbench.coding.suggestions.fold import fold
from workbench.coding.suggestions.lexicon import languages, lexicon

SCRIPTS = {
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "sr": re.compile(r"[\u0400-\u04ff]"),
}
# Letters that, among the languages read here, only one has.
OWN_LETTERS = {
    "vi": re.compile(r"[ăơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹũĩ]", re.IGNORECASE),
    "tr": re.compile(r"[ğışİ]"),
    "sr": re.compile(r"[čćžš]", re.IGNORECASE),
}
ONE_GROUP = {"hr": "sr", "bs": "sr", "cnr": "sr", "sh": "sr", "cmn": "zh", "vie": "vi", "srp": "sr", "eng": "en"}
VIETNAMESE_MARK = re.compile(r"[\u0300-\u036fàáâãèéêìíòóôõùúýăđơưạ-ỹ]", re.IGNORECASE)


def language_of(sentence: str, said: str | None = None, around: str = "") -> str | None:
    """The language whose lexicon reads a sentence, or None where no lexicon fits.

    `said` is a BCP 47 tag; a script that it cannot be written in outweighs it. `around` is the text that the sentence
    stands in: it decides where the sentence alone is too short.

    Example:
        >>> language_of("Одузели су нам пасоше"), language_of("oduzeli su nam pasose"), language_of("họ giữ hộ chiếu")
        ('sr', 'sr', 'vi')
        >>> language_of("They took it", said="de") is None
        True
    """
    for language, letters in SCRIPTS.items():
        if len(letters.findall(sentence)) * 2 > sum(char.isalpha() for char in sentence):
            return language
    if said and said.lower() not in ("und", "mul"):
        base = said.replace("_", "-").split("-")[0].lower()
        base = ONE_GROUP.get(base, base)
        return base if base in languages() else None
    return _by_letters(sentence) or _by_words(sentence) or _by_letters(around) or _by_words(around)


def folding_of(sentence: str, language: str) -> str:
    """The form of letters to match in: Vietnamese typed without marks is read without them.

    Example:
        >>> folding_of("ho chieu bi giu", "vi"), folding_of("hộ chiếu", "vi")
        ('vi-plain', 'vi')
    """
    return "vi-plain" if language == "vi" and not VIETNAMESE_MARK.search(sentence) else language


def _by_letters(text: str) -> str | None:
    counts = {language: len(letters.findall(text)) for language, letters in OWN_LETTERS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else None


def _by_words(text: str) -> str | None:
    """The language with the most of its commonest words and of its slots in the text; English where two are level."""
    found = {}
    for language in ("en", "vi", "sr", "tr"):
        words = lexicon(language, folding_of(text, language))
        folded = fold(text, words.folding).text
        common, here = len(words.common.findall(folded)), words.present(folded)
        found[language] = common + sum(any(slot.matches(here)) for slot in words.slots.values())
    best = max(found, key=lambda language: found[language])
    return best if found[best] else None
