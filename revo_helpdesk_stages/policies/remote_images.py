"""What a text would load from elsewhere, made inert.

Who opens a text that loads a picture from another server tells that server when, and
from where. Source: issue 14.
"""

import re
from html import escape
from urllib.parse import unquote

from lxml import etree, html

# What a browser loads by itself, without a click.
_LOADING = {
    "background",
    "data",
    "dynsrc",
    "icon",
    "lowsrc",
    "manifest",
    "poster",
    "src",
    "srcdoc",
    "srcset",
    "xlink:href",
}
# Of these also what is a link elsewhere.
_LOADING_LINKS = {"base", "feimage", "image", "link", "script", "use"}
# These load by what they contain.
_DROPPED = {"base", "link", "meta", "script", "style"}
# Nothing else of a style loads.
_HARMLESS = re.compile(r"\b(?:rgba?|hsla?|calc|min|max)\s*\([^()]*\)", re.IGNORECASE)
# What is named otherwise is read in another way when it is read again.
_NAME = re.compile(r"[a-z_][\w.:-]*", re.IGNORECASE)
# Most texts have none of this, and need not be taken apart.
_SUSPECT = re.compile(
    r"(?:src|srcset|srcdoc|style|background|poster|data|href|icon|manifest)\s*="
    r"|<(?:base|link|meta|script|style)",
    re.IGNORECASE,
)
# How often a text is read anew, as what is written of a broken one may be read in
# another way: a link in a link, for one.
_READINGS = 6
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20]")
_OWN_PATH = re.compile(r"/web/(?:image|content)(?:/(?!/)[^\\]*)?")


def make_inert(text, own=""):
    """Return a text that loads nothing from elsewhere; pictures become links.

    :param str text: html
    :param str own: the address of this server, whose own pictures stay
    """
    for _reading in range(_READINGS):
        inert = _make_inert_once(text, own)
        if inert == text:
            return text
        text = inert
    return escape(text, quote=False)


def _make_inert_once(text, own):
    if not text or not _SUSPECT.search(text):
        return text
    try:
        root = html.fragment_fromstring(text.replace("\x00", ""), create_parent="div")
    except (etree.ParserError, ValueError):
        return escape(text)
    # What one parser takes for a comment another one shows.
    for hidden in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        hidden.drop_tree()
    for element in list(root.iter(etree.Element)):
        _make_element_inert(element, own)
    return _write(root)


def is_own(address, own=""):
    """Return whether an address is one of a picture of ours, or in the text itself.

    :param str own: the address of this server
    """
    address = _IGNORED_BY_BROWSERS.sub("", address or "")
    if not address:
        return True
    if address.lower().startswith(("data:image/", "cid:")):
        return True
    if own and address.startswith(own.rstrip("/") + "/"):
        address = address[len(own.rstrip("/")) :]
    path = unquote(re.split("[?#]", address)[0])
    return bool(_OWN_PATH.fullmatch(path)) and ".." not in path and "//" not in path


def _make_element_inert(element, own):
    tag = element.tag.lower()
    if tag in _DROPPED:
        element.drop_tree()
        return
    dropped = [
        name
        for name, value in element.attrib.items()
        if not _NAME.fullmatch(name) or _loads(tag, name, value, own)
    ]
    address = element.get("src") if "src" in dropped else ""
    for name in dropped:
        del element.attrib[name]
    if address and tag == "img":
        _show_as_link(element, address)


def _loads(tag, name, value, own):
    """Return whether an attribute makes a browser load something from elsewhere."""
    name = name.lower()
    if name == "style":
        return "\\" in value or "(" in _HARMLESS.sub("", value)
    if name == "srcset":
        return not all(is_own(part, own) for part in value.split(","))
    if name in _LOADING or (tag in _LOADING_LINKS and name.endswith("href")):
        return not is_own(value, own)
    return False


def _show_as_link(image, address):
    link = html.Element("a")
    is_web = address.strip().lower().startswith(("http://", "https://"))
    if is_web:
        link.set("href", address.strip())
        link.set("rel", "noopener noreferrer nofollow")
        link.set("target", "_blank")
    else:
        link.tag = "span"
    link.text = image.get("alt") or (address.strip() if is_web else "")
    link.tail = image.tail
    image.getparent().replace(image, link)


def _write(root):
    inner = "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in root
    )
    return escape(root.text or "", quote=False) + inner
