"""An object that is being read is not moved, and one that is being moved is not lent."""

import threading

from workbench.casefile.lent import Lent


def test_who_moves_an_object_waits_for_all_its_readers_and_for_no_others() -> None:
    lent, moved = Lent(), threading.Event()

    def move() -> None:
        with lent.back({"a", "b"}):
            moved.set()

    mover = threading.Thread(target=move)
    with lent.out("c"):
        with lent.out("a"):
            with lent.out("a"):
                mover.start()
                assert not moved.wait(0.1)
            assert not moved.wait(0.1), "another still reads it"
        assert moved.wait(10)
    mover.join()


def test_nothing_is_lent_while_objects_are_moved() -> None:
    lent, read = Lent(), threading.Event()

    def take() -> None:
        with lent.out("a"):
            read.set()

    reader = threading.Thread(target=take)
    with lent.back({"a"}):
        reader.start()
        assert not read.wait(0.1)
    assert read.wait(10)
    reader.join()


def test_what_a_reader_fails_on_is_given_back_all_the_same() -> None:
    lent = Lent()
    try:
        with lent.out("a"):
            raise ValueError
    except ValueError:
        pass
    with lent.back({"a"}):
        assert lent._names == []
