"""Times stay apart as they were written, and their differences are told without choosing the right one."""

import pytest

from workbench.extract.times import beside_file, differences, of_file, written


def test_every_time_stands_as_written_with_its_own_offset() -> None:
    tags = {"EXIF DateTimeOriginal": "2021:11:15 08:14:03\0", "EXIF OffsetTimeOriginal": "+01:00",
            "EXIF SubSecTimeOriginal": "70", "EXIF DateTimeDigitized": "0000:00:00 00:00:00",
            "Image DateTime": "2021:11:16 09:00:00"}  # fmt: skip
    found = written(tags)
    assert found == {
        "taken": {"as_written": "2021:11:15 08:14:03", "offset": "+01:00", "tag": "DateTimeOriginal", "fraction": "70"},
        "changed": {"as_written": "2021:11:16 09:00:00", "offset": None, "tag": "DateTime", "fraction": None},
    }
    assert differences(found, None) == ["The time of changed is 89157 s after that of taken"]


@pytest.mark.parametrize(
    ("camera", "offset", "gps", "told"),
    [
        (
            "2021:11:15 09:14:03",
            None,
            "2021:11:15 08:14:01 UTC",
            "3602 s more than the satellites, near UTC+01:00; no zone",
        ),
        (
            "2021:11:15 03:44:01",
            None,
            "2021:11:15 08:14:01 UTC",
            "16200 s less than the satellites, near UTC-04:30; no zone",
        ),
        (
            "2021:11:15 09:14:03",
            "+01:00",
            "2021:11:15 08:14:01 UTC",
            "the camera's time is the satellites' (difference 2 s)",
        ),
        ("2021:11:15 09:14:03", "+03:00", "2021:11:15 08:14:01 UTC", "-7198 s from the satellites'"),
        ("2021:11:15 09:21:40", None, "2021:11:15 08:14:01 UTC", "4059 s more than the satellites; no zone is written"),
        ("2019:11:15 09:14:03", None, "2021:11:15 08:14:01 UTC", "less than the satellites; no zone is written"),
    ],
)
def test_the_camera_against_the_satellites(camera: str, offset: str | None, gps: str, told: str) -> None:
    (said,) = differences({"taken": {"as_written": camera, "offset": offset}}, gps)
    assert told in said


@pytest.mark.parametrize(
    ("time", "told"),
    [
        ("1980:01:01 00:00:12", "1 January 1980"),
        ("15.11.2021 08:14", "not of the form"),
        ("2021:13:45 08:14:03", "not of the form"),
    ],
)
def test_clocks_that_nobody_set_and_times_that_are_none(time: str, told: str) -> None:
    (said,) = differences({"taken": {"as_written": time, "offset": None}}, None)
    assert told in said


def test_a_satellite_date_alone_is_compared_with_nothing() -> None:
    assert differences({"taken": {"as_written": "2021:11:15 08:14:03", "offset": None}}, "2021:11:15") == []


@pytest.mark.parametrize(
    ("written_", "offset", "gps", "changed", "told"),
    [
        (None, None, "2021:11:15 08:14:01 UTC", "2021-11-15T08:14:03", "2 s after the satellites'"),
        ("2021:11:15 09:14:03", None, "2021:11:15 08:14:01 UTC", "2021-11-20T08:14:01", "5 days after the satellites'"),
        ("2021:11:15 15:14:03", "+07:00", None, "2021-11-15T08:14:04", "1 s after the camera's"),
        ("2021:11:15 15:14:03", None, None, "2021-11-15T08:14:03", "none is assumed"),
        ("2021:11:15 15:14:03", None, None, "2021-11-18T08:14:03", "2 days after the camera's, more than zones"),
        ("2021:11:15 15:14:03", None, None, "2021-11-13T08:14:03", "before the camera's"),
        ("soon", None, None, "2021-11-13T08:14:03", "stands alone"),
        (None, None, None, "2021-11-13T08:14:03", "stands alone"),
    ],
)
def test_the_time_of_the_file_stands_beside_the_others_and_corrects_none(
    written_: str | None, offset: str | None, gps: str | None, changed: str, told: str
) -> None:
    found = {"taken": {"as_written": written_, "offset": offset}} if written_ else {}
    assert told in of_file(found, gps, changed)
    both = beside_file({"times": found, "gps_time": gps, "time_differences": ["a"]}, [changed, None, changed])
    assert both["file_times"] == [changed] and both["time_differences"][0] == "a" and len(both["time_differences"]) == 2
