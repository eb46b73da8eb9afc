"""Old office containers (DOC, XLS, PPT): what they hold, by the names of their streams; nothing in them is parsed."""

from workbench.extract.outcome import File, Reading, reason


def read(file: File) -> Reading:
    """Tells what an old office container holds, by the names of its streams; nothing in it is parsed."""
    data = file.data()
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Reading("document", (reason("encrypted"),))
    macros = [reason("macros")] if "_VBA_PROJECT".encode("utf-16-le") in data else []
    return Reading("document", (reason("old-office-format"), *macros))
