import io
import json
import os
import struct
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from workbench.extract import extract

EXIF = b"Exif\0\0"
NORTH = ((45, 1), (22, 1), (516, 10)), ((20, 1), (23, 1), (0, 1))


def facts(found):
    return json.loads(next(made.data for made in found.made if made.kind == "exif"))


def codes(found):
    return [reason.code for reason in found.reasons]


def test_place_time_and_device_as_the_camera_wrote_them(read, build, picture):
    raw = build.block(
        [build.text(0x10F, "Nokia"), build.text(0x110, "8.3"), (0x112, 3, 1, b"\x06\0")],
        [build.text(0x9003, "2021:11:15 08:14:03"), build.text(0x9011, "+01:00")],
        build.place(*NORTH, "S", "W", build.rational(17, (2715, 10)), build.rational(31, (17, 2))),
    )
    found = read(build.with_segments(picture, EXIF + raw), "IMG_1.jpg")
    told = facts(found)
    assert found.outcome == "parsed", found.reasons
    assert (told["position"]["latitude"], told["position"]["longitude"]) == pytest.approx((-45.381, -20.3833333))
    assert (told["position"]["direction_deg"], told["position"]["radius_m"]) == (271.5, 8.5)
    assert told["taken"] == {"as_written": "2021:11:15 08:14:03", "offset": "+01:00", "tag": "DateTimeOriginal"}
    assert (told["device"], told["orientation"], told["pixels"]) == ("Nokia 8.3", 6, [64, 48])


def test_no_zone_is_made_up(read, build, picture):
    raw = build.block([build.text(0x132, "2021:11:15 08:14:03")])
    assert facts(read(build.with_segments(picture, EXIF + raw), "a.jpg"))["taken"]["offset"] is None


def test_no_camera_data_and_unreadable_camera_data_differ(read, build, picture):
    none = read(picture, "a.jpg")
    assert (none.outcome, codes(none)) == ("parsed", ["no-exif", "saved-again"])
    broken = read(build.with_segments(picture, EXIF + b"II*\0\xff\xff\xff\x7f"), "a.jpg")
    assert (broken.outcome, codes(broken)) == ("partial", ["exif-unreadable"])
    assert facts(broken)["errors"]
    assert facts(broken)["position_reason"] == "exif-unreadable"


@pytest.mark.parametrize(
    ("latitude", "north", "code"),
    [
        (((0, 0), (0, 0), (0, 0)), "N", "gps-zero-denominator"),
        (((999, 1), (0, 1), (0, 1)), "N", "gps-out-of-range"),
        (((45, 1), (75, 1), (0, 1)), "N", "gps-out-of-range"),
        (NORTH[0], "s", "gps-bad-reference"),
        (NORTH[0], None, "gps-no-reference"),
    ],
)
def test_a_place_that_cannot_be_trusted_is_no_place(read, build, picture, latitude, north, code):
    raw = build.block([build.text(0x10F, "Nokia")], None, build.place(latitude, NORTH[1], north, "E"))
    told = facts(read(build.with_segments(picture, EXIF + raw), "a.jpg"))
    assert (told["position"], told["position_reason"]) == (None, code)


def test_two_blocks_that_disagree(read, build, picture):
    one = build.block([build.text(0x10F, "A")], None, build.place(*NORTH))
    two = build.block([build.text(0x10F, "A")], None, build.place(((46, 1), (0, 1), (0, 1)), NORTH[1]))
    told = facts(read(build.with_segments(picture, EXIF + one, EXIF + two), "a.jpg"))
    assert (told["position"], told["position_reason"]) == (None, "gps-disagree")
    xmp = b'http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="10,0.5S" exif:GPSLongitude="20,23.0E"/>'
    told = facts(read(build.with_segments(picture, EXIF + one, xmp), "a.jpg"))
    assert (told["position"], told["position_reason"]) == (None, "gps-disagree")


def test_a_value_outside_the_block_is_an_error(read, build, picture):
    raw = build.block([build.text(0x10F, "A maker with a long name")])
    found = read(build.with_segments(picture, EXIF + raw[:-20]), "a.jpg")
    assert (found.outcome, codes(found)) == ("partial", ["exif-unreadable"])


