"""A picture of what rows cost: two bars each, on a logarithmic scale."""

import math
from html import escape

from .grounds import OURS, PLAIN
from .results import BARE

#: Kinds of bars in their order, and their colours.
_COLORS = {PLAIN: "#9aa5b1", OURS: "#d9730d", BARE: "#2f855a"}

_LEFT, _WIDTH, _RIGHT = 270, 560, 70
_BAR, _GAP, _TOP = 9, 8, 50

#: From here on numbers are written without a fraction.
_LARGE = 100


def svg(rows, title):
    """Return a picture in SVG of the milliseconds of rows.

    :param rows: rows of which at least one has a median
    """
    shown = [row for row in rows if any(map(row.median, _COLORS))]
    costs = [
        row.median(kind).ms for row in shown for kind in _COLORS if row.median(kind)
    ]
    first = math.floor(math.log10(min(costs)))
    last = math.ceil(math.log10(max(costs)))

    def place(ms):
        return _LEFT + _WIDTH * (math.log10(ms) - first) / max(1, last - first)

    parts, top = [], _TOP
    for row in shown:
        bars = [kind for kind in _COLORS if row.median(kind)]
        middle = top + _BAR * len(bars) / 2
        parts.append(_text(_LEFT - 8, middle + 4, row.name, "end"))
        for kind in bars:
            ms = row.median(kind).ms
            parts.append(_bar(top, place(ms), kind))
            parts.append(_text(place(ms) + 4, top + _BAR - 1, _number(ms), "start", 9))
            top += _BAR
        top += _GAP
    ruled = [
        _rule(place(10**power), top, 10**power) for power in range(first, last + 1)
    ]
    body = "\n".join([_text(8, 18, title, "start", 13), *_legend(), *ruled, *parts])
    size = f'width="{_LEFT + _WIDTH + _RIGHT}" height="{top + 10}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{body}\n</svg>\n'
    )


def _legend():
    for number, (kind, color) in enumerate(_COLORS.items()):
        left = _LEFT + 90 * number
        yield f'<rect x="{left}" y="26" width="10" height="10" fill="{color}"/>'
        yield _text(left + 14, 35, "bare SQL" if kind == BARE else kind, "start")


def _bar(top, end, kind):
    return (
        f'<rect x="{_LEFT}" y="{top:.1f}" width="{max(1, end - _LEFT):.1f}"'
        f' height="{_BAR - 1}" fill="{_COLORS[kind]}"/>'
    )


def _number(ms):
    return f"{ms:.3g}" if ms < _LARGE else f"{ms:.0f}"


def _rule(left, bottom, ms):
    line = (
        f'<line x1="{left:.1f}" y1="{_TOP - 6}" x2="{left:.1f}" y2="{bottom:.1f}"'
        ' stroke="#dddddd"/>'
    )
    return line + _text(left, _TOP - 8, f"{ms:g} ms", "middle", 9)


def _text(left, top, text, anchor, size=11):
    return (
        f'<text x="{left:.1f}" y="{top:.1f}" font-size="{size}"'
        f' text-anchor="{anchor}">{escape(text)}</text>'
    )
