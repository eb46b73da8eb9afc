"""A time stamp is believed where an authority under the given certificate signed it for these very bytes."""

import re
import subprocess
from pathlib import Path

import pytest
from rfc3161_client import decode_timestamp_response

from workbench.casefile.stamp import Stamp, StampWrong, attested, request, trusted

DATA, NONCE = b'{"head":"ab"}\n', "ff00000000000001"
# The version of a certificate as DER says it: the third, which is the only one.
VERSION_3 = bytes.fromhex("a003020102")


def named(authority) -> list:
    return trusted(authority.certificate, "ca.pem")


def test_a_request_is_what_openssl_reads_as_one(tmp_path: Path) -> None:
    for nonce in ("00", "7f", "80", NONCE, "0000000000000001"):
        (tmp_path / "q.tsq").write_bytes(request(DATA, nonce))
        done = subprocess.run(["openssl", "ts", "-query", "-in", "q.tsq", "-text"], cwd=tmp_path, capture_output=True,
                              text=True, check=True)  # fmt: skip
        assert "Hash Algorithm: sha256" in done.stdout
        assert "Certificate required: yes" in done.stdout
        (said,) = re.findall(r"Nonce: 0x([0-9A-F]+)", done.stdout)
        assert int(said, 16) == int(nonce, 16)


def test_the_answer_of_an_authority_is_read_and_believed(authority) -> None:
    stamp = attested(authority.answer(request(DATA, NONCE)), DATA, NONCE, named(authority), "a.tsr")
    assert isinstance(stamp, Stamp)
    assert re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z", stamp.time)
    assert (stamp.authority, stamp.accuracy_s) == ("CN=Test TSA", "1.5")


def test_an_authority_below_another_is_believed_where_both_certificates_are_given(authority) -> None:
    below = authority.below()
    answer = below.answer(request(DATA, NONCE))
    assert attested(answer, DATA, NONCE, named(below), "a.tsr").authority == "CN=Test TSA"


def carrying_all(authority) -> list[bytes]:
    """Answers that carry three certificates, in the two orders in which openssl can be told to lay two of them."""
    below = authority.below()
    root, middle = authority.certificate, below.certificate.removeprefix(authority.certificate)
    return [below.answer(request(DATA, NONCE), one + other) for one, other in ((root, middle), (middle, root))]


def test_certificates_in_the_order_that_openssl_lays_them_in_are_read(authority, tmp_path: Path) -> None:
    root = authority.again(tmp_path / "root")
    answers = carrying_all(root)
    refused = 0
    for answer in answers:
        assert attested(answer, DATA, NONCE, named(root), "a.tsr").authority == "CN=Test TSA"
        with pytest.raises(StampWrong) as raised:
            attested(answer, DATA, NONCE, named(authority), "a.tsr")
        assert raised.value.code == "stamp-not-trusted"
        try:
            decode_timestamp_response(answer)
        except ValueError:
            refused += 1
    assert refused  # by the reader, as it came: one of the two orders is not that of DER


def test_cut_or_flipped_an_answer_with_its_certificates_never_gives_another_time(authority, tmp_path: Path) -> None:
    root = authority.again(tmp_path / "root")
    answer = max(carrying_all(root))
    honest = attested(answer, DATA, NONCE, named(root), "a.tsr")
    for cut in range(0, len(answer), 7):
        with pytest.raises(StampWrong) as raised:
            attested(answer[:cut], DATA, NONCE, named(root), "a.tsr")
        assert raised.value.code == "stamp-unreadable"
    versions = [at + 4 for at in range(len(answer)) if answer[at : at + 5] == VERSION_3]
    assert versions  # a certificate of a version that there is not, too
    for at in (*range(0, len(answer), 3), *versions):
        flipped = answer[:at] + bytes([answer[at] ^ (0x40 if at in versions else 1 << at % 8)]) + answer[at + 1 :]
        try:
            stamp = attested(flipped, DATA, NONCE, named(root), "a.tsr")
        except StampWrong:
            continue
        assert (stamp.time, stamp.accuracy_s, stamp.serial) == (honest.time, honest.accuracy_s, honest.serial)


