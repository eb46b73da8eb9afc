"""The note in the place of a recording says what it was, and nothing of what was in it."""

from workbench.redaction.audio import note


def test_every_recording_of_a_kind_has_the_same_note() -> None:
    assert note("audio/ogg") == note("audio/mpeg") != note("video/mp4")
    assert b"file is withheld" in note("application/zip")
