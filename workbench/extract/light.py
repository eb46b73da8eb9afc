"""Evening the light of a photographed page, so that its writing stands dark on white everywhere."""

import numpy as np
from PIL import Image, ImageFilter

STEP = 8
# Ground as bright as this needs nothing done: a scan, or a page that was drawn.
WHITE = 245


def evened(grey: Image.Image) -> Image.Image:
    """A grey page divided by the brightness of its paper nearby; a page that is white already stays as it is.

    Tesseract parts ink from paper at one level for a whole page: of a page with a shadow on it, it lost the dark half.

    Example:
        >>> evened(Image.new("L", (64, 64), 120)).getpixel((9, 9))
        255
    """
    if min(grey.size) < 4 * STEP:
        return grey
    small = grey.reduce(STEP).filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.MaxFilter(9))
    ground = small.filter(ImageFilter.BoxBlur(6))
    if ground.getextrema()[0] >= WHITE:  # type: ignore[operator]
        return grey
    near = np.asarray(ground.resize(grey.size, Image.Resampling.BILINEAR), dtype=np.float32)
    even = np.asarray(grey, dtype=np.float32) * 255 / np.maximum(near, 1)
    return Image.fromarray(np.minimum(even, 255).astype(np.uint8))
