"""What a form or an address of the site brings along, made safe to work with."""

# What somebody reads; longer texts are logs, which belong in a file.
MAX_LENGTH = 20_000

# The greatest id that the database knows.
_GREATEST = 2**31 - 1


def to_id(value):
    """Return the id that a text names.

    :return: the id, or 0 for whatever is none
    """
    text = str(value or "").strip()
    if not (text.isascii() and text.isdigit()):
        return 0
    number = int(text[:11])
    return number if number <= _GREATEST else 0


def to_text(value):
    """Return a text without what the database refuses, and without blank ends.

    :return: the text, empty for what is none, such as a file
    """
    text = str(value) if isinstance(value, str | int) else ""
    return text.replace("\x00", "").strip()


def to_token(value):
    """Return a token, or nothing where it cannot be one: comparing takes ASCII
    alone.
    """
    text = str(value or "")
    return text if text.isascii() else ""


def to_choice(value, choices):
    """Return the choice that a text names, or the first one.

    :param choices: what can be chosen, a mapping or a sequence
    """
    return value if value in choices else next(iter(choices))
