"""The few pieces of HTML that JupyterLab keeps in a notebook nobody has trusted yet, with every text escaped."""

import base64
import unicodedata
from collections.abc import Sequence

TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Programs that set mathematics in HTML leave these alone: $450 and $500 are sums.
NO_MATHEMATICS = "tex2jax_ignore mathjax_ignore"
CELL = "border:1px solid #999;padding:2px 6px;text-align:left;vertical-align:top"


def escape(text: object) -> str:
    """Text as it can stand in HTML and in a quoted attribute; control characters that browsers drop become visible.

    Example:
        >>> escape('<b>"W-01"')
        '&lt;b&gt;&quot;W-01&quot;'
    """
    import html  # it loads the name of every sign

    return html.escape(visible(str(text)), quote=True)


def visible(text: str) -> str:
    """Text in which control characters, and those that turn the direction of writing, are seen; line ends stay.

    Example:
        >>> visible("right\\u202egnp.exe")
        'right[U+202E]gnp.exe'
    """
    return text if text.isascii() and text.isprintable() else "".join(_visible(letter) for letter in text)


def _visible(letter: str) -> str:
    # Right-to-left overrides and the like can make a file name read as another one; a lone half of a letter cannot be
    # written as UTF-8 at all.
    hidden = letter in TURNING or (unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t")
    return f"[U+{ord(letter):04X}]" if hidden else letter


def table(rows: Sequence[Sequence[object]], headers: Sequence[object], caption: str) -> str:
    """An HTML table with a caption and scoped headers; each value is escaped.

    Example:
        >>> '<th scope="col"' in table([["W-01"]], ["worker"], "Workers")
        True
    """
    head = "".join(f'<th scope="col" style="{CELL};background:#eee">{escape(name)}</th>' for name in headers)
    body = "".join(
        "<tr>" + "".join(f'<td style="{CELL}">{escape(value)}</td>' for value in row) + "</tr>" for row in rows
    )
    return (
        f'<table class="{NO_MATHEMATICS}" style="border-collapse:collapse">'
        f'<caption style="text-align:left;font-weight:bold">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def image(svg: bytes, alt: str) -> str:
    """A picture inside the page itself, with the words that stand for it.

    Example:
        >>> image(b"<svg/>", "a site plan")[:30]
        '<img src="data:image/svg+xml;b'
    """
    data = base64.b64encode(svg).decode("ascii")
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" style="max-width:100%;height:auto">'
