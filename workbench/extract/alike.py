"""A fingerprint of what a picture looks like: the same for copies that were made smaller or saved anew.

Each of 64 bits says whether one of 9 by 8 fields is brighter than the field to its right (a difference hash). It finds
copies; it recognises nothing in the picture, and different pictures can have near fingerprints.
"""

from PIL import Image

NEAR, FAR = 6, 20
ROWS, COLUMNS = 8, 9
FLAT = 8


def fingerprint(image: Image.Image) -> str:
    """The fingerprint of an upright picture, 16 hexadecimal digits.

    Example:
        >>> fingerprint(Image.linear_gradient("L").rotate(270))
        'ffffffffffffffff'
    """
    small = image.convert("L").resize((COLUMNS, ROWS), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(ROWS):
        for column in range(COLUMNS - 1):
            at = row * COLUMNS + column
            bits = bits << 1 | (small[at] > small[at + 1])
    return f"{bits:016x}"


def distance(one: str, other: str) -> int:
    """How many of the 64 bits of two fingerprints differ.

    Example:
        >>> distance("00000000000000ff", "000000000000000f")
        4
    """
    return (int(one, 16) ^ int(other, 16)).bit_count()


def tells(mark: str) -> bool:
    """Whether a fingerprint tells anything: that of a blank page, a dark picture or an even slope does not.

    Example:
        >>> tells("0000000000000001"), tells("a5a5a5a5a5a5a5a5")
        (False, True)
    """
    return FLAT <= int(mark, 16).bit_count() <= 64 - FLAT


def differ(picture: Image.Image, thumbnail: Image.Image) -> bool:
    """Whether a small picture that a file carries shows something else than the file does.

    Cameras put black bars round the small picture where its sides have another ratio: they are cut off first.

    Example:
        >>> disc = Image.radial_gradient("L")
        >>> differ(disc, disc.resize((40, 40))), differ(disc, Image.linear_gradient("L"))
        (False, True)
    """
    wide, high = picture.size
    width, height = thumbnail.size
    if wide * height > high * width:
        kept = max(1, round(width * high / wide))
        box = (0, (height - kept) // 2, width, (height - kept) // 2 + kept)
    else:
        kept = max(1, round(height * wide / high))
        box = ((width - kept) // 2, 0, (width - kept) // 2 + kept, height)
    marks = [fingerprint(picture), fingerprint(thumbnail), fingerprint(thumbnail.crop(box))]
    return min(distance(marks[0], marks[1]), distance(marks[0], marks[2])) > FAR
