"""The picture of somebody whose picture is not for the person who looks: initials on a
colour.
"""

from hashlib import sha256
from html import escape

from .initials import NAMELESS, initials_of

_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 180" width="180" '
    'height="180"><rect width="180" height="180" fill="hsl({hue}, 45%, 32%)"/>'
    '<text x="90" y="118" text-anchor="middle" font-family="sans-serif" '
    'font-size="80" fill="#ffffff">{initials}</text></svg>'
)


def draw_avatar(name):
    """Return a picture for a name, as SVG: the same one for the same name.

    :param str name: of a person
    """
    hue = int(sha256(name.encode()).hexdigest()[:4], 16) % 360
    return _PICTURE.format(hue=hue, initials=escape(initials_of(name)[:2] or NAMELESS))
