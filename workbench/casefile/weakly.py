"""Calling back without holding on: whoever waits to be called does not live longer for it."""

import weakref
from collections.abc import Callable


def weakly(method: Callable[[], object]) -> Callable[[], None]:
    """Calls a method for as long as somebody else holds what it belongs to, and does nothing afterwards.

    Example:
        >>> class Heard:
        ...     def call(self) -> None:
        ...         print("called")
        >>> heard = Heard()
        >>> call = weakly(heard.call)
        >>> call()
        called
        >>> del heard
        >>> call()
    """
    held = weakref.WeakMethod(method)

    def call() -> None:
        here = held()
        if here is not None:
            here()

    return call
