"""Tests of ./dev itself; the addons' are in the addons."""
