"""The ring opens for those it was wrapped for, and for nobody else."""

import pytest

from workbench.casefile.cipher import NotOpened
from workbench.casefile.recipients import (
    new_identity,
    of_passphrase,
    recipient_of,
    under_passphrase,
    unwrap,
    wrap,
)
from workbench.errors import BadValue


def test_each_recipient_opens_it_and_a_stranger_does_not() -> None:
    team = [new_identity() for _ in range(3)]
    wrapped = wrap(b"the ring", [recipient_of(one) for one in team])
    assert wrapped.startswith(b"age-encryption.org/v1\n") and b"the ring" not in wrapped
    assert [unwrap(wrapped, one, "ring") for one in team] == [b"the ring"] * 3
    with pytest.raises(NotOpened):
        unwrap(wrapped, new_identity(), "ring")


def test_every_flip_of_what_was_wrapped_is_refused() -> None:
    identity = new_identity()
    wrapped = wrap(b"the ring", [recipient_of(identity)])
    for at in range(len(wrapped)):
        with pytest.raises(NotOpened):
            unwrap(wrapped[:at] + bytes([wrapped[at] ^ 1]) + wrapped[at + 1 :], identity, "ring")


def test_a_recovery_key_may_be_typed_in_small_letters_and_a_wrong_one_is_not_repeated_in_the_error() -> None:
    identity = new_identity()
    assert recipient_of(f" {identity.lower()}\n") == recipient_of(identity)
    with pytest.raises(BadValue) as raised:
        recipient_of(identity[:-1])
    assert identity[:30] not in str(raised.value)


def test_a_passphrase_opens_what_it_closed_and_no_other_does() -> None:
    wrapped = under_passphrase(b"who is who", "five words")
    assert of_passphrase(wrapped, "five words", "key") == b"who is who"
    for raw, words in ((wrapped, "other"), (wrapped[:-1], "five words"), (b"", "five words")):
        with pytest.raises(NotOpened):
            of_passphrase(raw, words, "key")
