"""The description (CSVW) of CSV files: each with its columns, what they mean, what stands in them, and what its key is.

A reader of described tables looks for it beside a file under the name `csv-metadata.json`.
Source: https://www.w3.org/TR/tabular-metadata/ and https://www.w3.org/TR/tabular-data-model/ (5.3, default locations).
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from workbench.codebook.columns import Kept, Told, table_of
from workbench.codebook.messages import ENGLISH, Messages, messages

METADATA = "csv-metadata.json"
CONTEXT = "http://www.w3.org/ns/csvw"
DATE, DIGEST = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", r"(salted:)?[0-9a-f]{64}"
INTEGER, DECIMAL, DAY = r"-?[0-9]+", r"-?[0-9]+(\.[0-9]+)?", r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
# By the form of a column what its values look like, and the datatype that says so; the first that all of them fit.
TYPES: dict[str, tuple[tuple[str, Any], ...]] = {
    "integer": ((INTEGER, "integer"),), "decimal": ((DECIMAL, "decimal"),), "day": ((DAY, "date"),),
    "count": ((INTEGER, "integer"), (DECIMAL, "decimal")), "date": ((DATE, {"base": "string", "format": DATE}),),
    "digest": ((DIGEST, {"base": "string", "format": DIGEST}),),
}  # fmt: skip
DIALECT = {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True,
           "lineTerminators": ["\r\n"]}  # fmt: skip
Captions = Mapping[str, tuple[str, str]]  # by the name of a file its title and a note, in the language of the copy


def described(
    files: Mapping[str, bytes], about: Mapping[str, str], say: Messages | None = None, captions: Captions | None = None
) -> bytes:
    """The description of CSV files, by their paths beside it. `about` says what they are of: title, description,
    source and date; `say` is the language of those with headings of a dossier, `captions` what these say of them.

    What a column means is said in English, which is the language of programs here; its heading is that of the file,
    and of no language that a reader could count on: one release holds files in English and in its own.

    Example:
        >>> made = json.loads(described({"counts.csv": b'"table","workers"\\r\\n"by site",13\\r\\n'}, {"title": "A"}))
        >>> [one["datatype"] for one in made["tables"][0]["tableSchema"]["columns"]]
        ['string', 'integer']
    """
    say = say or messages(ENGLISH)
    told = captions or {}
    made = {
        "@context": CONTEXT,
        **{f"dc:{name}": _spoken(words, say.text_lang) for name, words in about.items()},
        "dialect": DIALECT,
        "tables": [_table(path, data, say, told.get(path)) for path, data in sorted(files.items())],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def beneath(folder: Path, *, apart: Iterable[str] = ()) -> dict[str, bytes]:
    """The CSV files beneath a folder by their paths in it, without those of folders `apart` and of folders that have a
    description of their own.

    Example:
        >>> import tempfile
        >>> beneath(Path(tempfile.mkdtemp()))
        {}
    """
    left = [folder / one for one in apart]
    left += [one.parent for one in folder.rglob(METADATA) if one.parent != folder]
    paths = (one for one in folder.rglob("*.csv") if not any(one.is_relative_to(other) for other in left))
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(paths)}


def _spoken(words: str, lang: str) -> dict[str, str]:
    return {"@value": words, "@language": lang}


def _table(path: str, data: bytes, say: Messages, caption: tuple[str, str] | None) -> dict[str, Any]:
    heads, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    meant = [_english(one, say) for one in heads]
    kept = table_of(PurePosixPath(path).stem, [one for many in meant for one in many])
    english = [_one(many, kept) for many in meant]
    names = _names(english)
    columns = [_column(head, one, name, [row[at] for row in rows], kept)
               for at, (head, one, name) in enumerate(zip(heads, english, names, strict=True))]  # fmt: skip
    title, note = caption or (kept.title if kept else "", "")
    words = {"dc:title": title, "dc:description": note}
    named = {key: _spoken(text, say.text_lang if caption else ENGLISH) for key, text in words.items() if text}
    schema: dict[str, Any] = {"columns": columns}
    if key := _key(kept, english, rows):
        schema["primaryKey"] = [names[at] for at in key]
        schema["rowTitles"] = schema["primaryKey"][:1]
    return {"url": path, **named, "tableSchema": schema}


def _english(heading: str, say: Messages) -> list[str]:
    """What a heading may be in English: several words have one translation."""
    english = messages(ENGLISH).words
    return [heading, *sorted({english[key] for key, words in say.words.items() if words == heading and key in english})]


def _one(many: Sequence[str], kept: Kept | None) -> str:
    """The one of them that is on file for this kind of file."""
    return ([*kept.named(many)] if kept else [])[0] if kept and kept.named(many) else many[0]


def _names(english: Sequence[str]) -> list[str]:
    """Names for programs, the same in every language: letters, digits and underscores; what has other letters, or
    begins with a digit, is called by its place."""
    made = [re.sub(r"[^0-9A-Za-z]+", "_", one).strip("_") if one.isascii() else "" for one in english]
    return [
        one if re.match("[A-Za-z]", one) and made.count(one) == 1 else f"column_{at}" for at, one in enumerate(made, 1)
    ]


def _column(heading: str, english: str, name: str, values: Sequence[str], kept: Kept | None) -> dict[str, Any]:
    told = (kept.column(english) if kept else None) or Told("")
    said = {"dc:description": _spoken(told.what, ENGLISH)} if told.what else {}
    null = told.null[0] if len(told.null) == 1 else list(told.null)
    return {"name": name, "titles": heading, **said, "datatype": _type(told, values), "null": null}


def _type(told: Told, values: Sequence[str]) -> Any:
    """The datatype of its form, if all that is told fits it, else text: a description is true of the file beside it."""
    said = [one for one in values if one not in told.null]
    fits = (kind for form, kind in TYPES.get(told.form, ()) if all(re.fullmatch(form, one) for one in said))
    return next(fits, "string")


def _key(kept: Kept | None, english: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The places of the columns that tell the rows apart, where they are there and do."""
    key = kept.key if kept else ()
    if not key or any(one not in english for one in key):
        return []
    places = [english.index(one) for one in key]
    found = [tuple(row[at] for at in places) for row in rows]
    return places if len(set(found)) == len(found) and all(all(one) for one in found) else []