@pytest.mark.parametrize(
    ("data", "nonce", "code"),
    [(DATA + b"x", NONCE, "stamp-of-something-else"), (DATA, "0000000000000002", "stamp-of-another-request")],
)
def test_an_answer_to_another_question_is_none_to_this(authority, data: bytes, nonce: str, code: str) -> None:
    answer = authority.answer(request(DATA, NONCE))
    with pytest.raises(StampWrong) as raised:
        attested(answer, data, nonce, named(authority), "a.tsr")
    assert (raised.value.code, raised.value.subject) == (code, "a.tsr")


def test_an_answer_over_another_kind_of_digest_is_of_something_else(authority, tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(DATA)
    subprocess.run(["openssl", "ts", "-query", "-data", "data", "-sha512", "-cert", "-out", "q.tsq"], cwd=tmp_path,
                   capture_output=True, check=True)  # fmt: skip
    with pytest.raises(StampWrong) as raised:
        attested(authority.answer((tmp_path / "q.tsq").read_bytes()), DATA, NONCE, named(authority), "a.tsr")
    assert raised.value.code == "stamp-of-something-else"


def test_another_authority_is_not_believed(authority, tmp_path: Path) -> None:
    other = authority.again(tmp_path / "other")
    with pytest.raises(StampWrong) as raised:
        attested(authority.answer(request(DATA, NONCE)), DATA, NONCE, named(other), "a.tsr")
    assert raised.value.code == "stamp-not-trusted"


@pytest.mark.parametrize("who", ["ca", "tsa"])
def test_a_certificate_out_of_term_is_named(authority, tmp_path: Path, who: str) -> None:
    late = authority.again(tmp_path / "late", expired=who)
    with pytest.raises(StampWrong) as raised:
        attested(late.answer(request(DATA, NONCE)), DATA, NONCE, named(late), "a.tsr")
    assert raised.value.code == "stamp-out-of-term"
    assert {"ca": "CN=Test CA", "tsa": "CN=Test TSA"}[who] in str(raised.value)


@pytest.mark.parametrize("who", ["ca", "tsa"])
def test_that_another_authority_was_named_is_said_before_that_a_certificate_is_out_of_term(
    authority, tmp_path: Path, who: str
) -> None:
    late = authority.again(tmp_path / "late", expired=who)
    for answering, trusting in ((authority, late), (late, authority)):
        with pytest.raises(StampWrong) as raised:
            attested(answering.answer(request(DATA, NONCE)), DATA, NONCE, named(trusting), "a.tsr")
        assert raised.value.code == "stamp-not-trusted"


def test_below_one_in_the_middle_the_one_that_is_out_of_term_is_named(authority, tmp_path: Path) -> None:
    below = authority.again(tmp_path / "late", expired="ca").below()
    root, middle = (below.certificate[: (end := below.certificate.rindex(b"-----BEGIN"))], below.certificate[end:])
    answer = below.answer(request(DATA, NONCE), middle)
    for given in (root, below.certificate):
        with pytest.raises(StampWrong, match="CN=Test CA") as raised:
            attested(answer, DATA, NONCE, trusted(given, "ca.pem"), "a.tsr")
        assert raised.value.code == "stamp-out-of-term"
    with pytest.raises(StampWrong) as raised:
        attested(answer, DATA, NONCE, named(authority), "a.tsr")
    assert raised.value.code == "stamp-not-trusted"


def test_a_refusal_is_told_with_its_reason(authority) -> None:
    answer = authority.answer(b"\x30\x03\x02\x01\x01")
    with pytest.raises(StampWrong) as raised:
        attested(answer, DATA, NONCE, named(authority), "a.tsr")
    assert raised.value.code == "stamp-refused"
    assert "status 2" in str(raised.value)


def test_cut_at_any_byte_an_answer_is_unreadable_and_nothing_else(authority) -> None:
    answer = authority.answer(request(DATA, NONCE))
    for cut in range(len(answer)):
        with pytest.raises(StampWrong) as raised:
            attested(answer[:cut], DATA, NONCE, named(authority), "a.tsr")
        assert raised.value.code == "stamp-unreadable"


def test_a_flip_anywhere_never_gives_another_time_or_another_error_than_ours(authority) -> None:
    answer = authority.answer(request(DATA, NONCE))
    honest = attested(answer, DATA, NONCE, named(authority), "a.tsr")
    for at in range(len(answer)):
        flipped = answer[:at] + bytes([answer[at] ^ 1 << at % 8]) + answer[at + 1 :]
        try:
            stamp = attested(flipped, DATA, NONCE, named(authority), "a.tsr")
        except StampWrong:
            continue
        assert (stamp.time, stamp.accuracy_s, stamp.serial) == (honest.time, honest.accuracy_s, honest.serial)


def test_an_answer_granted_with_changes_is_believed_where_its_token_is_what_was_asked(authority, tmp_path) -> None:
    other = authority.again(tmp_path / "other")  # made before it is asked: its term has begun when the answer is given
    answer = authority.answer(request(DATA, NONCE))
    honest = attested(answer, DATA, NONCE, named(authority), "a.tsr")
    status = answer.index(b"\x02\x01\x00")
    changed, refused = (answer[: status + 2] + bytes([code]) + answer[status + 3 :] for code in (1, 2))
    assert decode_timestamp_response(changed).status == 1
    assert attested(changed, DATA, NONCE, named(authority), "a.tsr") == honest
    for wrong, code in (
        ((changed, DATA + b"x", NONCE, named(authority)), "stamp-of-something-else"),
        ((changed, DATA, "0000000000000002", named(authority)), "stamp-of-another-request"),
        ((changed, DATA, NONCE, named(other)), "stamp-not-trusted"),
        ((refused, DATA, NONCE, named(authority)), "stamp-refused"),
    ):
        with pytest.raises(StampWrong) as raised:
            attested(*wrong, "a.tsr")
        assert raised.value.code == code
    with pytest.raises(StampWrong) as raised:  # a status alone, without the token that has to come along
        attested(b"\x30\x05\x30\x03\x02\x01\x01", DATA, NONCE, named(authority), "a.tsr")
    assert raised.value.code == "stamp-unreadable"


def numbered(place: Path, name: str, by: str, extensions: str) -> None:
    """A certificate of that name with the number 77, signed by one of the place's keys."""
    for line in (
        ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key",
         "-out", f"{name}.csr", "-config", "c.cnf", "-subj", f"/CN={name}"],
        ["x509", "-req", "-in", f"{name}.csr", "-set_serial", "77", "-out", f"{name}.pem", "-extfile", "c.cnf",
         "-extensions", extensions, "-CA", f"{by}.pem", "-CAkey", f"{by}.key", "-days", "3650"],
    ):  # fmt: skip
        subprocess.run(["openssl", *line], cwd=place, capture_output=True, check=True)


