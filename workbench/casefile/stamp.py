"""Time stamps of a seal (RFC 3161) through files alone: the request goes to an authority, its answer comes back.

An authority attests that the seal existed at a time; who made it, and whether what it says is true, it does not.
"""

import dataclasses
import datetime
import hashlib
import itertools
from collections.abc import Iterator
from typing import Any

from workbench import codebook
from workbench.casefile.certified import rests_on
from workbench.errors import WorkbenchError

# DER: version 1; the algorithm SHA-256 (2.16.840.1.101.3.4.2.1, parameters NULL) before the digest; certReq TRUE.
VERSION = bytes.fromhex("020101")
SHA256_OID = "2.16.840.1.101.3.4.2.1"
SHA256_DER = bytes.fromhex("300d06096086480165030402010500")
WITH_CERTIFICATE = bytes.fromhex("0101ff")
GRANTED, WITH_CHANGES = 0, 1
# The way from an answer to its status.
TO_STATUS = ((0x30, 0), (0x30, 0), (0x02, 0))
# The way from an answer to its certificates: a tag, and which of the parts that have it.
TO_CERTIFICATES = ((0x30, 0), (0x30, 1), (0xA0, 0), (0x30, 0), (0xA0, 0))


class StampWrong(WorkbenchError):
    """A time stamp does not attest what it should; `code` says which of the reasons of `checks.toml` it is.

    Example:
        >>> StampWrong("stamp-refused", "answer.tsr", "status 2").code
        'stamp-refused'
    """

    def __init__(self, code: str, subject: object, detail: str = "") -> None:
        self.code, self.detail = code, detail
        check = codebook.check_of(code)
        cause = codebook.message(code)
        super().__init__(subject, cause[0].lower() + cause[1:] + (f" ({detail})" if detail else ""), check.remedy)


@dataclasses.dataclass(frozen=True)
class Stamp:
    """What an authority attests: the bytes existed at `time` (UTC), give or take `accuracy_s` seconds where it says so.

    Example:
        >>> Stamp("2026-11-25T12:30:26Z", None, "CN=Test TSA", "2").time
        '2026-11-25T12:30:26Z'
    """

    time: str
    accuracy_s: str | None
    authority: str
    serial: str


def request(data: bytes, nonce: str) -> bytes:
    """The request for a time stamp of these bytes, in DER: their SHA-256, a number (hex) that the answer has to repeat.

    Nothing of the bytes themselves is in it, and neither is who asks.

    Example:
        >>> request(b"hello", "00ff").hex()[:20]
        '303d0201013031300d06'
    """
    imprint = _der(0x30, SHA256_DER + _der(0x04, hashlib.sha256(data).digest()))
    number = int(nonce, 16)
    written = _der(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))
    return _der(0x30, VERSION + imprint + written + WITH_CERTIFICATE)


