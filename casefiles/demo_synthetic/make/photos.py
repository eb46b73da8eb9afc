"""The photographs of the demo case: drawn scenes with the EXIF that photos.csv gives them."""

import csv
import io
import pathlib

from PIL import Image, ImageEnhance

from make.exif import damaged, exif_of
from make.scenes import SCENES

NEAR = {
    "recompressed": lambda image: image,
    "smaller": lambda image: image.resize((image.width * 5 // 8, image.height * 5 // 8), Image.Resampling.LANCZOS),
    "brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.18),
    "cropped": lambda image: image.crop((24, 18, image.width - 24, image.height - 18)),
}


def make(data: pathlib.Path) -> dict[str, bytes]:
    """Raw paths and bytes of every picture in photos.csv; a near duplicate is made from the bytes of its original."""
    made: dict[str, bytes] = {}
    with (data / "photos.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            made[row["file"]] = _picture(row, made)
    return made


def _picture(row: dict[str, str], made: dict[str, bytes]) -> bytes:
    if row["copy_of"]:
        image = NEAR[row["copy_how"]](Image.open(io.BytesIO(made[row["copy_of"]])).convert("RGB"))
    else:
        image = SCENES[row["scene"]](row["file"], row["words"].split(" / "))
    out = io.BytesIO()
    if row["damage"] == "messenger":
        image.save(out, "JPEG", quality=int(row["quality"]))
    else:
        image.save(out, "JPEG", quality=int(row["quality"]), exif=exif_of(row))
    return damaged(out.getvalue(), row["damage"])
