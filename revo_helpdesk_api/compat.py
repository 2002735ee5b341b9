"""What Odoo 17.0 and 19.0 call by different names; the rest never asks for either."""

from inspect import signature


def generate_key(apikeys, scope, name, expiry_date):
    """Make a key for the present user.

    :param apikeys: res.users.apikeys, with sudo
    :param datetime expiry_date: 17.0 knows none, and whoever asks holds it
    :return: the key, which is kept nowhere
    """
    # 19.0 asks for it.
    known = "expiration_date" in signature(apikeys._generate).parameters
    return apikeys._generate(scope, name, *([expiry_date] if known else []))
