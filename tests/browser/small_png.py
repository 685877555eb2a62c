"""Screenshots made small: a picture of a page has few colours, so each pixel needs one byte and not three.

A decoder and an encoder for the PNG that Chromium writes (8 bits a channel, not interlaced; W3C PNG
specification, third edition), in the standard library. Beyond 255 colours the rarest take the nearest of the others.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {2: 3, 6: 4}  # colour types: red, green and blue; and the same with transparency
_MOST_COLOURS = 256
_PALETTE = 3


def small_png(png: bytes) -> bytes:
    """The same picture with a palette; the picture itself when that is not smaller."""
    chunks = list(_chunks(png))
    width, height, _, colour_type = struct.unpack(">IIBB", chunks[0][1][:10])
    channels = _CHANNELS[colour_type]
    raw = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    rows = [
        [row[place : place + 3] for place in range(0, len(row), channels)]
        for row in _unfiltered(raw, width * channels, height, channels)
    ]
    palette = _palette(Counter(pixel for row in rows for pixel in row))
    pixels = b"".join(b"\0" + bytes(palette[pixel] for pixel in row) for row in rows)
    colours = sorted({number: pixel for pixel, number in reversed(palette.items())}.items())
    small = b"".join(
        [
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, _PALETTE, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(pixel for _, pixel in colours)),
            _chunk(b"IDAT", zlib.compress(pixels, 9)),
            _chunk(b"IEND", b""),
        ]
    )
    return min(small, png, key=len)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _unfiltered(raw: bytes, stride: int, height: int, step: int) -> Iterator[bytes]:
    above = bytes(stride)
    for number in range(height):
        start = number * (stride + 1)
        row = bytearray(raw[start + 1 : start + 1 + stride])
        _unfilter(raw[start], row, above, step)
        above = bytes(row)
        yield above


def _unfilter(kind: int, row: bytearray, above: bytes, step: int) -> None:
    """Undo one of the filters None, Sub, Up, Average, Paeth."""
    if kind == 0:
        return
    for place, value in enumerate(row):
        left = row[place - step] if place >= step else 0
        corner = above[place - step] if place >= step else 0
        near = (left, above[place], (left + above[place]) // 2, _paeth(left, above[place], corner))[kind - 1]
        row[place] = (value + near) & 255


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda each: abs(guess - each))


def _palette(seen: Counter[bytes]) -> dict[bytes, int]:
    """A number for each colour, the commonest ones their own."""
    common = [pixel for pixel, _ in seen.most_common(_MOST_COLOURS)]
    numbers = {pixel: number for number, pixel in enumerate(common)}
    for pixel in seen.keys() - numbers.keys():
        numbers[pixel] = numbers[min(common, key=lambda each: _distance(each, pixel))]
    return numbers


def _distance(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
