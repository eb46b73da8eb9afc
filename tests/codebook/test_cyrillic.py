"""Serbian Latin becomes Cyrillic letter for letter; what is no Serbian word stays."""

import pytest

from workbench.codebook.cyrillic import cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic_"),
    [
        ("Ljubičasti džemper, NJEGOŠ", "Љубичасти џемпер, ЊЕГОШ"),
        ("injekcija, konjunktura, nadživeti, odžaliti", "инјекција, конјунктура, надживети, оджалити"),
        ("Tanjug javlja", "Танјуг јавља"),
        ("Šta kaže MOR; organi UN i EU, 19 CFR 12.42", "Шта каже МОР; органи УН и ЕУ, 19 CFR 12.42"),
        ("dana (GGGG-MM-DD)", "дана (ГГГГ-ММ-ДД)"),
        ("{count} od {of} (PDF, SHA-256)", "{count} од {of} (PDF, SHA-256)"),
        ("workbench release --for x", "workbench релеасе --for x"),
        ("đak, ćup, šuma, žaba, čas", "ђак, ћуп, шума, жаба, час"),
    ],
)
def test_each_letter_has_its_letter(latin: str, cyrillic_: str) -> None:
    assert cyrillic(latin, ["workbench"]) == cyrillic_
