import pytest

from workbench.extract import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ngày đầu tiên ở Serbia họ đã thu hộ chiếu của chúng tôi.", "vi"),
        ("Gazda je rekao da ne smemo da izlazimo iz kampa posle osam sati.", "sr-Latn"),
        ("Rekli su nam da ćemo pasoše dobiti na kraju ugovora.", "sr-Latn"),
        ("Рекли су да ће нам вратити пасоше кад прође месец.", "sr-Cyrl"),
        ("They collected our passports on the first day in the office.", "en"),
        ("他们第一天就在办公室收走了我们的护照，没有给我们任何收据，也没有说什么时候归还。", "zh"),
        ("Az első napon elvették az útleveleinket az irodában.", "hu"),
        ("1 200, 45-7", "und"),
        ("ok", "und"),
    ],
)
def test_language_is_said_where_it_is_clear(text, code):
    assert language.identify(text)["language"] == code


def test_confidence_is_a_decimal_string():
    assert language.identify("They collected our passports on the first day.")["confidence"] in {"0.9", "1.0"}
