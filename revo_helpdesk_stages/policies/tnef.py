"""What Outlook packs into ``winmail.dat``: the text of an e-mail and its files.

Source: issue 16, section C; the format is [MS-OXTNEF] and [MS-OXCDATA]. Whatever the
file says, reading it takes no longer than its length: each count is held against what
is left of it. tnefparse 1.4 believes the counts, so that 33 bytes hold a server for
an hour, and takes zeros off the end of files.
"""

import codecs
import struct
from typing import NamedTuple

_SIGNATURE = b"\x78\x9f\x3e\x22"
# With how many files an e-mail is still one that somebody has written.
_MOST_FILES = 200
_MESSAGE, _ATTACHMENT = 1, 2
_IN_WINDOWS = "cp1252"

# Attributes, by the lower half of their numbers: the upper one is a kind of value.
_BODY = 0x800C
_TITLE = 0x8010
_DATA = 0x800F
_NEXT_FILE = 0x9002
_PROPERTIES = {0x9003, 0x9005}
_CODEPAGE = 0x9007
# Of what is no attribute at the end of the file.
_SHORTEST = 12

# Properties, by their numbers.
_TEXT = 0x1000
_RICH_TEXT = 0x1009
_HTML = 0x1013
_HTML_CODEPAGE = 0x3FDE
_FILE = 0x3701
_FILE_ID = 0x3712
_FILE_NAMES = (0x3707, 0x3704, 0x3001)
_FROM_NAMED = 0x8000

# Kinds of values: those of a size, and those that say theirs.
_SIZES = {2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 2, 0x14: 8, 0x40: 8}
_SIZES |= {0x48: 16}
_MANY = 0x1000
_OBJECT, _NARROW, _WIDE, _BYTES = 0xD, 0x1E, 0x1F, 0x102


class Unpacked(NamedTuple):
    """What was in the file.

    :param text: plain text, empty where there is none
    :param html: likewise
    :param files: tuples of name, content and the id that the text shows it by
    :param has_rich_text: there is a text in a format of Microsoft's own (RTF)
    :param all_files: there is no other, as an e-mail or an appointment in the e-mail
    """

    text: str
    html: str
    files: list
    has_rich_text: bool
    all_files: bool


def is_packed(content):
    """Return whether a file is one that Outlook has packed, whatever its name."""
    return isinstance(content, bytes) and content.startswith(_SIGNATURE)


def unpack(content):
    """Return what a file of Outlook holds.

    :param bytes content: of the file
    :return: Unpacked
    :raises ValueError: for one that is broken, or cut off
    """
    reader = _Reader(content)
    reader.take(6)
    message, files, codepage = {}, [], _IN_WINDOWS
    while reader.left() >= _SHORTEST:
        level, name = reader.number("<B"), reader.number("<H")
        reader.take(2)
        value = reader.take(reader.number("<I"))
        # Its checksum: some programs write a wrong one, or leave the last out.
        reader.take(min(2, reader.left()))
        if level not in (_MESSAGE, _ATTACHMENT):
            raise ValueError(level)
        if name == _CODEPAGE:
            codepage = _name_codec(_Reader(value).number("<I"))
        elif level == _MESSAGE:
            _note(message, name, value, codepage)
        else:
            if name == _NEXT_FILE:
                files.append({})
            if not files or len(files) > _MOST_FILES:
                raise ValueError(len(files))
            _note(files[-1], name, value, codepage)
    text, html = message.get(_TEXT, ""), message.get(_HTML, "")
    if isinstance(html, bytes):
        html = _decode(html, _name_codec(message.get(_HTML_CODEPAGE, 0)))
    packed = [file for file in files if isinstance(file.get(_FILE), bytes)]
    return Unpacked(
        text=text if isinstance(text, str) else "",
        html=html if isinstance(html, str) else "",
        files=[
            (_name_file(file, number), file[_FILE], str(file.get(_FILE_ID) or ""))
            for number, file in enumerate(packed, 1)
        ],
        has_rich_text=_RICH_TEXT in message,
        all_files=len(packed) == len(files),
    )


class _Reader:
    """Bytes that are read from the beginning to the end."""

    def __init__(self, content):
        self._content = memoryview(content)
        self._at = 0

    def left(self):
        return len(self._content) - self._at

    def take(self, size):
        """Return the next bytes.

        :raises ValueError: where there are not so many
        """
        if size > self.left():
            raise ValueError(size)
        self._at += size
        return self._content[self._at - size : self._at]

    def number(self, layout):
        (number,) = struct.unpack(layout, self.take(struct.calcsize(layout)))
        return number

    def padded(self, size):
        """Return the next bytes, and leave out what fills them up to four."""
        value = self.take(size)
        self.take(min(-size % 4, self.left()))
        return value


def _note(known, name, value, codepage):
    """Keep what an attribute says of the message or of one of its files."""
    if name in _PROPERTIES:
        known.update(_read_properties(_Reader(value), codepage))
    elif name == _BODY:
        known[_TEXT] = _decode(bytes(value), codepage)
    elif name == _TITLE:
        known.setdefault(_FILE_NAMES[1], _decode(bytes(value), codepage))
    elif name == _DATA:
        known[_FILE] = bytes(value)


def _read_properties(reader, codepage):
    """Return the properties that are asked for, by their numbers."""
    asked = {_TEXT, _RICH_TEXT, _HTML, _HTML_CODEPAGE, _FILE, _FILE_ID, *_FILE_NAMES}
    known = {}
    for _number in range(min(reader.number("<I"), reader.left())):
        kind, name = reader.number("<H"), reader.number("<H")
        if name >= _FROM_NAMED:
            # Of a program of its own, which names it.
            reader.take(16)
            is_text = reader.number("<I")
            number = reader.number("<I")
            if is_text:
                reader.padded(number)
        value = _read_value(reader, kind, codepage)
        if name in asked:
            known[name] = value
    return known


def _read_value(reader, kind, codepage):
    """Return a value: text, a number, bytes, or None for what nobody asks for."""
    is_many, kind = kind & _MANY, kind & ~_MANY
    if kind in _SIZES:
        count = reader.number("<I") if is_many else 1
        value = reader.padded(count * _SIZES[kind])
        return struct.unpack("<I", value)[0] if (kind, is_many) == (3, 0) else None
    if kind == 1:
        return None
    if kind not in (_OBJECT, _NARROW, _WIDE, _BYTES):
        raise ValueError(kind)
    value = None
    # Each of them takes at least four bytes.
    for _number in range(min(reader.number("<I"), reader.left())):
        value = bytes(reader.padded(reader.number("<I")))
    if value is None or is_many or kind == _OBJECT:
        # An object is an e-mail in the e-mail, or what another program has made.
        return None
    if kind == _BYTES:
        return value
    return _decode(value, "utf-16-le" if kind == _WIDE else codepage)


def _name_codec(number):
    """Return the codec of a number of Windows' code pages."""
    name = {20127: "ascii", 28591: "latin-1", 65001: "utf-8"}.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return _IN_WINDOWS
    return name


def _decode(content, codec):
    return content.decode(codec, "replace").rstrip("\0")


def _name_file(file, number):
    """Return the name of a file, without the folder that it was in."""
    names = (str(file.get(name) or "") for name in _FILE_NAMES)
    named = next(filter(None, names), "")
    plain = "".join(sign for sign in named if sign.isprintable())
    return plain.replace("\\", "/").rpartition("/")[2].strip(" .") or f"file-{number}"
