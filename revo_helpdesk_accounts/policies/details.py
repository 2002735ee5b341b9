"""What a support request has to say, so that work on it begins without questions.

Source: 002, "Detalierea tichetului".
"""

from datetime import timedelta
from mimetypes import guess_type

# In the order in which they are asked for.
DETAILS = ("steps", "expected_result", "reproducible", "screenshot")

# What every browser shows, and what runs nothing.
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")

# Nobody is asked for the same twice within it.
_PAUSE = timedelta(days=1)


def find_missing(is_asked, given):
    """Return what a request lacks, in the order in which it is asked for.

    :param bool is_asked: it is a support request that is still open
    :param given: names of :data:`DETAILS`
    """
    return [name for name in DETAILS if is_asked and name not in given]


def is_asked_already(missing, asked, asked_date, now):
    """Return whether the client has been asked for all of it within the last day.

    :param missing: names of what is missing now
    :param asked: names of what the client was asked for, last time
    :param datetime asked_date: when that was, or ``False``
    """
    return bool(asked_date) and now - asked_date < _PAUSE and set(missing) <= set(asked)


def is_picture(name, content_type):
    """Return whether a file is a picture, by its name and by what is in it.

    :param str content_type: the MIME type that the first bytes tell
    """
    named = guess_type(name)[0]
    return content_type in PICTURES and (not named or named in PICTURES)
