"""Draws a picture anew from its points alone: place, camera, time and thumbnails stay behind.

`apart.ask` runs this. It answers `ok` and the bytes, or `refused` and the reason.
"""

import io
import sys

from PIL import Image, ImageOps, UnidentifiedImageError

_WITHOUT_LOSS = {"PNG": {"1", "L", "LA", "RGB", "RGBA"}, "JPEG": {"L", "RGB"}}
_QUALITY = 90


def answered(data: bytes, most: int, width: int) -> bytes:
    """Return the picture anew; with a `width`, as small as a screen needs it."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > most:
                return b"refused pixels"
            return b"ok\n" + _drawn(picture, str(picture.format), width)
    except (Image.DecompressionBombError, MemoryError):
        return b"refused pixels"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return b"refused damaged"


def _drawn(picture: Image.Image, kind: str, width: int) -> bytes:
    turned: Image.Image = ImageOps.exif_transpose(picture)
    if turned.mode not in _WITHOUT_LOSS[kind]:
        is_clear = kind == "PNG" and turned.has_transparency_data
        turned = turned.convert("RGBA" if is_clear else "RGB")
    if width:
        turned.thumbnail((width, width * 4))
    plain = Image.frombytes(turned.mode, turned.size, turned.tobytes())
    drawn = io.BytesIO()
    plain.save(drawn, kind, **({"quality": _QUALITY} if kind == "JPEG" else {}))
    return drawn.getvalue()


if __name__ == "__main__":
    Image.MAX_IMAGE_PIXELS = int(sys.argv[1])
    sys.stdout.buffer.write(
        answered(sys.stdin.buffer.read(), int(sys.argv[1]), int((sys.argv[2:] or ["0"])[0]))
    )
