import email.message
import email.policy
import json

import pytest

from workbench.extract import mail
from workbench.extract.outcome import File


def message(**changes) -> bytes:
    mail = email.message.EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = (
        "Agencija <a@agency.example>",
        "b@plant.example",
        "Hộ chiếu của công nhân",
    )
    mail["Date"] = "Mon, 15 Nov 2021 08:14:03 +0100"
    mail.set_content("Pasoši su u kancelariji.\nДо сутра.\n")
    return mail if changes.get("raw") else mail.as_bytes()


def test_headers_and_words(read):
    found = read(message(), "a.eml")
    words = found.made[0].data.decode()
    assert (found.kind, found.outcome) == ("mail", "parsed"), found.reasons
    assert "Subject: Hộ chiếu của công nhân\n" in words
    assert words.endswith("Pasoši su u kancelariji.\nДо сутра.\n")
    labels = [place["label"] for place in json.loads(found.made[1].data)["places"]]
    assert "header Date" in labels
    assert "body, line 2" in labels


def attached(data: bytes, path) -> list[tuple[str, bytes]]:
    path.write_bytes(data)
    return [(one.name, b"".join(one.pieces())) for one in mail.inside(File(path, "a.eml", "message/rfc822"))]


def test_what_is_attached_comes_out_byte_for_byte(read, tmp_path):
    inner = message(raw=True)
    inner.replace_header("Subject", "inner")
    mail = message(raw=True)
    mail.add_attachment(bytes(range(256)), maintype="application", subtype="zip", filename="уговор № 1.zip")
    mail.add_attachment(inner)
    mail.add_attachment(b"no name", maintype="image", subtype="png")
    assert read(mail.as_bytes(), "a.eml").outcome == "parsed"
    assert attached(mail.as_bytes(), tmp_path / "a") == [
        ("уговор № 1.zip", bytes(range(256))), ("message 2.eml", inner.as_bytes()), ("part 3.png", b"no name"),
    ]  # fmt: skip


def test_names_in_the_old_way_and_in_none(tmp_path):
    head = b"From: a@a.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    part = b'--b\nContent-Type: application/pdf; name="%s"\nContent-Transfer-Encoding: base64\n\naGk=\n'
    names = (b"=?utf-8?b?aOG7mSBjaGnhur91LnBkZg==?=", b"=?x-none?b?//?=", b"../../x.pdf")
    data = head + b"".join(part % name for name in names) + b"--b--\n"
    assert attached(data, tmp_path / "a") == [
        ("hộ chiếu.pdf", b"hi"), ("=?x-none?b?//?=", b"hi"), ("../../x.pdf", b"hi"),
    ]  # fmt: skip


def test_html_is_read_where_no_plain_words_stand_or_where_it_says_other_words(read):
    mail = message(raw=True)
    mail.add_alternative("<p>Pasoši su u <b>kancelariji</b>.</p><p>До сутра.</p>", subtype="html")
    found = read(mail.as_bytes(), "a.eml")
    assert found.made[0].data.decode().count("kancelariji") == 1 and found.reasons == ()
    mail = message(raw=True)
    mail.add_alternative("<p>They keep the passports.</p>", subtype="html")
    found = read(mail.as_bytes(), "a.eml")
    assert [reason.code for reason in found.reasons] == ["bodies-differ"]
    assert found.made[0].data.decode().endswith("До сутра.\nThey keep the passports.\n")
    assert json.loads(found.made[1].data)["places"][-1]["label"] == "body as a web page, line 1"
    only = email.message.EmailMessage()
    only["From"], only["To"], only["Subject"] = "a@a.example", "b@b.example", "x"
    only.set_content("<p>in <b>html</b></p><script>run()</script>", subtype="html")
    assert read(only.as_bytes(), "a.eml").made[0].data.decode().endswith("in html\n")


def test_broken_headers_end_as_words(read):
    head = b"From: =?utf-8?q?a\r\nTo: <<>>@\r\nSubject: =?x-none?b?//?=\r\nContent-Type: text/plain; charset=zlib\r\n"
    data = head + b"\r\nwords\r\n"
    found = read(data, "a.eml")
    assert b"words" in found.made[0].data
    assert found.outcome in {"parsed", "partial"}


def test_a_charset_with_a_zero_byte_in_its_name(read):
    head = b'From: a@a.example\nTo: b@b.example\nSubject: x\nContent-Type: text/plain; charset="utf\0-8"\n\n'
    found = read(head + b"words\n", "a.eml")
    assert b"words" in found.made[0].data and "reader-failed" not in [one.code for one in found.reasons]


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Type: text/plain; charset*=a\0-x''us-ascii",
        b"Content-Type: text/plain; charset*0*=a\0-x''us-ascii; charset*1=b",
        b"Content-Disposition: inline; filename*=a\0-b''x.txt",
        b"Content-Transfer-Encoding: 7\0bit",
    ],
)
def test_a_zero_byte_in_a_parameter_costs_no_word(read, tmp_path, header: bytes) -> None:
    data = b"From: a@a.example\nTo: b@b.example\n" + header + b"\n\nThey keep the cards.\n"
    found = read(data, "a.eml")
    assert "reader-failed" not in [one.code for one in found.reasons]
    words = b"".join(made.data for made in found.made) + b"".join(kept for _, kept in attached(data, tmp_path / "b"))
    assert b"They keep the cards." in words and b"a@a.example" in words


def test_a_file_name_that_cannot_be_read_is_none_and_hides_no_words(read, tmp_path) -> None:
    head = (
        b"From: a@a.example\nTo: b@b.example\nContent-Disposition: %s; filename*=a\0-b''x.txt\n\nThey keep the cards.\n"
    )
    assert b"They keep the cards." in read(head % b"inline", "a.eml").made[0].data
    assert [name for name, _ in attached(head % b"attachment", tmp_path / "a")] == ["part 1.txt"]


def test_a_date_that_no_clock_can_show_is_kept_as_it_was_written(read) -> None:
    data = b"From: a@b.example\r\nDate: Mon, 15 Nov 99999999999999999999 08:14:03 +0100\r\n\r\nThey keep the cards.\r\n"
    found = read(data, "letter.eml")
    assert found.outcome == "partial" and "reader-failed" not in {why.code for why in found.reasons}
    text = next(made.data.decode() for made in found.made if made.kind == "text")
    assert "99999999999999999999" in text and "They keep the cards." in text


def test_a_body_without_its_encoding_or_with_a_wrong_one_is_guessed_and_said(read):
    head = b"From: a@a.example\nTo: b@b.example\nSubject: x\nContent-Transfer-Encoding: 8bit\n"
    for kind in (b"", b"Content-Type: text/plain; charset=us-ascii\n", b"Content-Type: text/plain; charset=utf-8\n"):
        found = read(head + kind + b"\n" + "Čuva pasoš Đorđe.\n".encode("cp1250"), "a.eml")
        assert found.made[0].data.decode().endswith("Čuva pasoš Đorđe.\n")
        assert [reason.code for reason in found.reasons] == ["encoding-guessed"]
    found = read(head + b"Content-Type: text/plain; charset=iso-8859-1\n\nsaid \x93owe\x94\n", "a.eml")
    assert found.made[0].data.decode().endswith("said “owe”\n")
