"""Reads a page as a browser's parser does, as far as a test must know: its tags, anchors, links and visible text."""

import re
from html.parser import HTMLParser

CARRY = ("href", "src", "srcset", "action", "poster", "data", "xlink:href", "background", "formaction", "cite", "ping")


class Look(HTMLParser):
    """A page taken apart: `tags`, `ids`, `links` (whatever names another place), `handlers`, `text`."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.styles: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.text = ""
        self._style = False
        self.page = page.decode("utf-8")
        self.feed(self.page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._style = tag == "style"
        values = dict(attrs)
        if tag == "img":
            self.images.append(values)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        self.links += [str(value) for name, value in attrs if name in CARRY]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.styles += [str(value) for name, value in attrs if name == "style"]

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if self._style:
            self.styles.append(data)
        else:
            self.text += data

    @property
    def broken(self) -> list[str]:
        """Links that lead nowhere on the page."""
        places = set(self.ids)
        return [link for link in self.links if link.startswith("#") and link[1:] not in places]

    @property
    def outside(self) -> list[str]:
        """Whatever names a place outside the page."""
        named = [link for link in self.links if not link.startswith(("#", "data:image/"))]
        urls = [url for style in self.styles for url in re.findall(r"url\(([^)]*)\)|@import", style)]
        written = re.findall(r"https?://[^\s<\"]+", self.page)
        return named + written + [url for url in urls if not url.startswith("#")]


def assert_whole(page: bytes) -> Look:
    """The page stands alone: no link out, none broken, nothing that runs, each id once, what a screen reader needs."""
    seen = Look(page)
    assert not seen.outside
    assert not seen.broken
    assert not seen.handlers
    assert not {"script", "iframe", "object", "embed", "form", "link", "base", "input"} & set(seen.tags)
    assert len(seen.ids) == len(set(seen.ids))
    assert seen.page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "default-src 'none'" in seen.page
    assert seen.tags.count("h1") == 1 and seen.tags.count("main") == 1 and seen.tags.count("title") >= 1
    assert seen.tags.count("table") == seen.tags.count("caption")
    assert all(image.get("alt") for image in seen.images)
    return seen
