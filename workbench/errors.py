"""One root error; its children carry facts, so that a notebook, the terminal and a test can each say them."""


class WorkbenchError(Exception):
    """Something asked of the workbench was not done: the subject, the cause and the remedy stand apart.

    `code` is stable and printed with `--json`; `exit_code` is the command line's: 2 means nothing was done.

    Example:
        >>> error = WorkbenchError("notes.txt", "the file is empty", "Ask for the file again")
        >>> str(error)
        'notes.txt: the file is empty. Ask for the file again.'
    """

    code = "refused"
    exit_code = 2

    def __init__(self, subject: object, cause: str, remedy: str) -> None:
        self.subject, self.cause, self.remedy = _shown(subject), _shown(cause), _shown(remedy)
        super().__init__(f"{self.subject}: {self.cause}. {self.remedy}.")


def _shown(value: object) -> str:
    """Text that every terminal and JSON can carry: a byte of a file name that is no UTF-8 stands as \\xNN."""
    plain = str(value)
    try:
        return plain.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return plain.encode("utf-8", "backslashreplace").decode("utf-8")


class NotACase(WorkbenchError):
    """The folder holds no case.

    Example:
        >>> NotACase("holiday").code
        'not-a-case'
    """

    code = "not-a-case"

    def __init__(self, path: object, near: list[str] | None = None) -> None:
        self.near = near or []
        one = f"In it there is {', '.join(self.near)}" if near else "Name the folder of a case"
        super().__init__(path, "this folder is no case", f"{one}, or begin one with `workbench init`")


class NewerFormat(WorkbenchError):
    """The case was written by a later version than this one can read.

    Example:
        >>> NewerFormat("case", found=9, known=1).found
        9
    """

    code = "newer-format"

    def __init__(self, path: object, found: object, known: int) -> None:
        self.found, self.known = found, known
        super().__init__(path, f"written in format {found}, this version reads up to {known}", "Update the workbench")


class Missing(WorkbenchError):
    """A path that was named does not exist.

    Example:
        >>> Missing("inbox/3.jpg").code
        'missing'
    """

    code = "missing"

    def __init__(self, path: object, near: list[str] | None = None) -> None:
        self.near = near or []
        did = f"Did you mean {', '.join(self.near)}" if near else "Check the spelling, or the drive that it was on"
        super().__init__(path, "there is nothing at this path", did)


class Unreadable(WorkbenchError):
    """Something is there, and the system does not let it be read; nothing is said about its content. `remedy` is for
    what no permission would mend.

    Example:
        >>> Unreadable("inbox/3.jpg", "Permission denied").code
        'unreadable'
    """

    code = "unreadable"

    def __init__(self, path: object, reason: str | None, remedy: str | None = None) -> None:
        super().__init__(
            path,
            f"it cannot be read ({reason or 'unknown reason'})",
            remedy or "Check its permissions, or the drive that it is on",
        )


class NotWritten(WorkbenchError):
    """The system refused to write: a full disk, no permission, a read-only drive. What was there before still stands.

    Example:
        >>> NotWritten("case/ledger", "No space left on device").exit_code
        2
    """

    code = "not-written"

    def __init__(self, path: object, reason: str | None) -> None:
        super().__init__(
            path,
            f"it could not be written ({reason or 'unknown reason'}); what was done before stands, nothing half done",
            "Make room on the drive, or allow writing there, then do it again",
        )


class NoStart(WorkbenchError):
    """The ledger of a case does not say what the case is: it is empty, cut off, or damaged at its beginning.

    Example:
        >>> NoStart("site-a").code
        'ledger-broken'
    """

    code = "ledger-broken"

    def __init__(self, path: object) -> None:
        super().__init__(
            path,
            "its ledger does not say what this case is",
            "Run `workbench verify`, then restore ledger/ from a backup",
        )


class Unnamed(WorkbenchError):
    """Nobody was named as the one who acts.

    Example:
        >>> Unnamed("add").code
        'no-agent'
    """

    code = "no-agent"

    def __init__(self, action: str) -> None:
        super().__init__(
            action, "nobody is named as acting", "Give --agent (in Python agent=), or set WORKBENCH_AGENT to your key"
        )


class Unknown(WorkbenchError):
    """A key names nothing in this case or codebook; `near` lists the closest that exist.

    Example:
        >>> Unknown("codings.csv", "line 3, indicator", "debt", near=["debt-bondage"]).near
        ['debt-bondage']
    """

    code = "unknown"

    def __init__(self, file: object, place: str, value: str, near: list[str]) -> None:
        self.file, self.place, self.value, self.near = str(file), place, value, near
        hint = f"Did you mean {', '.join(near)}" if near else "Register it first, or mend the spelling"
        super().__init__(f"{file}, {place}", f"'{value}' is not known here", hint)


class QuoteNotFound(WorkbenchError):
    """The exact words of a passage do not stand in the text of their item.

    Example:
        >>> QuoteNotFound("t.txt", "line 4, quote", "passports").quote
        'passports'
    """

    code = "quote-not-found"

    def __init__(self, file: object, place: str, quote: str, detail: str = "") -> None:
        self.file, self.place, self.quote = str(file), place, quote
        cause = f"the words '{quote[:80]}' are not in the text" + (f" ({detail})" if detail else "")
        super().__init__(f"{file}, {place}", cause, "Copy the words from `workbench show`, without changing a letter")


class BadValue(WorkbenchError):
    """A value in a file is not of the form that its column or field needs.

    Example:
        >>> BadValue("sources.csv", "line 2, kind", "gossip", "one of worker, press").found
        'gossip'
    """

    code = "bad-value"

    def __init__(self, file: object, place: str, found: object, expected: str) -> None:
        self.file, self.place, self.found, self.expected = str(file), place, found, expected
        super().__init__(f"{file}, {place}", f"found {found!r}", f"Write {expected}")


class Damaged(WorkbenchError):
    """Stored bytes are not those that were recorded.

    Example:
        >>> Damaged("objects/ab/abcd", expected="abcd", found="0123").found
        '0123'
    """

    code = "changed"

    def __init__(self, path: object, expected: str, found: str) -> None:
        self.path, self.expected, self.found = str(path), expected, found
        super().__init__(
            path, f"digest {found[:16]} where {expected[:16]} was recorded", "Run `workbench verify`, then use a backup"
        )


class Refused(WorkbenchError):
    """The act is not allowed as things stand; the sentence says what would allow it.

    Example:
        >>> Refused("release", "a protected name stands in it", "Decide what becomes of it").exit_code
        2
    """
