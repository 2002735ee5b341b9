"""What the author of an e-mail wrote, without what the program quotes.

No kept library knows Catalan and Romanian: of 136 quotations of the corpus in the tests
mail-parser-reply left 84, unquotemail 84, talon 72 and email-reply-parser 66.
"""

import re

from lxml import html

from .text import plain

# Stands for a picture that the author shows, and for what was quoted.
PICTURE = "\N{FRAME WITH PICTURE}"
QUOTED = ">"

_BLOCKS = ("br", "p", "div", "li", "tr", "pre", "ul", "ol", "table", "h1", "h2", "h3")
_UNSEEN = ("head", "script", "style", "title")
_QUOTING = (
    "//blockquote | //*[@data-o-mail-quote]"
    " | //*[contains(concat(' ', @class, ' '), ' gmail_quote ')]"
)

# How the line above a quotation begins and ends, without accents: of Gmail, Apple Mail,
# Thunderbird and Yahoo.
_WROTE = r"(?:wrote|escribio|ha\sescrito|va\sescriure|ha\sescrit|escrigue|a\sscris)"
_ATTRIBUTION = re.compile(
    rf"""
    (?:on|el|en|in|la|pe|a)\b.*\b(?<!\bi\s){_WROTE}\s*:
    | .{{1,80}}\b{_WROTE}\s(?:on|el|en|pe|la|in|a)\b.*:
    | missatge\sde\b.*(?:@|\bdel\sdia\b).*:
    """,
    re.VERBOSE,
)
# Without a day, it is one only where the program marks the lines below.
_UNDATED = re.compile(rf".{{1,80}}\b{_WROTE}\s*:")
_DATED = re.compile(r"@|\d:\d\d|\d[./-]\d|\b\d{4}\b")
# A program folds it at 76 characters.
_FOLDED = 4
_LONGEST = 400

_SEPARATOR = re.compile(
    r"-{2,}\s*.*\b(?:original|forwarded|reenviad[oa]|reenviat|redirectionat|missatge"
    r"|mensaje|message|mesaj)\b.*-{2,}"
)
_SENDER = re.compile(r"\W*(?:from|de|de la|de part de)\s?\*?\s?:\*?\s?\S")
_HEADER = re.compile(
    r"\W*(?:from|de|de la|sent|date|enviado(?: el)?|fecha|enviat(?: el)?|data|trimis"
    r"(?: la)?|to|para|per a|a|catre|cc|subject|asunto|assumpte|tema|subiect)"
    r"\s?\*?\s?:\*?(?:\s|$)"
)


def read_body(body):
    """Return the text of a message, where a mark stands for what is quoted in it.

    :param body: html
    """
    root = _parse(body)
    return _write_text(root, _find_quotes(root))


def _find_quotes(root):
    """Return the elements that quote: of those that hold a quotation and more, the
    quotation alone, as some programs put an answer below it into the same one.
    """
    quotes = set(root.xpath(_QUOTING))
    for element in list(quotes):
        inner = list(element.iter("blockquote"))
        if inner and element.tag != "blockquote":
            quoted = {part for quotation in inner for part in quotation.iter()}
            quotes -= set(element.iter()) - quoted
    return quotes


def read_all(body):
    """Return the text of a message with what it quotes.

    :param body: html
    """
    return _write_text(_parse(body), ())


def _parse(body):
    # To the parser, a text ends where a zero stands.
    source = str(body or "").replace("\0", "")
    return html.document_fromstring(f"<div>{source}</div>")


def _write_text(root, quotes):
    return "".join(_get_texts(root, quotes)).replace("\xa0", " ")


def _get_texts(element, quotes):
    """Give the texts of an element one by one: it may hold what cannot be written back
    into it.
    """
    if element in quotes:
        yield f"\n{QUOTED}\n"
        return
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    end = "\n" if element.tag in _BLOCKS else ""
    yield PICTURE if element.tag == "img" else end
    yield element.text or ""
    for child in element:
        yield from _get_texts(child, quotes)
        yield child.tail or ""
    yield end


def split_quoted(text):
    """Return what the author wrote, above, between and below what is quoted.

    :param str text: plain text
    :return: list of texts
    """
    lines = text.splitlines()
    plain_lines = [plain(line).strip() for line in lines]
    parts, index = [[]], 0
    while index < len(lines):
        if plain_lines[index].startswith(QUOTED):
            parts.append([])
            index += 1
            continue
        after = _skip_attribution(plain_lines, index)
        if after:
            if not _is_next_quoted(plain_lines, after):
                # Nobody knows where it ends.
                break
            index = after
            continue
        if _begins_original(plain_lines, index):
            break
        parts[-1].append(lines[index])
        index += 1
    return ["\n".join(part) for part in parts if "".join(part).strip()]


def _skip_attribution(lines, start):
    """Return the index after the lines that say who wrote what follows, else 0."""
    for end in range(start + 1, min(start + _FOLDED, len(lines)) + 1):
        # A line that is empty ends it, one that is quoted already begins the quotation.
        if not lines[end - 1] or lines[end - 1].startswith(QUOTED):
            return 0
        said = " ".join(lines[start:end])
        if len(said) > _LONGEST:
            return 0
        if _ATTRIBUTION.fullmatch(said) and _DATED.search(said):
            return end
        if _UNDATED.fullmatch(said) and _is_next_quoted(lines, end):
            return end
    return 0


def _is_next_quoted(lines, start):
    following = (line for line in lines[start:] if line)
    return next(following, "").startswith(QUOTED)


def _begins_original(lines, index):
    """Return whether the whole message that is answered follows, as in Outlook."""
    line = lines[index]
    if len(line) <= _LONGEST and _SEPARATOR.fullmatch(line):
        return True
    following = [other for other in lines[index + 1 : index + 5] if other]
    if re.fullmatch("_{5,}", line):
        return bool(following and _SENDER.match(following[0]))
    return bool(_SENDER.match(line)) and any(
        _HEADER.match(other) for other in following[:2]
    )
