"""The language and script of a text, said only where it is clear: Serbian, Croatian and Bosnian are one group, `sr`."""

import functools
import io
import math
import types
import unicodedata
from typing import Any

LANGUAGES = (
    "ar", "bg", "bn", "bs", "cs", "de", "en", "es", "fr", "hi", "hr", "hu", "id", "it", "mk", "ne", "pl", "ro",
    "ru", "sq", "sr", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
ONE_GROUP = {"hr": "sr", "bs": "sr"}
SURE, ENOUGH, SAMPLE = 0.9, 20, 20_000
SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "CJK": "Hani",
    "DEVANAGARI": "Deva",
    "ARABIC": "Arab",
    "THAI": "Thai",
    "BENGALI": "Beng",
}


def identify(text: str) -> dict[str, Any]:
    """The language of a text as `{"language": "sr-Cyrl", "confidence": "0.9"}`, or `und` below 0.9 or 20 letters.

    Confidence is a decimal string, rounded to one place so that every machine writes the same. Only Serbian carries its
    script, as it is written in two.

    Example:
        >>> identify("Рекли су да ће нам вратити пасоше кад прође месец.")["language"]
        'sr-Cyrl'
        >>> identify("7, 12, 350")
        {'language': 'und', 'confidence': '0.0'}
    """
    letters = [char for char in text[:SAMPLE] if char.isalpha()]
    if len(letters) < ENOUGH:
        return {"language": "und", "confidence": "0.0"}
    sums = _likelihoods(text, letters)
    best = max(sums, key=lambda code: (sums[code], code))
    confidence = f"{sums[best]:.1f}"
    if sums[best] < SURE:
        return {"language": "und", "confidence": confidence}
    return {"language": f"sr-{_script(letters)}" if best == "sr" else best, "confidence": confidence}


def nearest(text: str, languages: tuple[str, ...]) -> str | None:
    """Which of some languages a text is likeliest in, however unsure that is; None below 20 letters.

    Example:
        >>> nearest("Pasaportlarimizi ofisteki kasada tuttular.", ("en", "vi", "tr", "sr-Latn"))
        'tr'
    """
    letters = [char for char in text[:SAMPLE] if char.isalpha()]
    if len(letters) < ENOUGH:
        return None
    sums = _likelihoods(text, letters)
    return max(languages, key=lambda tag: (sums.get(tag.partition("-")[0], 0.0), tag), default=None)


def script(text: str) -> str | None:
    """The script that most letters of a text are of, by its code in ISO 15924; None where it has no letters.

    Example:
        >>> script("Hộ chiếu"), script("пасош"), script("7")
        ('Latn', 'Cyrl', None)
    """
    letters = [char for char in text[:SAMPLE] if char.isalpha()]
    return _script(letters) if letters else None


def _likelihoods(text: str, letters: list[str]) -> dict[str, float]:
    """How likely a text is in each language, Serbian, Croatian and Bosnian counted as one."""
    sums: dict[str, float] = {}
    ranked = [(code, float(probability)) for code, probability in _identifier().rank(text[:SAMPLE])]
    impossible = _impossible(letters)
    possible = [pair for pair in ranked if pair[0] not in impossible]
    whole = math.fsum(probability for _, probability in possible) or 1.0
    for code, probability in possible:
        group = ONE_GROUP.get(code, code)
        sums[group] = sums.get(group, 0.0) + probability / whole
    return sums


def _impossible(letters: list[str]) -> set[str]:
    """Languages whose Cyrillic alphabet lacks letters that stand in the text."""
    used = {char.lower() for char in letters}
    without = {"ru", "uk", "bg"} if used & set("јљњџђћ") else set()
    without |= {"mk"} if used & set("ђћ") else set()
    return without | ({"sr"} if used & set("ѓќѕ") else set())


def _script(letters: list[str]) -> str:
    counts: dict[str, int] = {}
    for char in letters[:2000]:
        script = SCRIPTS.get(unicodedata.name(char, "OTHER").split(" ")[0].split("-")[0], "Zyyy")
        counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: (counts[script], script))


@functools.cache
def _identifier() -> Any:
    # Loading the model takes near a second, so it waits for the first text that is long enough.
    from py3langid import modelio
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    # The library unpacks its model into a temporary file, and a reading child may write none: memory does as well.
    files, modelio.tempfile = modelio.tempfile, types.SimpleNamespace(TemporaryFile=lambda suffix: io.BytesIO())
    try:
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    finally:
        modelio.tempfile = files
    identifier.set_languages(list(LANGUAGES))
    return identifier