def test_the_authority_named_is_the_one_that_signed_whatever_else_has_its_number(authority, tmp_path: Path) -> None:
    root = authority.again(tmp_path / "root")
    for name in ("AA Middle", "Middle of a longer name"):  # one of them comes before the signer in the order of DER
        numbered(root.place, name, "ca", "ca")
        numbered(root.place, "Signer", name, "tsa")
        for kind in ("pem", "key"):
            (root.place / f"Signer.{kind}").replace(root.place / f"tsa.{kind}")
        answer = root.answer(request(DATA, NONCE), (root.place / f"{name}.pem").read_bytes())
        assert attested(answer, DATA, NONCE, named(root), "a.tsr").authority == "CN=Signer"


def test_two_certificates_with_issuer_and_number_of_the_signer_name_nobody(authority, tmp_path: Path) -> None:
    root = authority.again(tmp_path / "root")
    for name in ("Signer", "Somebody"):
        numbered(root.place, name, "ca", "tsa")
    for kind in ("pem", "key"):
        (root.place / f"Signer.{kind}").replace(root.place / f"tsa.{kind}")
    answer = root.answer(request(DATA, NONCE), (root.place / "Somebody.pem").read_bytes())
    with pytest.raises(StampWrong) as raised:
        attested(answer, DATA, NONCE, named(root), "a.tsr")
    assert raised.value.code == "stamp-not-trusted"


@pytest.mark.parametrize("pem", [b"", b"junk", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_is_named(pem: bytes) -> None:
    with pytest.raises(StampWrong) as raised:
        trusted(pem, "ca.pem")
    assert (raised.value.code, raised.value.subject) == ("certificate-unreadable", "ca.pem")
