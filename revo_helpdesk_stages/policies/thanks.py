"""Whether an answer to a resolved ticket says thank you and nothing else.

Who only says thanks wants nothing to be done. Wherever there is a doubt it is no
thanks: a ticket that is opened needlessly costs less than one that nobody reads.
"""

import re
import unicodedata

from lxml import etree, html

# For each language: what thanks, what stands beside it, what leads to the reason for
# it, and the reasons. Without accents.
_WORDS = {
    "en": (
        {"thanks", "thank", "thx", "cheers"},
        "you so very much many a lot all everyone team perfect great super ok "
        "okay excellent hi hello dear best kind warm regards have nice good day",
        {"for"},
        "the your this that quick fast prompt kind great help support answer reply "
        "response solution time work",
    ),
    "es": (
        {"gracias"},
        "muchas muchisimas mil a todos equipo perfecto genial "
        "estupendo vale ok hola buenos buenas dias tardes un saludo saludos cordial "
        "muy amable amables",
        {"por"},
        "la el lo las tu su vuestra vuestro rapida rapido buena buen todo ayuda "
        "soporte respuesta solucion tiempo trabajo atencion",
    ),
    "ca": (
        {"gracies", "merci"},
        "moltes moltissimes mil a tots equip perfecte genial fantastic "
        "d acord ok hola bon bona dia tarda salutacions salut cordials molt amable "
        "amables",
        {"per"},
        "la el l les tot vostra vostre teva teu seva seu rapida rapid ajuda ajut "
        "suport resposta solucio temps feina atencio",
    ),
    "ro": (
        {"multumesc", "multumim", "mersi", "multumiri"},
        "mult foarte frumos va iti o tuturor echipa perfect super excelent ok "
        "buna ziua salut salutari cu stima drag zi toate cele bune",
        {"pentru"},
        "tot toate ajutor ajutorul suport suportul raspuns raspunsul raspunsurile "
        "rapid rapida solutie solutia timp timpul munca promptitudine",
    ),
}
_LANGUAGES = [
    (thanks, set(beside.split()), leading, set(reasons.split()))
    for thanks, beside, leading, reasons in _WORDS.values()
]

# Where the e-mail that is answered begins.
_QUOTES = re.compile(
    r"""^\s*(?:
        >
        | -{2,}\s*$
        | _{5,}
        | -{3,}.*-{3,}
        | (?:on|el|il|in|la|pe)\b.*(?:wrote|escribio|va\ escriure|a\ scris)\b.*:?
        | (?:from|de|de\ la|sent|enviado|enviat|trimis)\s*:
    )""",
    re.VERBOSE,
)
_QUOTING = (
    "//blockquote | //*[@data-o-mail-quote]"
    " | //*[contains(concat(' ', @class, ' '), ' gmail_quote ')]"
)


def is_thanks(text, author=""):
    """Return whether a text thanks, in Catalan, English, Spanish or Romanian, and says
    nothing else.

    :param str text: plain text; what is quoted below it does not count
    :param str author: the name of its author, who may sign with it
    """
    own = _get_own_lines(_plain(text))
    if "?" in own:
        return False
    words = re.findall(r"\w+", own)
    names = set(re.findall(r"\w+", _plain(author)))
    return any(_says_thanks(words, names, *language) for language in _LANGUAGES)


def own_words(body):
    """Return the text of a message without what it quotes.

    :param body: html
    """
    if not str(body or "").strip():
        return ""
    root = html.fragment_fromstring(str(body), create_parent="div")
    for quote in root.xpath(_QUOTING):
        if quote.getparent() is not None:
            quote.drop_tree()
    for element in root.iter("br", "p", "div", "li", "tr"):
        element.tail = "\n" + (element.tail or "")
    return etree.tostring(root, method="text", encoding="unicode")


def _says_thanks(words, names, thanks, beside, leading, reasons):
    thanked = led = False
    for word in words:
        thanked = thanked or word in thanks
        led = led or (thanked and word in leading)
        known = word in thanks or word in beside or word in names
        if not known and not (led and (word in reasons or word in leading)):
            return False
    return thanked


def _get_own_lines(text):
    lines = []
    for line in text.splitlines():
        if _QUOTES.match(line):
            break
        lines.append(line)
    return "\n".join(lines)


def _plain(text):
    """Return a text in small letters and without accents."""
    parts = unicodedata.normalize("NFKD", text or "")
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()
