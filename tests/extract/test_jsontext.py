import pytest


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b'{"consent": true, "name": "a"}', []),
        (b'{"consent": false, "deep": [{"consent": true, "consent": false}]}', ["duplicate-keys"]),
        (b'{"a": 1}\n{"a": 2}\n', []),
        (b'{"a": ', ["not-valid-json"]),
        (b"[" * 100_000, ["not-valid-json"]),
        (b'{"n": ' + b"9" * 10_000 + b"}", []),
    ],
    ids=["good", "twice", "lines", "cut", "deep", "long number"],
)
def test_json_is_words_and_its_faults_are_said(read, data, codes):
    found = read(data, "a.json")
    assert [reason.code for reason in found.reasons] == codes
    assert found.made[0].data == data


def test_a_key_that_stands_twice_is_read_in_part_and_both_values_are_said(read):
    found = read(
        b'{"worker": "W-01", "consent": false, "a": [{"who": "X", "who": {"n": 1}}], "consent": true}', "a.json"
    )
    assert found.outcome == "partial"
    assert '(consent: false and true; who: "X" and an object)' in found.reasons[0].message
    assert b"false" in found.made[0].data and b"true" in found.made[0].data
