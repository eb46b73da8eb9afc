"""Files in which one word is planted wherever such a file can carry a word, and a search that opens everything."""

import io
import re
import zlib

import pypdfium2
from PIL import Image, ImageCms, ImageDraw

from tests.extract.conftest import block, place, segment, text

WORD = b"CANARYNGUYEN"
NAME = WORD.decode()
BOX = (40, 30, 60, 20)


def pdf() -> bytes:
    """A PDF with the word in its text, in a compressed stream, under a black box, in white, beyond the page, in a note,
    a form, its properties, XMP, a bookmark, a script, a file inside, and after its end.
    """
    shown = f"""BT /F1 12 Tf 20 170 Td (Signed by {NAME} at the gate) Tj ET
BT /F1 12 Tf 20 140 Td (They keep our passports.) Tj ET
BT /F1 12 Tf 20 100 Td ({NAME}) Tj ET 0 0 0 rg 15 95 150 20 re f
1 1 1 rg BT /F1 12 Tf 20 70 Td ({NAME}) Tj ET
BT /F1 12 Tf 900 900 Td ({NAME}) Tj ET"""
    packed = zlib.compress(shown.encode())
    file = zlib.compress(WORD)
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{NAME}</dc:creator></x:xmpmeta>".encode()
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R /Outlines 9 0 R /OpenAction << /S /JavaScript /JS ({NAME}) >> "
        f"/Names << /EmbeddedFiles << /Names [({NAME}) 8 0 R] >> >> >>".encode(),
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R "
        b"/Annots [6 0 R] >>",
        b"<< /Type /Annot /Subtype /Text /Rect [250 150 270 170] /Contents (%s) /T (%s) >>" % (WORD, WORD),
        b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(xmp), xmp),
        b"<< /Type /Filespec /F (%s) /EF << /F 11 0 R >> >>" % WORD,
        b"<< /Type /Outlines /First 10 0 R /Last 10 0 R /Count 1 >>",
        b"<< /Title (%s) /Parent 9 0 R /Dest [5 0 R /Fit] >>" % WORD,
        b"<< /Type /EmbeddedFile /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(file), file),
        b"<< /Author (%s) /Title (%s) /Producer (%s) >>" % (WORD, WORD, WORD),
    ]
    out, where = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        where.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in where)
    out += b"trailer << /Size %d /Root 1 0 R /Info 12 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out) + WORD


def drawn(turn: int = 1) -> Image.Image:
    """A picture of 160 by 90 as stored, with white ground and the word's place filled with red, in pixels as shown."""
    shown = Image.new("RGB", (160, 90) if turn == 1 else (90, 160), "white")
    x, y, width, height = BOX
    ImageDraw.Draw(shown).rectangle((x, y, x + width - 1, y + height - 1), fill=(255, 0, 0))
    return shown if turn == 1 else shown.transpose(Image.Transpose.ROTATE_90)


def jpeg(turn: int = 6) -> bytes:
    """A JPEG with the word in EXIF, its thumbnail, GPS, XMP, IPTC, ICC, every other segment, and after its end."""
    out = io.BytesIO()
    drawn(turn).save(out, "JPEG", quality=95)
    plain = out.getvalue()
    thumb = plain[:2] + segment(WORD, 0xFE) + plain[2:]
    camera = block([text(0x010F, NAME), text(0x013B, NAME), (0x0112, 3, 1, turn.to_bytes(2, "little"))],
                   [text(0xA420, NAME), (0x927C, 7, len(WORD), WORD)],
                   place(((45, 1), (22, 1), (0, 1)), ((20, 1), (23, 1), (0, 1))))  # fmt: skip
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    payloads = [b"Exif\0\0" + camera, b"http://ns.adobe.com/xap/1.0/\0<x>" + WORD + b"</x>"]
    app1 = b"".join(segment(one) for one in payloads)
    others = b"".join(segment(WORD + b"\0" + thumb, 0xE0 + number) for number in range(3, 16) if number not in (14,))
    others += segment(b"ICC_PROFILE\0\x01\x01" + icc + WORD, 0xE2)
    others += segment(b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0" + bytes([len(WORD)]) + WORD, 0xED)
    return plain[:2] + app1 + others + segment(WORD, 0xFE) + plain[2:] + WORD + thumb


def png() -> bytes:
    """A PNG with the word in every kind of text chunk, in EXIF, in a chunk of its own, and after its end."""
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Author", NAME)
    told.add_text("Comment", NAME, zip=True)
    told.add_itxt("XML:com.adobe.xmp", NAME, zip=True)
    told.add(b"caNv", WORD)
    out = io.BytesIO()
    drawn().save(out, "PNG", pnginfo=told, exif=b"Exif\0\0" + block([text(0x013B, NAME)]))
    return out.getvalue() + WORD


def everything(data: bytes) -> bytes:
    """The bytes of a file and whatever of it unpacks, and of a PDF its text, properties, and names."""
    found = [data]
    for found_at in re.finditer(rb"x[\x01\x5e\x9c\xda]", data):
        try:
            found.append(zlib.decompressobj().decompress(data[found_at.start() :]))
        except zlib.error:
            continue
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        found += [str(document.get_metadata_dict()).encode()]
        found += [document[number].get_textpage().get_text_range().encode() for number in range(len(document))]
    joined = b"\n".join(found)
    return joined + joined.replace(b"\0", b"")
