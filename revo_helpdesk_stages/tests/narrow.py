"""A browser as narrow as a phone: 17.0 asks for a window, and Chromium opens none that
is narrower than 500 px.
"""

import re
from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import common

_NARROWEST_WINDOW = 500


class _NarrowBrowser(common.ChromeBrowser):
    def __init__(self, test, **options):
        super().__init__(test, **options)
        width, height = _get_size(test)
        self._websocket_request(
            "Emulation.setDeviceMetricsOverride",
            params={
                "width": width,
                "height": height,
                "deviceScaleFactor": 1,
                "mobile": False,
            },
        )


def _get_size(test):
    return [int(length) for length in re.findall(r"\d+", test.browser_size)]


@contextmanager
def as_narrow_as(test):
    """Let a test's browser be as narrow as it says.

    :param test: a test, or its class, with ``browser_size``
    """
    if _get_size(test)[0] >= _NARROWEST_WINDOW:
        yield
        return
    with patch.object(common, "ChromeBrowser", _NarrowBrowser):
        yield
