"""Where the signature of an e-mail begins.

Below a signature nobody writes; where a line may be a sentence after all, there is no
signature. Of 136 signatures of the corpus in the tests mail-parser-reply found 44.
"""

import re

from .quotations import PICTURE
from .text import plain

# All of it without accents.
_RULE = re.compile(r"-{2,3}|_{3,}|—+|\*{3,}")
_DEVICE = re.compile(
    r"(?:sent|enviado|enviat|trimis)\s(?:from|via|desde|con|des|de pe|din|prin|amb)\b.*"
    r"|(?:get|obtener|obten(?:ga)?|obteniu|obtineti|descarcati|descargar)\b.*"
    r"\boutlook\b.*"
)
_CLOSINGS = set(
    """
    best kind warm regards wishes sincerely cheers yours faithfully truly have a nice
    good day weekend
    un saludo saludos cordial cordiales cordialmente atentamente atte abrazo reciba
    reciban afectuoso muy buen dia feliz
    salutacions salut cordialment atentament cordials una abracada bon
    cu stima respect drag salutari o zi buna toate cele bune frumoasa
    """.split()
)
# One after the other: in one expression, a long number would be split in all ways.
_CONTACTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"https?://\S+|www\.\S+|mailto:\S+",
        r"[^\s<>|]+@[\w.-]+",
        r"\b(?:[\w-]+\.)+[a-z]{2,3}\b(?:/\S*)?",
        r"\+?\(?\d[\d\s().\-/]{6,}\d",
        r"\b(?:t|tel|telf|tlf|tfno|telefon|telefono|phone|m|mov|movil|mobil)\b",
        r"\b(?:mob|mobile|f|fax|ext|e|email|e-mail|mail|correu|correo|w|web)\b",
        r"[\s|:.,;·•\-–/()<>\[\]]+",
    )
)
_DISCLAIMER = re.compile(
    r"confiden[ct]ial|aviso legal|avis legal|legal notice|disclaimer"
    r"|proteccion de datos|proteccio de dades|protectia datelor|\b(?:rgpd|lopd|gdpr)\b"
    r"|antes de imprimir|abans d.imprimir|before printing"
    r"|inainte de a (?:tipari|imprim)"
)
_POSTSCRIPT = re.compile(r"p\.?\s?[sd]\b")
# What no signature says, in any of the languages.
_ALARMS = set(
    """
    but not no still again however except fails failing failed error errors problem
    issue wrong broken please can cannot could would need needs want when why how what
    call don doesn didn isn won missing slow
    pero sin sigue siguen falla fallan fallo falta faltan errores problema problemas mal
    cuando como por favor necesito necesitamos quiero llamad llamadme llama llamame
    puedes podeis tambien todavia aun aunque vuelve funciona va lento otra otro
    pero segueix continua encara falten torna quan com si us plau necessito vull truqueu
    truca pots podeu tampoc tambe malament lent
    dar nu tot inca insa iar din nou eroare erori problema cand cum va rog vreau sunati
    puteti merge lipseste greu
    """.split()
)
# As companies are called.
_COMPANY = re.compile(
    r"\b(?:s\.?\s?[alc]\.?(?:\s?u\.?)?|s\.?r\.?l\.?|ltd\.?|inc\.?)(?!\w)", re.I
)
_LONGEST = 8
_WIDEST = 200
_NEAR = 8
_MOST_LINES = 8


def cut_signature(text, author=""):
    """Return a text without the signature below it.

    :param str text: plain text without quotations
    :param str author: the name of its author, who may sign with it
    """
    lines = text.splitlines()
    names = set(re.findall(r"\w+", plain(author)))
    for index, line in enumerate(lines):
        opened = _opens(line, names)
        # A name that nobody knows signs above an address.
        signed = opened or (
            _is_named(line) and any(map(_is_contact, lines[index + 1 : index + _NEAR]))
        )
        if signed and _is_signature(lines[index + 1 :]):
            return "\n".join(lines[:index])
    return text


def _opens(line, names):
    said = plain(line).strip()
    words = re.findall(r"\w+", said)
    if not said:
        return False
    return bool(
        _RULE.fullmatch(said)
        or _DEVICE.fullmatch(said)
        or _is_contact(line)
        or (
            words
            and len(words) <= _LONGEST
            and all(word in _CLOSINGS or word in names for word in words)
        )
    )


def _is_signature(lines):
    """Return whether all lines below the one that opens a signature are of it.

    Above an address stands who has it; at the end somebody may ask for something.
    """
    free, last = 0, ""
    for line in lines:
        said = plain(line).strip()
        if _DISCLAIMER.search(said):
            return True
        if _is_free(line):
            free += 1
            if free > _MOST_LINES or _is_sentence(line):
                return False
        if said:
            last = line
    return not _is_free(last) or _is_named(_COMPANY.sub("", last))


def _is_free(line):
    """Return whether a line is neither empty, nor an address, nor a device's."""
    said = plain(line).replace(PICTURE, "").strip()
    return bool(said) and not (
        _RULE.fullmatch(said) or _DEVICE.fullmatch(said) or _is_contact(line)
    )


def _is_sentence(line):
    """Return whether somebody may want something with a line."""
    words = re.findall(r"\w+", plain(line))
    return (
        len(words) > _LONGEST
        or bool(_ALARMS.intersection(words))
        or bool(re.search(r"[?!¿¡]", line))
        or bool(_POSTSCRIPT.match(plain(line).strip()))
        or not _is_mostly_named(line)
    )


def _is_mostly_named(line):
    """Return whether a line names something: long words begin with capitals."""
    long = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return sum(word[0].isupper() for word in long) * 5 >= len(long) * 2


def _is_named(line):
    """Return whether a line is a name: two to five words that begin with capitals, but
    for particles.
    """
    words = re.findall(r"\w+", line)
    return (
        2 <= len(words) <= 5
        and not re.search(r"[.,:;?!]", line)
        and not _ALARMS.intersection(re.findall(r"\w+", plain(line)))
        and all(word[0].isupper() or len(word) <= 3 for word in words)
        and words[0][0].isupper()
        and words[-1][0].isupper()
    )


def _is_contact(line):
    rest = plain(line).replace(PICTURE, "").strip()
    # A label alone is none, nor is a long text.
    if len(rest) > _WIDEST or not re.search(r"\d{3}|@|www|\w\.\w", rest):
        return False
    for pattern in _CONTACTS:
        rest = pattern.sub(" ", rest)
    return not rest.strip()
