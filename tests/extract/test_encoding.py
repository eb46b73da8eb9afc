import pytest

from workbench.extract.encoding import decode

CYRILLIC = "Узели су нам пасоше чим смо стигли у фабрику и рекли да ћемо их добити на крају уговора. " * 4


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_is_proved_is_not_a_guess(name):
    assert decode(CYRILLIC.encode(name))[::2] == (CYRILLIC, ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (CYRILLIC, "cp1251"),
        ("Uzeli su nam pasoše čim smo stigli. Đorđe je rekao da će nam ih vratiti na kraju. " * 5, "cp1250"),
        ("他们一到工厂就拿走了我们的护照，并说合同结束时归还。" * 5, "gb18030"),
    ],
)
def test_a_guess_is_right_here_and_always_said(text, name):
    read, encoding, reasons = decode(text.encode(name))
    assert read == text
    assert [reason.code for reason in reasons] == ["encoding-guessed"]
    assert encoding in reasons[0].message


def test_what_the_file_declares_comes_before_a_guess():
    assert decode("pasoš".encode("cp1250"), "windows-1250") == ("pasoš", "windows-1250", ())


def test_utf_16_without_its_mark_is_said():
    text, encoding, reasons = decode("Passports were kept".encode("utf-16-le"))
    assert (text, encoding, [reason.code for reason in reasons]) == (
        "Passports were kept",
        "utf-16-le",
        ["encoding-guessed"],
    )


def test_a_few_foreign_bytes_in_utf_8_are_marked():
    text, encoding, reasons = decode(CYRILLIC.encode() + b"caf\xe9")
    assert (text, encoding) == (CYRILLIC + "caf\ufffd", "utf-8")
    assert [reason.code for reason in reasons] == ["bytes-replaced"]
