import pytest

from workbench.extract import registry


@pytest.mark.parametrize(
    ("data", "name", "kind", "code"),
    [
        (b"PK\x03\x04" + bytes(40), "a.zip", "archive", "damaged"),
        (b"\x1f\x8b\x08" + bytes(10), "a.gz", "archive", "damaged"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(10), "a.7z", "archive", "damaged"),
        (b"\x1aE\xdf\xa3" + bytes(40), "a.webm", "recording", "no-reader"),
        (b"\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x02os.", "a.pkl", "program", "never-opened"),
        (b"\x7fELF" + bytes(40), "a", "program", "never-opened"),
        (b"SQLite format 3\0" + bytes(40), "a.db", "other", "no-reader"),
        (bytes(range(256)) * 4, "a.bin", "other", "no-reader"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "document", "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "document",
            "encrypted",
        ),
    ],
)
def test_what_is_kept_without_being_read(read, data, name, kind, code):
    found = read(data, name)
    assert (found.outcome, found.kind, found.made) == ("opaque", kind, ())
    assert code in [reason.code for reason in found.reasons]


def test_every_reader_is_a_function():
    assert all(callable(reader) for reader in registry.READERS.values())
