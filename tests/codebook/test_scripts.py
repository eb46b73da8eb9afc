from workbench.codebook.scripts import comparing, letters, wearing


def test_every_serbian_letter_sounds_like_something_and_comes_from_a_latin_one() -> None:
    alphabet = "абвгдђежзијклљмнњопрстћуфхцчџш"
    assert all(letters().sound[letter] for letter in alphabet)
    assert set(letters().cyrillic.values()) == set(alphabet)


def test_digraphs_come_before_their_letters() -> None:
    order = list(letters().cyrillic)
    assert max(order.index(pair) for pair in ("dž", "lj", "nj")) < min(order.index(one) for one in "dlnjž")


def test_lookalikes_are_no_latin_letters_themselves() -> None:
    assert all(not key.isascii() and value.isascii() for key, value in letters().look.items())


def test_a_simplified_character_is_its_own_simplified_form() -> None:
    pairs = letters().simplified
    assert len(pairs) > 2500
    assert all(pairs.get(short, short) == short for short in pairs.values())


def test_names_are_worn_in_words_of_letters() -> None:
    words = wearing()
    assert all(word.isalpha() for word in (*words.titles, *words.common, *words.endings, *words.fleeting))
    assert all(len(months) == 12 for months in words.months.values())


def test_each_word_of_companies_means_one_thing_and_each_form_has_a_country() -> None:
    found = comparing()
    assert all(len(country) == 2 for country in found.forms.values())
    assert set(found.words.values()) <= set(found.words)
    lengths = [len(form) for form in found.forms]
    assert lengths == sorted(lengths, reverse=True), "the longest form is taken off first"
    assert all(len(name) == 2 for name in found.double)