@pytest.mark.parametrize("kind", [1, 3, 4, 7, 9])
def test_maker_notes_of_a_thousand_million_values_do_not_hang(read, build, picture, kind):
    note = (0x927C, kind, 1_006_641_184, struct.pack("<I", 26))
    raw = build.block([build.text(0x10F, "Canon")], [note])
    found = read(build.with_segments(picture, EXIF + raw), "a.jpg")
    assert facts(found)["device"] == "Canon"


def test_a_picture_cut_short_keeps_its_camera_data(read, build, picture):
    raw = build.block([build.text(0x10F, "Nokia")], None, build.place(*NORTH))
    found = read(build.with_segments(picture, EXIF + raw)[:-200], "a.jpg")
    assert (found.outcome, codes(found)) == ("partial", ["pixels-unreadable"])
    assert facts(found)["position"]["latitude"] == pytest.approx(45.381)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF", "TIFF"])
def test_other_containers_carry_the_same(read, build, kind):
    import pillow_heif

    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Nokia"
    exif[ExifTags.Base.DateTime] = "2021:11:15 08:14:03"
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(out, kind, exif=exif)
    found = read(out.getvalue(), f"a.{kind.lower()}")
    told = facts(found)
    assert (found.kind, found.outcome) == ("photo", "parsed"), found.reasons
    assert (told["device"], told["taken"]["as_written"]) == ("Nokia", "2021:11:15 08:14:03")
    assert [made.kind for made in found.made] == ["exif", "thumbnail"]


def _second_reader(path: Path) -> tuple[tuple[float, float] | None, str | None, str | None]:
    """Place, time and offset as Pillow gives them."""
    with Image.open(path) as image:
        exif = image.getexif()
        block, more = exif.get_ifd(ExifTags.IFD.GPSInfo), exif.get_ifd(ExifTags.IFD.Exif)
    names = (("DateTimeOriginal", "OffsetTimeOriginal"), ("DateTimeDigitized", "OffsetTimeDigitized"))
    said = [(more.get(ExifTags.Base[time]), more.get(ExifTags.Base[zone])) for time, zone in names]
    said.append((exif.get(ExifTags.Base.DateTime), more.get(ExifTags.Base.OffsetTime)))
    plain = [[str(word or "").strip("\0 ") for word in pair] for pair in said]
    time, zone = next((pair for pair in plain if set(pair[0]) - set(" :-0")), ("", ""))
    return _place(block), time or None, zone or None


def _place(block) -> tuple[float, float] | None:
    try:
        axes = [[float(part) for part in block[tag]] for tag in (2, 4)]
        signs = [{"N": 1, "E": 1, "S": -1, "W": -1}[block[tag]] for tag in (1, 3)]
    except (KeyError, ZeroDivisionError):
        return None
    latitude, longitude = (sign * (d + m / 60 + s / 3600) for sign, (d, m, s) in zip(signs, axes, strict=True))
    return latitude, longitude


@pytest.mark.skipif("WORKBENCH_CORPUS" not in os.environ, reason="WORKBENCH_CORPUS names no folder of real files")
def test_positions_and_times_of_real_photographs_agree_with_a_second_reader():
    import pillow_heif

    pillow_heif.register_heif_opener()
    placed = timed = 0
    for path in sorted(Path(os.environ["WORKBENCH_CORPUS"], "photos").rglob("*")):
        if path.suffix.lower() not in {".jpg", ".jpeg", ".heic", ".heif"}:
            continue
        told, (other, time, zone) = facts(extract(path, path.name)), _second_reader(path)
        taken = told["taken"] or {"as_written": None, "offset": None}
        # To the second, with no zone but the one written; a block that cannot be read in full is said to be one.
        assert told["errors"] or (taken["as_written"], taken["offset"]) == (time, zone), path.name
        timed += taken["as_written"] is not None and taken["as_written"] == time
        if told["position"] is None:
            assert other is None or told["position_reason"] == "null-island", (path.name, other)
        else:
            assert (told["position"]["latitude"], told["position"]["longitude"]) == pytest.approx(other, abs=1e-5), (
                path.name
            )
            placed += 1
    assert placed >= 7 and timed >= 26
