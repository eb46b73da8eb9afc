"""Fingerprints of pictures: near for copies, far for others, silent for blank ones."""

from PIL import Image

from tests.findings.test_copies import scene
from workbench.extract.alike import FAR, NEAR, differ, distance, fingerprint, tells


def test_copies_are_near_and_other_pictures_far() -> None:
    one, small, other = fingerprint(scene(1)), fingerprint(scene(1).resize((100, 75))), fingerprint(scene(2))
    assert distance(one, small) <= NEAR and distance(one, other) > FAR and tells(one)


def test_a_blank_picture_tells_nothing() -> None:
    assert not tells(fingerprint(Image.new("RGB", (64, 64), "white")))


def test_black_bars_round_a_small_picture_are_no_difference() -> None:
    boxed = Image.new("RGB", (160, 120))
    wide = scene(1).resize((640, 360))
    boxed.paste(wide.resize((160, 90)), (0, 15))
    assert not differ(wide, boxed) and not differ(wide.transpose(Image.Transpose.ROTATE_90),
                                                  boxed.transpose(Image.Transpose.ROTATE_90))  # fmt: skip
    assert differ(wide, scene(2).resize((160, 120)))
