"""What several panels show without a script: dangers in words, and a text with what was coded marked in it."""

import itertools
from typing import Any

from workbench.codebook.messages import Messages
from workbench.markup import escape

# What is known beside the dangers, in the order in which it is shown.
REACHED = ("referral", "channel", "hours", "may_say", "note")
COLOURS = {"supports": "#d7e9c8", "contradicts": "#f6d2cd", "unclear": "#e6e0f0"}


def danger(t: Messages, known: list[dict[str, Any]]) -> str:
    """Dangers to each worker in an item, or that nobody has asked; what was done, and how the worker may safely be
    reached: it stands before what they told.

    Example:
        >>> from workbench.codebook.messages import messages
        >>> danger(messages("en"), [{"worker": "W-05", "asked": "2024-05-18", "flags": ["reprisal"]}])
        '<p><strong>Danger to W-05:</strong> reprisal</p>'
    """
    out = []
    for told in known:
        flags = ", ".join(t(f"danger.{flag}") for flag in told["flags"])
        words = flags or t("coder.no-danger" if told["asked"] else "coder.danger-unasked")
        if told.get("unknown"):
            words = f"{words} ({t('coder.danger-unknown')})"
        said = [(t(f"coder.danger-{name.replace('_', '-')}"), told[name]) for name in REACHED if told.get(name)]
        rest = "".join(f"<br>{escape(label)} {escape(text)}" for label, text in said)
        out.append(f"<p><strong>{escape(t('coder.danger', worker=told['worker']))}</strong> {escape(words)}{rest}</p>")
    return "".join(out)


def marked_doubt(t: Messages, words: list[str]) -> str:
    """What is said of words that a machine read below the stated confidence; nothing where there are none.

    Example:
        >>> from workbench.codebook.messages import messages
        >>> marked_doubt(messages("en"), ["kcpt (41)"])
        'Read by a machine and doubtful, compare with the picture: kcpt (41)'
    """
    return t("coder.doubtful", words=", ".join(words)) if words else ""


def doubtful(t: Messages, words: list[str]) -> str:
    """The same as a paragraph.

    Example:
        >>> from workbench.codebook.messages import messages
        >>> doubtful(messages("en"), [])
        ''
    """
    return f"<p>{escape(marked_doubt(t, words))}</p>" if words else ""


def marked_words(text: str, found: list[dict[str, Any]]) -> str:
    """A text as HTML in which each stretch that is coded is marked, and bears the numbers of its codings at its end.

    Example:
        >>> marked_words("a passport", [{"start": 2, "end": 10, "stance": "supports"}])[-38:]
        '#1a1a1a">passport</mark><sup>[1]</sup>'
    """
    placed = [(n, one) for n, one in enumerate(found, 1) if one["start"] is not None]
    ends = sorted({0, len(text), *(one[side] for _, one in placed for side in ("start", "end"))})
    out = []
    for begin, end in itertools.pairwise(ends):
        over = [(n, one) for n, one in placed if one["start"] <= begin < one["end"]]
        words = escape(text[begin:end])
        if over:
            colour = COLOURS[over[0][1]["stance"]]
            here = "".join(f"<sup>[{n}]</sup>" for n, one in over if one["end"] == end)
            words = f'<mark style="background:{colour};color:#1a1a1a">{words}</mark>{here}'
        out.append(words)
    return "".join(out)
