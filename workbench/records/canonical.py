"""The one byte string of a value, and the id made of it."""

import hashlib
import json
from typing import Any

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
    _check(value)
    try:
        return _encode(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadValue("record", "text", error.object[error.start : error.end], "Unicode text") from None


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


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
    return _encode(value).encode("utf-8")


def record_id(kind: str, salt: str, values: dict[str, Any]) -> str:
    """The id of a record: SHA-256 over its random salt (32 bytes, hex) and its canonical bytes, in hex.

    Whoever holds a document cannot ask the ledger whether it is there: the salt stands in the sealed body.

    Example:
        >>> record_id("agent", "00" * 32, {"key": "MJ"})[:8]
        'b88c7916'
    """
    return hashlib.sha256(bytes.fromhex(salt) + canonical({"content": values, "kind": kind})).hexdigest()
