"""What stands in the place of a recording: a note. A voice is a name, so no part of a recording is passed on."""

WHAT = {"audio": "recording of sound", "video": "recording of pictures and sound"}


def note(media_type: str) -> bytes:
    """The note, as text: what kind of file was withheld, and neither its length, its name nor the reason.

    Example:
        >>> note("audio/ogg").decode()
        'A recording of sound is withheld here. It is kept, unchanged, by those who collected it.\\n'
    """
    what = WHAT.get(media_type.partition("/")[0], "file")
    return f"A {what} is withheld here. It is kept, unchanged, by those who collected it.\n".encode("ascii")
