"""Words of the server in what was sent, for readers of several languages.

What was sent is sealed, so the words stand in it in all languages, and whoever shows it
takes the reader's. Where nobody does, the author's are seen.

Source: issue 19, "Evidence by a list".
"""

import re

from markupsafe import Markup, escape

_CLASS = "o_helpdesk_languages"
_WORD = (
    r'<span (?P<attributes>[^>]*\blang="(?P<lang>[^"]+)"[^>]*)>(?P<text>[^<]*)</span>'
)
_EACH = re.compile(_WORD)
_ALL = re.compile(
    rf'<span class="{_CLASS}">((?:{re.sub(r"[?]P<[a-z]+>", "?:", _WORD)})+)</span>'
)


def join_languages(texts, own):
    """Return a text in all languages as HTML, of which one is seen.

    :param dict texts: the text by the code of a language
    :param str own: the code of the language that is seen
    """
    shown = texts.get(own) or next(iter(texts.values()))
    if set(texts.values()) == {shown}:
        return escape(shown)
    hidden = Markup(' style="display:none"')
    words = Markup().join(
        Markup('<span lang="%s"%s>%s</span>')
        % (lang, Markup() if text == shown and lang == own else hidden, text)
        for lang, text in texts.items()
    )
    return Markup('<span class="%s">%s</span>') % (_CLASS, words)


def has_languages(html):
    """Return whether words of the server stand in HTML in several languages."""
    return bool(html) and _CLASS in html


def choose_language(html, lang):
    """Return HTML with the words of the server in one language, where it has them.

    :param html: as it was sent, ``False`` for nothing
    :param str lang: the reader's language; of others of its family if need be
    """
    if not has_languages(html):
        return html

    def choose(match):
        words = [word.groupdict() for word in _EACH.finditer(match[1])]
        kin = (lang or "").partition("_")[0]
        chosen = (
            [word for word in words if word["lang"] == lang]
            or [word for word in words if word["lang"].partition("_")[0] == kin]
            or [word for word in words if "none" not in word["attributes"]]
            or words
        )
        return chosen[0]["text"]

    return type(html)(_ALL.sub(choose, str(html)))


def without_languages(html):
    """Return HTML of a person in which nothing passes for the server's words."""
    return type(html)(str(html).replace(_CLASS, "")) if html else html
