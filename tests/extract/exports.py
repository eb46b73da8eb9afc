"""Exports as the programs' own source code writes them; none of them is from a telephone."""

import hashlib
import io
import subprocess
import zipfile
from pathlib import Path

MEDIA = b"\xff\xd8\xff\xe0 a photograph, as far as a digest is concerned"
SHA = hashlib.sha256(MEDIA).hexdigest()
TELLA = ("File hash,File path,File name,File created,File modified,Ambient temperature,Light,Location latitude,Locale\n"
         "{sha},/,{name},18-05-2024 21:40:03 +0200,18-05-2024 21:40:03 +0200,,,45.381,sr\n")  # fmt: skip


def tella(sha: str = SHA, name: str = "IMG_1.jpg") -> bytes:
    """The CSV that Tella writes beside `name`: two lines, joined with commas and not quoted."""
    return TELLA.format(sha=sha, name=name).encode()


def proof_csv(sha: str = SHA, rows: int = 2) -> bytes:
    """The CSV of ProofMode: each line ends with a comma, an empty line between rows, a row more each time it is run."""
    row = f"/storage/emulated/0/DCIM/IMG_1.jpg,{sha},Saturday 18 May 2024 21:40:03 CEST,Nokia,45.381,\n\n"
    return ("File Path,File Hash SHA256,Proof Generated,Manufacturer,Location.Latitude,\n" + row * rows).encode()


def proof_json(sha: str = SHA) -> bytes:
    """The JSON of ProofMode: the same words as keys."""
    return (f'{{"File Path": "/storage/emulated/0/DCIM/IMG_1.jpg", "File Hash SHA256": "{sha}", '
            f'"Proof Generated": "2024-05-18T21:40Z", "Location.Latitude": "45.381"}}').encode()  # fmt: skip


def eyewitness(sha: str = SHA) -> bytes:
    """Metadata in XML with a digest: the form is assumed, for none is published."""
    return (f'<?xml version="1.0"?><eyeWitness version="3"><media><fileName>IMG_1.jpg</fileName><hash>{sha}</hash>'
            "</media><gps><lat>45.381</lat></gps></eyeWitness>").encode()  # fmt: skip


class Keys:
    """A key made for a test, by the library that checks: signs as ProofMode does, apart from the file."""

    def __init__(self) -> None:
        import pysequoia

        self.secret = pysequoia.Tsk.generate("noone@proofmode.example")
        self.public = str(self.secret.extract_certificate()).encode()

    def sign(self, data: bytes) -> bytes:
        """A detached signature in armour."""
        import pysequoia

        made: bytes = pysequoia.sign(self.secret.signer(), data, mode=pysequoia.SignatureMode.DETACHED)
        return made


def proofmode(keys: Keys, *, media: bytes = MEDIA, sha: str = SHA, key: bytes | None = None) -> dict[str, bytes]:
    """The files of a ProofMode export by name; `media` and `sha` may be made not to fit."""
    record, second = proof_csv(sha), proof_json(sha)
    return {
        "IMG_1.jpg": media, f"{sha}.asc": keys.sign(MEDIA), f"{sha}.proof.csv": record,
        f"{sha}.proof.csv.asc": keys.sign(record), f"{sha}.proof.json": second,
        f"{sha}.proof.json.asc": keys.sign(second), "pubkey.asc": keys.public if key is None else key,
    }  # fmt: skip


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    """The same files in a folder."""
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def old_key(home: Path, data: bytes) -> tuple[bytes, bytes]:
    """A key that vouches for itself with SHA-1, as many of ProofMode's do, and its signature over `data`."""
    home.mkdir(mode=0o700)

    def gpg(*arguments: str, given: bytes = b"") -> bytes:
        line = ["gpg", "--homedir", str(home), "--batch", "--yes", "--pinentry-mode", "loopback", "--passphrase", ""]
        return subprocess.run([*line, *arguments], input=given, capture_output=True, check=True).stdout

    gpg("--cert-digest-algo", "SHA1", "--quick-generate-key", "noone@proofmode.example", "rsa2048", "default", "never")
    return gpg("--armor", "--export"), gpg("--armor", "--detach-sign", given=data)
