"""The one byte string of a value, and the id made of it."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import orjson

from workbench.errors import BadValue

FORMAT = 2


def canonical(value: Any) -> bytes:
    """The one byte string of a JSON value: RFC 8785, with text, whole numbers, booleans, null, lists and objects only.

    Keys must be ASCII (then their order by code point is RFC 8785's order by UTF-16 unit); decimals travel as text,
    so a float is refused.

    Raises:
        BadValue: a float, a number beyond 2**53 - 1 (the last that all JSON readers keep), a key that is not ASCII,
            or text that is not Unicode.

    Example:
        >>> canonical({"b": "Đ", "a": [1, True, None]})
        b'{"a":[1,true,null],"b":"\\xc4\\x90"}'
    """
    if type(value) is not str and not _plain(value if type(value) is dict else (value,)):
        _check(value)
    try:
        return orjson.dumps(value, option=QUICK)
    except orjson.JSONEncodeError:  # nested beyond what it takes, too large a number, or no Unicode
        _check(value)
    try:
        return _encode(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadValue("record", "text", error.object[error.start : error.end], "Unicode text") from None


# Ten times as quick as `json` and of the same bytes; it is asked first, and `json` decides wherever it refuses.
QUICK = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


# Names that are known to be ASCII: records have few, and each is looked at once.
_names: set[str] = set()


def _plain(values: Any) -> bool:
    """True where everything in a list or table is beyond doubt of the kinds that have a canonical form.

    Whether a whole number is too large is left to the writer, which sees it.
    """
    if type(values) is dict:
        if not (_names.issuperset(values) or _are_names(values)):
            return False
        values = values.values()
    for entry in values:
        kind = type(entry)
        if kind is str:
            continue
        if kind is dict or kind is list or kind is tuple:
            if not _plain(entry):
                return False
        elif not (kind is int or kind is bool or entry is None):
            return False
    return True


def _are_names(keys: Iterable[Any]) -> bool:
    if not all(type(key) is str and key.isascii() for key in keys):
        return False
    if len(_names) < 1 << 12:
        _names.update(keys)
    return True


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, entry in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise BadValue("record", "key", key, "a name in ASCII letters")
            _check(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            _check(entry)
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) >= 2**53):
        raise BadValue("record", "number", value, "decimals and large numbers as text")
    elif not isinstance(value, str | int | None):
        raise BadValue("record", "value", value, "text, a whole number, true, false or null")


def encoded(value: Any) -> bytes:
    """The canonical bytes of a value that a JSON reader gave back: what `canonical` gives, without judging its parts.

    Only for comparing with bytes that stand already: a value that `canonical` would refuse is not refused here.

    Example:
        >>> encoded({"b": 1, "a": "x"})
        b'{"a":"x","b":1}'
    """
    try:
        return orjson.dumps(value, option=QUICK)
    except orjson.JSONEncodeError:  # nested beyond what it takes, numbers beyond what others take, or no Unicode
        return _encode(value).encode("utf-8")


def read_id(kind: str, salt: str, values: dict[str, Any]) -> str:
    """The id of a record whose values came out of a ledger: `record_id`, without judging once more what they are.

    Example:
        >>> read_id("agent", "00" * 32, {"key": "MJ"}) == record_id("agent", "00" * 32, {"key": "MJ"})
        True
    """
    return hashlib.sha256(bytes.fromhex(salt) + encoded({"content": values, "kind": kind})).hexdigest()


def vouched(raw: bytes) -> dict[str, Any] | None:
    """The table of which these bytes are beyond doubt the canonical form; None says only: look more closely.

    Example:
        >>> vouched(b'{"a":1}'), vouched(b'{"a":1.5}'), vouched(b'{ "a":1}'), vouched(b'{"a":1,"a":1}'), vouched(b"[]")
        ({'a': 1}, None, None, None, None)
    """
    try:
        value = orjson.loads(raw)
        if type(value) is dict and orjson.dumps(value, option=QUICK) == raw and _whole(value):
            return value
    except (orjson.JSONDecodeError, orjson.JSONEncodeError, RecursionError):
        pass
    return None


LINE = QUICK | orjson.OPT_APPEND_NEWLINE


def rewritten(raw: bytes) -> dict[str, Any] | None:
    r"""The table of a line (with its newline) that is written again in the same bytes, or None.

    A decimal may be in it: whoever asks this judges each value of it as well.

    Raises:
        ValueError, TypeError: the line is no JSON, or nothing that can be written again.

    Example:
        >>> rewritten(b'{"a":1}\n'), rewritten(b'{ "a":1}\n'), rewritten(b'{"a":1.5}\n')
        ({'a': 1}, None, {'a': 1.5})
    """
    value = orjson.loads(raw)
    return value if type(value) is dict and orjson.dumps(value, option=LINE) == raw else None


def _whole(values: Any) -> bool:
    """True where a reader's table or list holds no decimal: what it wrote of one would compare equal."""
    for entry in values.values() if type(values) is dict else values:
        kind = type(entry)
        if kind is str:
            continue
        if kind is float or ((kind is dict or kind is list) and not _whole(entry)):
            return False
    return True


def record_id(kind: str, salt: str, values: dict[str, Any]) -> str:
    """The id of a record: SHA-256 over its random salt (32 bytes, hex) and its canonical bytes, in hex.

    Whoever holds a document cannot ask the ledger whether it is there: the salt stands in the sealed body.

    Example:
        >>> record_id("agent", "00" * 32, {"key": "MJ"})[:8]
        'b88c7916'
    """
    return hashlib.sha256(bytes.fromhex(salt) + canonical({"content": values, "kind": kind})).hexdigest()
