"""When an e-mail that the mail server did not take is tried again.

Source: issue 16, "Mail server away or refusing": for two days, with growing pauses.
"""

from datetime import timedelta

# What cannot be mended by waiting: the address is not there, or is none.
WITHOUT_ADDRESS = frozenset({"mail_email_invalid", "mail_email_missing"})

# (as long as an e-mail is younger than this, it is tried again after that)
_PAUSES = (
    (timedelta(hours=1), timedelta(minutes=10)),
    (timedelta(hours=6), timedelta(hours=1)),
    (timedelta(days=2), timedelta(hours=6)),
)


def next_attempt(age, failure=None):
    """Return in how long to try again to send an e-mail, ``None`` to give up.

    :param timedelta age: since it was queued
    :param failure: what kind of failure the mail server's client names, if any
    """
    if failure in WITHOUT_ADDRESS:
        return None
    return next((pause for limit, pause in _PAUSES if age < limit), None)
