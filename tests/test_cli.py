"""What ./dev says of itself."""

import contextlib
import io
import unittest

from devkit import cli


class TestHelp(unittest.TestCase):
    def test_each_command_says_what_it_does_and_does_nothing(self):
        for command in cli.COMMANDS:
            said = io.StringIO()
            with (
                self.subTest(command=command.name),
                contextlib.redirect_stdout(said),
                self.assertRaises(SystemExit) as end,
            ):
                cli.main([command.name, "--help"])
            self.assertFalse(end.exception.code)
            self.assertIn(f"usage: ./dev {command.name}", said.getvalue())
