"""Chinese characters as pinyin without tones, a syllable a character: what a Latin spelling can be held against."""

import functools

from anyascii import anyascii


@functools.cache
def pinyin(character: str) -> str:
    """One character in small Latin letters; empty where the tables have none.

    The reading is the commonest one of Mandarin: a family name with a reading of its own may come out otherwise.

    Example:
        >>> pinyin("玲"), pinyin("轮")
        ('ling', 'lun')
    """
    return "".join(letter for letter in anyascii(character).lower() if letter.isalpha())
