"""Files as Outlook packs them, made by hand after [MS-OXTNEF]."""

import struct

BEGINNING = b"\x78\x9f\x3e\x22\x01\x00"
TEXT, RICH_TEXT, HTML, HTML_CODEPAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
LONG_NAME, FILE_ID, OBJECT = 0x3707, 0x3712, 0x3701


def attribute(level, number, value):
    """Return a part of the file: 1 is the level of the e-mail, 2 that of a file."""
    head = struct.pack("<BII", level, number, len(value))
    return head + value + struct.pack("<H", sum(value) & 0xFFFF)


def fill_up(value):
    return value + b"\0" * (-len(value) % 4)


def number(name, value):
    return struct.pack("<HHI", 3, name, value)


def content(name, value, kind=0x102):
    """Return a property of bytes, or of another kind that says its size."""
    return struct.pack("<HHII", kind, name, 1, len(value)) + fill_up(value)


def words(name, value):
    return content(name, f"{value}\0".encode("utf-16-le"), 0x1F)


def beside(value):
    """Return a property that another program has named."""
    name = "keywords\0".encode("utf-16-le")
    head = struct.pack("<HH", 0x1003, 0x8005) + b"\1" * 16
    named = struct.pack("<II", 1, len(name)) + fill_up(name)
    return head + named + struct.pack(f"<I{len(value)}I", len(value), *value)


def properties(*values, level=1):
    count = struct.pack("<I", len(values))
    kind = 0x00069003 if level == 1 else 0x00069005
    return attribute(level, kind, count + b"".join(values))


def file(title, data, *values):
    """Return a file, with the short name in Windows' letters and its properties."""
    parts = attribute(2, 0x00069002, b"\0" * 14)
    parts += attribute(2, 0x00018010, title.encode("cp1252") + b"\0")
    if data is not None:
        parts += attribute(2, 0x0006800F, data)
    return parts + (properties(*values, level=2) if values else b"")


def pack(*parts):
    codepage = attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
    return (
        BEGINNING + attribute(1, 0x00089006, b"\0\0\1\0") + codepage + b"".join(parts)
    )
