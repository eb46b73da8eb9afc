import hashlib
import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from tests.prove.pythons import locales
from workbench.figures import style

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import hashlib
from tests.findings.small_case import tables
from tests.figures.test_matrix import filled
from workbench.figures import matrix, network, sites, timeline
from workbench.findings.chronology import chronology
from workbench.findings.network import network as network_of
from workbench.findings.sites import sites as sites_of
case = tables()
drawn = [matrix.draw(filled()), network.draw(network_of(case)), sites.draw(sites_of(case))]
drawn.append(timeline.draw(chronology(case)))
print(*[hashlib.sha256(svg).hexdigest() for svg in drawn])
"""


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_font_is_the_one_that_ships_with_matplotlib() -> None:
    file = str(style.font(8, True).get_file())
    assert file.endswith("mpl-data/fonts/ttf/DejaVuSans-Bold.ttf")


def test_settings_of_others_change_nothing_and_come_back() -> None:
    import matplotlib

    with matplotlib.rc_context({"svg.hashsalt": "theirs", "svg.fonttype": "none"}):
        with style.fixed():
            assert matplotlib.rcParams["svg.hashsalt"] == style.SALT
            assert matplotlib.rcParams["svg.fonttype"] == "path"
        assert matplotlib.rcParams["svg.hashsalt"] == "theirs"


def test_svg_has_no_date_version_or_address_but_its_own_namespaces() -> None:
    with style.fixed():
        figure, axes = style.sheet(2, 1)
        style.write(axes, 0.1, 0.5, "Đồng $5 – $10 Ћирилица")
        found = style.svg(figure, "a <title> & more")
    assert b"matplotlib.org" not in found and b"DOCTYPE" not in found and b"<metadata" not in found
    assert found.count(b"http") == found.count(b'"http://www.w3.org/')
    assert b"<title>a &lt;title&gt; &amp; more</title>" in found and b'role="img"' in found


def test_links_open_where_the_drawing_stands_and_no_window_of_their_own() -> None:
    with style.fixed():
        figure, axes = style.sheet(2, 1)
        axes.plot([1], [0.5], "o", url="#one")
        axes.plot([1], [0.2], "o", url="")
        words = style.write(axes, 0.1, 0.5, "two", **style.leading("#two"))
        found = style.svg(figure, "links")
    assert re.findall(rb"<a [^>]*>", found) == [b'<a xlink:href="#one">', *[b'<a xlink:href="#two">'] * 2]
    assert words.get_bbox_patch().get_url() == "#two" and b"target" not in found


def test_letters_that_the_font_lacks_become_open_boxes() -> None:
    assert style.drawable("Công ty 玲") == "Công ty ▯"


@pytest.mark.parametrize("text", ["W-01", "Nguyễn Văn Hư Cấu holds documents of", "mmmmmmmm", "iiiiii", "ĐĐĐĐ Ћ"])
@pytest.mark.parametrize("bold", [False, True])
def test_the_width_is_no_less_than_what_is_drawn(text: str, bold: bool) -> None:
    with style.fixed():
        figure, axes = style.sheet(9, 1)
        words = style.write(axes, 1, 0.5, text, size=8, bold=bold)
        drawn = words.get_window_extent(renderer(figure)).width / figure.dpi
    assert drawn <= style.width(text, 8, bold) + 0.02
    assert style.width(text, 8, bold) <= drawn * 1.12


def renderer(figure: Figure) -> object:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    return FigureCanvasAgg(figure).get_renderer()


def test_wrapped_lines_keep_within_their_width_and_every_letter() -> None:
    text = "a company with a Donaudampfschifffahrtsgesellschaftskapitän in its name"
    lines = style.wrap(text, 1.0, 7).split("\n")
    assert all(style.width(line, 7) <= 1.0 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_grounds_differ_in_grey() -> None:
    shades = sorted(luminance(colour) for colour in (style.BLUE, style.AMBER, style.SKY, style.PAPER))
    assert all(later - earlier > 0.15 for earlier, later in itertools.pairwise(shades))


def digests(folder: Path, **surroundings: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    )
    return done.stdout.split()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return digests(tmp_path_factory.mktemp("here"), TZ="UTC", LC_ALL="C", PYTHONHASHSEED="0")


def test_elsewhere_the_bytes_are_the_same(here: list[str], tmp_path: Path) -> None:
    found = digests(tmp_path, TZ="Asia/Ho_Chi_Minh", LC_ALL="C.UTF-8", PYTHONHASHSEED="4711", SOURCE_DATE_EPOCH="1")
    assert len(found) == 4 and found == here


def test_settings_of_the_user_change_nothing(here: list[str], tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text(
        "font.size: 30\nsvg.hashsalt: mine\nsvg.fonttype: none\nlines.linewidth: 9\n"
    )
    assert digests(tmp_path, MATPLOTLIBRC=str(tmp_path / "matplotlibrc"), PYTHONHASHSEED="99") == here


def test_four_figures_differ(here: list[str]) -> None:
    assert len(set(here)) == 4 and all(len(digest) == hashlib.sha256().digest_size * 2 for digest in here)


def bright(colour: str) -> float:
    """Relative luminance (WCAG 2.2), from the definition."""
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_ink_can_be_read_on_every_ground() -> None:
    for ground in (style.BLUE, style.SKY, style.AMBER, style.SAND, style.LILAC, style.PALE, style.PAPER):
        light, dark = sorted((bright(ground), bright(style.ink_on(ground))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, ground


DRAWN = """
import hashlib, sys
from workbench.codebook.messages import messages
from tests.prove.pythons import locales
from workbench.figures import style
from workbench.figures.words import speaking
with style.fixed(), speaking(messages(sys.argv[1])):
    page, axes = style.sheet(3, 1)
    style.write(axes, 0.1, 0.5, "\\u0431\\u0440\\u043e\\u0458 \\u0431\\u0430\\u0440\\u0430\\u043a\\u0435")
    print(hashlib.sha256(style.svg(page, "t")).hexdigest())
"""


def test_letters_are_those_of_the_language_of_the_drawing_and_never_of_the_machines(tmp_path: Path) -> None:
    """Serbian writes some Cyrillic letters in forms of its own, which a Serbian locale would choose for any text."""
    serbian = next((name for name in locales(tmp_path) if name.startswith("sr_RS")), None)
    if serbian is None:
        pytest.skip("no Serbian locale can be made here: localedef and Debian's definitions make one")

    def drawn(lang: str, locale: str) -> str:
        env = os.environ | {"LOCPATH": str(tmp_path), "LC_ALL": locale}
        told = subprocess.run([sys.executable, "-c", DRAWN, lang], env=env, capture_output=True, text=True, check=True)
        return told.stdout

    for lang in ("en", "sr-Cyrl"):
        assert drawn(lang, serbian) == drawn(lang, "C.UTF-8"), lang
    assert drawn("en", serbian) != drawn("sr-Cyrl", serbian)
