"""The small files that people attach to demo cases, by name."""

import struct
import zlib

_WHITE = b"\xff\xff\xff"
_GREY = b"\xe4\xe4\xe4"
_RED = b"\xc8\x3a\x32"
_DARK = b"\x33\x33\x33"


def _chunk(kind, data):
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum


def _png(width, height, boxes):
    """Draw a picture of plain boxes, the later ones over the earlier ones.

    :param boxes: iterable of ``(left, top, right, bottom, colour)``
    """
    rows = [bytearray(_WHITE * width) for _row in range(height)]
    for left, top, right, bottom, colour in boxes:
        for row in rows[top:bottom]:
            row[3 * left : 3 * right] = colour * (right - left)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", data)
        + _chunk(b"IEND", b"")
    )


def _dialog(colour):
    """Draw what a screen with a message looks like from far away."""
    lines = [(60, top, 170, top + 6, _DARK) for top in (54, 66, 78)]
    return _png(
        240,
        150,
        [
            (0, 0, 240, 150, _GREY),
            (40, 25, 200, 125, _WHITE),
            (40, 25, 200, 42, colour),
            *lines,
            (150, 102, 188, 116, colour),
        ],
    )


FILES = {
    "terminal-error.png": _dialog(_RED),
    "delivery-order.png": _dialog(_DARK),
    "z-report.png": _dialog(_GREY),
    "payment-log.txt": b"""\
20:41:07 INFO  order=4417 total=86.40 send to terminal
20:41:07 INFO  terminal: card read
20:41:38 WARN  terminal: no answer after 30 s
20:41:38 ERROR order=4417 payment cancelled by timeout
20:41:52 INFO  terminal: AUTHORISED 86.40 ref=009184
""",
    "webhook-log.txt": b"""\
12:03:11 POST /orders 200 id=FG-20871
12:03:12 POST /orders 200 id=FG-20871
12:17:45 POST /orders 200 id=FG-20886
12:17:46 POST /orders 200 id=FG-20886
""",
    "printer-log.txt": b"""\
13:52:10 kitchen-1 CONNECTED 192.168.1.60
13:58:44 kitchen-1 LOST
13:58:49 kitchen-1 CONNECTED 192.168.1.60 (other device answers)
""",
}
