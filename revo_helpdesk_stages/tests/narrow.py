"""A browser as narrow as a phone: 17.0 asks for a window, and Chromium opens none that
is narrower than 500 px.
"""

import re
from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import common


class _NarrowBrowser(common.ChromeBrowser):
    def __init__(self, test, **options):
        super().__init__(test, **options)
        width, height = map(int, re.findall(r"\d+", test.browser_size))
        self._websocket_request(
            "Emulation.setDeviceMetricsOverride",
            params={
                "width": width,
                "height": height,
                "deviceScaleFactor": 1,
                "mobile": False,
            },
        )


@contextmanager
def as_narrow_as(test):
    """Let a test's browser be as narrow as it says.

    :param test: a test with ``browser_size``
    """
    with patch.object(common, "ChromeBrowser", _NarrowBrowser):
        yield
