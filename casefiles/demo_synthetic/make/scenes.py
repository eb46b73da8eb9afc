"""Drawn scenes, simple but to be recognised: rooms, gate, fence, notices, receipts, the moon over a building site."""

import math
import pathlib
import random
from collections.abc import Callable, Sequence

import matplotlib
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

SIZE = (1024, 768)
FONT = pathlib.Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
Draw = ImageDraw.ImageDraw
Colour = tuple[int, int, int]


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def _canvas(top: Colour, bottom: Colour, horizon: int) -> tuple[Image.Image, Draw]:
    image = Image.new("RGB", SIZE, top)
    draw = ImageDraw.Draw(image)
    for y in range(SIZE[1]):
        tone = top if y < horizon else bottom
        shade = 1 - 0.12 * (y / SIZE[1])
        draw.line((0, y, SIZE[0], y), fill=tuple(round(part * shade) for part in tone))
    return image, draw


def _grain(image: Image.Image, seed: str) -> Image.Image:
    """A little sensor noise, seeded by the file's name, so that no two photographs are the same flat drawing."""
    noise = random.Random(f"{seed} grain").randbytes(256 * 192)
    layer = Image.frombytes("L", (256, 192), noise).resize(image.size, Image.Resampling.BICUBIC)
    soft = layer.point(lambda value: value // 16).convert("RGB")
    return ImageChops.add(image.filter(ImageFilter.GaussianBlur(0.6)), soft, offset=-8)


def _person(draw: Draw, x: int, y: int, height: int, colour: Colour) -> None:
    """A figure without a face, standing with its feet at (x, y)."""
    head, wide = height // 7, height // 5
    draw.ellipse((x - head, y - height, x + head, y - height + 2 * head), fill=(92, 74, 62))
    draw.rounded_rectangle((x - wide, y - height + 2 * head, x + wide, y - height // 3), radius=wide // 2, fill=colour)
    draw.rectangle((x - wide + 4, y - height // 2, x - 3, y), fill=(44, 48, 60))
    draw.rectangle((x + 3, y - height // 2, x + wide - 4, y), fill=(44, 48, 60))


def _sheet(draw: Draw, box: tuple[int, int, int, int], lines: Sequence[str], size: int) -> None:
    """A sheet of paper with words on it."""
    draw.rectangle((box[0] + 8, box[1] + 8, box[2] + 8, box[3] + 8), fill=(70, 66, 60))
    draw.rectangle(box, fill=(246, 243, 232), outline=(150, 146, 136), width=2)
    for number, line in enumerate(lines):
        font = _font(size + 6 if number == 0 else size)
        draw.text((box[0] + 24, box[1] + 22 + number * (size * 7 // 4)), line, font=font, fill=(30, 30, 38))


def bunks(seed: str, _words: Sequence[str]) -> Image.Image:
    """A long room with rows of bunk beds, bare boards and no heater."""
    rng = random.Random(seed)
    image, draw = _canvas((188, 186, 176), (126, 112, 96), 430)
    draw.rectangle((440, 120, 590, 250), fill=(206, 222, 230), outline=(90, 90, 86), width=6)
    for column in range(4):
        left = 30 + column * 250 + rng.randrange(-8, 8)
        for height in (300, 480):
            draw.rectangle((left, height, left + 210, height + 26), fill=(146, 108, 70))
            if rng.random() < 0.45:
                draw.rectangle(
                    (left + 8, height - 22, left + 200, height), fill=rng.choice([(90, 110, 150), (160, 90, 80)])
                )
        for post in (left, left + 200):
            draw.rectangle((post, 240, post + 12, 640), fill=(70, 72, 78))
    for x in range(60, 1000, 170):
        draw.line((x, 60, x + rng.randrange(-30, 30), 130), fill=(52, 50, 50), width=3)
    return _grain(image, seed)


def gate(seed: str, words: Sequence[str]) -> Image.Image:
    """A boom gate with a guard's cabin and a guard."""
    rng = random.Random(seed)
    image, draw = _canvas((176, 196, 212), (150, 146, 136), 450)
    for x in range(0, 1024, 64):
        draw.line((x, 300, x, 470), fill=(96, 100, 104), width=5)
    for y in range(310, 470, 22):
        draw.line((0, y, 1024, y), fill=(128, 132, 136), width=2)
    draw.rectangle((640, 250, 860, 560), fill=(224, 226, 220), outline=(80, 80, 80), width=4)
    draw.rectangle((670, 300, 790, 390), fill=(90, 120, 140))
    for part in range(10):
        draw.rectangle((90 + part * 55, 500, 145 + part * 55, 522), fill=(196, 40, 40) if part % 2 else (240, 240, 240))
    _person(draw, 590 + rng.randrange(-40, 20), 650, 250, (28, 32, 40))
    draw.text((650, 262), words[0], font=_font(20), fill=(20, 20, 20))
    return _grain(image, seed)


def fence(seed: str, words: Sequence[str]) -> Image.Image:
    """A wire fence with barbed wire on top, barracks behind it."""
    image, draw = _canvas((168, 186, 200), (118, 122, 92), 470)
    for left in (120, 460, 790):
        draw.rectangle((left, 330, left + 240, 490), fill=(212, 210, 200), outline=(120, 118, 112), width=4)
        draw.rectangle((left + 30, 370, left + 80, 420), fill=(80, 96, 110))
    for x in range(-440, 1024, 44):
        draw.line((x, 640, x + 420, 220), fill=(86, 88, 92), width=2)
        draw.line((x + 420, 640, x, 220), fill=(86, 88, 92), width=2)
    for x in range(0, 1024, 26):
        draw.arc((x, 176, x + 40, 216), 0, 340, fill=(70, 70, 74), width=3)
    if words[0]:
        _sheet(draw, (350, 400, 700, 500), words, 20)
    return _grain(image, seed)


def board(seed: str, words: Sequence[str]) -> Image.Image:
    """A notice board with one typed sheet on it."""
    image, draw = _canvas((172, 168, 158), (172, 168, 158), 700)
    draw.rectangle((90, 40, 934, 728), fill=(132, 94, 58), outline=(80, 54, 30), width=10)
    _sheet(draw, (140, 80, 884, 690), words, 21)
    return _grain(image, seed)


def receipt(seed: str, words: Sequence[str]) -> Image.Image:
    """A slip of paper on a table, with a stamp."""
    image, draw = _canvas((112, 84, 60), (104, 78, 56), 300)
    _sheet(draw, (240, 60, 790, 710), words, 20)
    draw.ellipse((590, 540, 740, 690), outline=(178, 44, 60), width=6)
    draw.text((622, 600), "ĐÃ THU", font=_font(24), fill=(178, 44, 60))
    return _grain(image.rotate(random.Random(seed).uniform(-3, 3), fillcolor=(104, 78, 56)), seed)


def kitchen(seed: str, _words: Sequence[str]) -> Image.Image:
    """A shed used as a kitchen: gas bottles beside a stove, one bulb."""
    image, draw = _canvas((150, 146, 134), (96, 84, 74), 470)
    draw.rectangle((120, 400, 620, 600), fill=(120, 122, 126), outline=(60, 60, 64), width=4)
    for x in (190, 340, 490):
        draw.ellipse((x, 370, x + 110, 420), fill=(50, 50, 54))
        draw.ellipse((x + 20, 320, x + 92, 392), fill=(150, 152, 158), outline=(90, 90, 96), width=3)
    for x in (690, 790, 890):
        draw.rounded_rectangle((x, 430, x + 80, 640), radius=26, fill=(196, 92, 40), outline=(110, 50, 24), width=3)
        draw.rectangle((x + 28, 400, x + 52, 432), fill=(90, 90, 90))
    draw.line((520, 0, 520, 120), fill=(30, 30, 30), width=3)
    draw.ellipse((500, 116, 540, 160), fill=(250, 236, 170))
    return _grain(image, seed)


def washroom(seed: str, words: Sequence[str]) -> Image.Image:
    """A row of taps over a trough and two doors, one of them closed with a board."""
    image, draw = _canvas((184, 190, 190), (120, 122, 120), 520)
    draw.rectangle((60, 420, 620, 500), fill=(208, 210, 206), outline=(110, 112, 112), width=4)
    for x in range(110, 600, 90):
        draw.rectangle((x, 340, x + 16, 400), fill=(120, 124, 128))
        draw.rectangle((x, 384, x + 44, 400), fill=(120, 124, 128))
    for x in (690, 850):
        draw.rectangle((x, 220, x + 130, 620), fill=(124, 96, 70), outline=(70, 52, 36), width=4)
    draw.line((670, 300, 1000, 470), fill=(190, 160, 110), width=26)
    draw.text((90, 250), words[0], font=_font(26), fill=(60, 40, 40))
    return _grain(image, seed)


def moon(seed: str, _words: Sequence[str]) -> Image.Image:
    """Night: the moon over cranes and lit scaffolding."""
    rng = random.Random(seed)
    image, draw = _canvas((22, 26, 44), (16, 16, 22), 560)
    draw.ellipse((720, 90, 830, 200), fill=(240, 236, 210))
    for _ in range(90):
        x, y = rng.randrange(1024), rng.randrange(420)
        draw.point((x, y), fill=(200, 200, 210))
    draw.line((210, 600, 210, 140, 620, 140), fill=(120, 110, 60), width=8)
    for left in range(330, 900, 95):
        for top in range(330, 590, 65):
            draw.rectangle((left, top, left + 90, top + 60), outline=(96, 98, 104), width=3)
            if rng.random() < 0.3:
                draw.ellipse((left + 38, top + 22, left + 52, top + 36), fill=(250, 220, 120))
    return _grain(image, seed)


def queue(seed: str, words: Sequence[str]) -> Image.Image:
    """Figures seen from behind, waiting at a window."""
    rng = random.Random(seed)
    image, draw = _canvas((182, 178, 166), (132, 126, 116), 520)
    draw.rectangle((760, 220, 960, 420), fill=(70, 80, 90), outline=(40, 44, 48), width=6)
    draw.text((770, 184), words[0], font=_font(24), fill=(40, 30, 30))
    for number in range(9):
        colour = rng.choice([(196, 120, 40), (60, 90, 130), (90, 110, 80)])
        _person(draw, 90 + number * 78, 640 + rng.randrange(-14, 14), 220, colour)
    return _grain(image, seed)


def road(seed: str, words: Sequence[str]) -> Image.Image:
    """A road with a bus stop or a sign and a dark car."""
    image, draw = _canvas((178, 200, 214), (112, 128, 84), 400)
    draw.polygon([(430, 400), (560, 400), (900, 768), (120, 768)], fill=(96, 96, 98))
    draw.rectangle((700, 260, 712, 470), fill=(80, 80, 80))
    draw.rectangle((640, 200, 900, 264), fill=(40, 84, 150))
    draw.text((652, 214), words[0], font=_font(26), fill=(250, 250, 250))
    draw.rounded_rectangle((330, 500, 560, 590), radius=20, fill=(18, 18, 22))
    draw.rounded_rectangle((370, 456, 520, 520), radius=16, fill=(30, 30, 36))
    for x in (370, 510):
        draw.ellipse((x - 24, 566, x + 24, 614), fill=(8, 8, 8))
    return _grain(image, seed)


def hands(seed: str, words: Sequence[str]) -> Image.Image:
    """A small red booklet with a number slip on it, on a blanket."""
    image, draw = _canvas((80, 96, 120), (72, 86, 110), 500)
    for x in range(0, 1024, 48):
        draw.line((x, 0, x, 768), fill=(92, 108, 134), width=6)
    draw.rounded_rectangle((340, 150, 700, 640), radius=20, fill=(44, 84, 60), outline=(24, 50, 34), width=6)
    for turn in range(10):
        angle = turn * math.pi / 5
        draw.line((520, 330, 520 + 70 * math.cos(angle), 330 + 70 * math.sin(angle)), fill=(216, 180, 80), width=6)
    draw.text((404, 460), words[0], font=_font(30), fill=(216, 180, 80))
    if len(words) > 1:
        _sheet(draw, (560, 520, 860, 700), words[1:], 20)
    return _grain(image, seed)


def building(seed: str, words: Sequence[str]) -> Image.Image:
    """A steel frame with scaffolding, and a banner."""
    image, draw = _canvas((186, 202, 214), (150, 132, 104), 560)
    for left in range(120, 900, 120):
        draw.rectangle((left, 160, left + 16, 590), fill=(130, 70, 50))
    for top in range(160, 590, 85):
        draw.rectangle((120, top, 860, top + 12), fill=(130, 70, 50))
    draw.line((90, 600, 90, 120, 880, 120), fill=(170, 150, 60), width=5)
    draw.rectangle((250, 470, 800, 540), fill=(244, 244, 238), outline=(60, 60, 60), width=3)
    draw.text((268, 486), words[0], font=_font(30), fill=(20, 50, 110))
    return _grain(image, seed)


def typed_page(lines: Sequence[str], seed: str) -> Image.Image:
    """A typed sheet as a scanner sees it, 1240 x 1754 pixels."""
    image = Image.new("RGB", (1240, 1754), (236, 233, 224))
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((120, 140 + 42 * number), line, font=_font(25), fill=(40, 40, 46))
    return _grain(image, seed)


SCENES: dict[str, Callable[[str, Sequence[str]], Image.Image]] = {
    "bunks": bunks, "gate": gate, "fence": fence, "board": board, "receipt": receipt, "kitchen": kitchen,
    "washroom": washroom, "moon": moon, "queue": queue, "road": road, "hands": hands, "building": building,
}  # fmt: skip
