"""A method is called as long as its object lives, and the object lives no longer for it."""

import weakref

from workbench.casefile.weakly import weakly


class Heard:
    def __init__(self) -> None:
        self.times = 0

    def call(self) -> None:
        self.times += 1


def test_it_is_called_and_not_held() -> None:
    heard = Heard()
    call, seen = weakly(heard.call), weakref.ref(heard)
    call()
    call()
    assert heard.times == 2
    del heard
    assert seen() is None
    call()