def _der(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content  # all of it is shorter than 128 bytes


def trusted(pem: bytes, file: object) -> list[Any]:
    """The certificates in a PEM file, one or several.

    Raises:
        StampWrong: `certificate-unreadable`.

    Example:
        >>> trusted(b"", "ca.pem")
        Traceback (most recent call last):
            ...
        workbench.casefile.stamp.StampWrong: ca.pem: the file holds no certificate in PEM. ...
    """
    from cryptography.x509 import InvalidVersion, load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(pem)
    except (ValueError, InvalidVersion):
        raise StampWrong("certificate-unreadable", file) from None


def attested(response: bytes, data: bytes, nonce: str, certificates: list[Any], file: object) -> Stamp:
    """What an answer attests of these bytes, checked offline against certificates that are given and no others.

    The certificates count as of the time that the stamp states; whether one was revoked is not looked up anywhere.

    Raises:
        StampWrong: `code` says why: not an answer, refused, of other bytes or of another request, not signed under
            these certificates, or one of them out of term.

    Example:
        >>> attested(b"", b"", "00", [], "answer.tsr")
        Traceback (most recent call last):
            ...
        workbench.casefile.stamp.StampWrong: answer.tsr: the file is no answer of a time-stamping authority, ...
    """
    answer, info = _decoded(response, file)
    imprint = info.message_imprint
    if (imprint.hash_algorithm.dotted_string, imprint.message) != (SHA256_OID, hashlib.sha256(data).digest()):
        raise StampWrong("stamp-of-something-else", file)
    if info.nonce != int(nonce, 16):
        raise StampWrong("stamp-of-another-request", file)
    _signed(answer, info.gen_time, certificates, hashlib.sha256(data).digest(), file)
    time = info.gen_time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Stamp(time, _accuracy(info.accuracy), _authority(answer, file), f"{info.serial_number:x}")


def _decoded(response: bytes, file: object) -> tuple[Any, Any]:
    from rfc3161_client import decode_timestamp_response

    try:
        answer = decode_timestamp_response(_as_granted(_in_order(response)))
        if answer.status != GRANTED:
            raise StampWrong("stamp-refused", file, f"status {answer.status}: {'; '.join(answer.status_string) or '-'}")
        return answer, answer.tst_info
    except ValueError:
        raise StampWrong("stamp-unreadable", file) from None


def _as_granted(response: bytes) -> bytes:
    """The answer as one that was granted as asked, where it was granted with changes.

    Such an answer carries a token like any other (RFC 3161, 2.4.2), which the verifier takes from none but the first
    kind. No signature covers the status; whatever the authority may have changed is in the token, and what counts there
    is compared with what was asked: digest, kind of digest, number.
    """
    start, end = _place(response, TO_STATUS) or (0, 0)
    if response[start:end] != bytes([WITH_CHANGES]):
        return response
    return response[:start] + bytes([GRANTED]) + response[end:]


def _in_order(response: bytes) -> bytes:
    """The answer with its certificates in the order of DER.

    Openssl, which many authorities run, lays the signer's first, and the reader takes no order but DER's. No signature
    covers the order, and the bytes keep their number.
    """
    place = _place(response, TO_CERTIFICATES)
    if place is None:
        return response
    start, end = place
    ends = [one[2] for one in _parts(response, start, end)]
    if not ends or ends[-1] != end:
        return response  # cut off, or no DER: for the reader to say
    whole = [response[one:other] for one, other in itertools.pairwise([start, *ends])]
    return response[:start] + b"".join(sorted(whole)) + response[end:]


def _place(data: bytes, way: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    """Where the content begins and ends that a way leads to, or None where it leads nowhere."""
    start, end = 0, len(data)
    for tag, number in way:
        tagged = [(begins, ends) for one, begins, ends in _parts(data, start, end) if one == tag]
        if len(tagged) <= number:
            return None
        start, end = tagged[number]
    return start, end


def _parts(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The tag of each part of a stretch of DER, and where its content begins and ends; none that is cut off."""
    while start + 2 <= end:
        tag, size, begins = data[start], data[start + 1], start + 2
        if size > 0x7F:
            begins += size - 0x80
            size = int.from_bytes(data[start + 2 : begins], "big")
        start = begins + size
        if start > end:
            return
        yield tag, begins, start


def _signed(answer: Any, time: datetime.datetime, named: list[Any], digest: bytes, file: object) -> None:
    from rfc3161_client import VerificationError, VerifierBuilder

    carried = _carried(answer, file)  # first: of a certificate that is none the verifier makes an error of its own kind
    try:
        VerifierBuilder(roots=named).build().verify(answer, digest)
    except (VerificationError, ValueError) as error:
        late = _late(answer, (carried, named), time)
        code = "stamp-out-of-term" if late else "stamp-not-trusted"
        raise StampWrong(code, file, _subject(late[0]) if late else str(error).split(":")[0]) from None


def _late(answer: Any, known: tuple[list[Any], list[Any]], time: datetime.datetime) -> list[Any]:
    """What the answer rests on and was not in force; of another authority's certificate the term says nothing."""
    try:
        return [one for one in rests_on(answer, *known) if not _in_force(one, time)]
    except ValueError:
        return []


def _in_force(certificate: Any, time: datetime.datetime) -> bool:
    began, ended = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return bool(began <= time <= ended)


def _carried(answer: Any, file: object) -> list[Any]:
    from cryptography.x509 import InvalidVersion, load_der_x509_certificate

    try:
        return [load_der_x509_certificate(one) for one in answer.signed_data.certificates]
    except (ValueError, InvalidVersion):
        raise StampWrong("stamp-unreadable", file) from None


def _authority(answer: Any, file: object) -> str:
    """The subject of the certificate that signed the answer: of the issuer and with the number that the signer states.

    An issuer gives no number twice (RFC 5280, 4.1.2.2), and no signature covers which certificates an answer carries:
    where two bear the same, somebody laid one of them in.
    """
    (signer,) = answer.signed_data.signer_infos
    stated = (signer.issuer, signer.serial_number)
    found = [one for one in _carried(answer, file) if (one.issuer, one.serial_number) == stated]
    if len(found) != 1:
        raise StampWrong("stamp-not-trusted", file, f"{len(found)} certificates bear the number of the one that signed")
    return _subject(found[0])


def _subject(certificate: Any) -> str:
    return str(certificate.subject.rfc4514_string())


def _accuracy(stated: Any) -> str | None:
    if stated is None:
        return None
    millionths = (stated.seconds or 0) * 10**6 + (stated.millis or 0) * 1000 + (stated.micros or 0)
    return f"{millionths // 10**6}.{millionths % 10**6:06}".rstrip("0").rstrip(".")
