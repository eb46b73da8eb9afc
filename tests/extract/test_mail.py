import email.message
import email.policy
import json


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


def test_attachments_are_named_and_not_opened(read):
    mail = message(raw=True)
    mail.add_attachment(b"\0" * 10, maintype="application", subtype="zip", filename="ugovor.zip")
    found = read(mail.as_bytes(), "a.eml")
    assert (found.outcome, found.reasons[0].code) == ("partial", "attachment-not-opened")
    assert "ugovor.zip" in found.reasons[0].message


def test_html_is_read_only_where_no_plain_words_stand(read):
    mail = message(raw=True)
    mail.add_alternative("<p>in html</p>", subtype="html")
    assert b"in html" not in read(mail.as_bytes(), "a.eml").made[0].data
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
