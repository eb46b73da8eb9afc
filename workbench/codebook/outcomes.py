"""Every check that the workbench makes, with its code: how serious it is, what it says, and what to do."""

import dataclasses
import functools
from collections.abc import Mapping

from workbench.codebook.ground import near, place, toml
from workbench.codebook.shapes import compiled, matches
from workbench.errors import Unknown


@dataclasses.dataclass(frozen=True, kw_only=True)
class Check:
    """One check: `severity` is error, warning or notice; `unreviewed` lists the languages nobody has reviewed."""

    code: str
    severity: str
    messages: Mapping[str, str]
    unreviewed: tuple[str, ...]
    remedy: str
    source: str


@functools.cache
def _checks() -> dict[str, Check]:
    file = place("checks.toml")
    values = toml(file)
    matches(compiled("checks.schema.json"), values, file)
    return {
        code: Check(
            code=code, severity=entry["severity"], messages=entry["message"], remedy=entry["remedy"],
            unreviewed=tuple(entry.get("unreviewed", ())), source=entry["source"],
        )
        for code, entry in values.items()
    }  # fmt: skip


def checks() -> list[Check]:
    """Every check, in the order of `checks.toml`.

    Example:
        >>> "changed" in [entry.code for entry in checks()]
        True
    """
    return list(_checks().values())


def check_of(code: str) -> Check:
    """The check of a code.

    Raises:
        Unknown: there is no such code.

    Example:
        >>> check_of("ledger-torn-tail").severity
        'warning'
    """
    if code not in _checks():
        raise Unknown("codebook", "code of a check", code, near(code, _checks()))
    return _checks()[code]


def severity(code: str) -> str:
    """How serious a check is: error, warning or notice.

    Raises:
        Unknown: there is no such code.

    Example:
        >>> severity("changed")
        'error'
    """
    return check_of(code).severity


def message(code: str, lang: str = "en") -> str:
    """What a check says, in a language (BCP 47).

    Raises:
        Unknown: there is no such code, or no such language for it.

    Example:
        >>> message("missing")
        'Nothing lies where something was recorded or named'
    """
    said = check_of(code).messages
    if lang not in said:
        raise Unknown("codebook", f"message of {code}", lang, near(lang, said) or sorted(said))
    return said[lang]
