"""How an addon of one series becomes an addon of another: a table of rewrites.

A rule knows one construct exactly. What no rule knows and the other series does not
understand is refused with its place, instead of a guess.

Kept: OCA's odoo-module-migrator changes a source for good and passes over what it does
not know; this one makes the other series from the same source, each time."""

import re
from dataclasses import dataclass
from fnmatch import fnmatch

from .errors import DevError


@dataclass(frozen=True)
class Rule:
    """A construct, and what it is in the other series."""

    name: str
    #: Patterns of paths in the addon, of which one must match.
    files: tuple
    pattern: str
    #: As for `re.sub`: a template, or a function of the match.
    replacement: object
    #: What it does, as a text before and after; its test.
    before: str
    after: str

    def apply(self, path, text):
        if _concerns(self.files, path):
            text.substitute(re.compile(self.pattern, FLAGS), self.replacement)


@dataclass(frozen=True)
class Refusal:
    """A construct that the other series does not understand, if a rule left it."""

    files: tuple
    pattern: str
    #: What to write in its place.
    instead: str
    #: A line that is refused; its test.
    example: str

    def found(self, path, text):
        """The lines of the source that it is found on."""
        if not _concerns(self.files, path):
            return []
        return text.lines_of(re.compile(self.pattern, FLAGS))


@dataclass(frozen=True)
class Conversion:
    """All that is different in another series."""

    rules: tuple = ()
    refusals: tuple = ()
    #: Patterns of paths that are of both series already.
    neutral: tuple = ()

    def convert(self, path, content, shown=None):
        """Convert the content of a file.

        :param path: where it is in the addons folder, with forward slashes
        :param content: bytes
        :param shown: how to call it when something is refused
        """
        known = any(_concerns(one.files, path) for one in self._all())
        if not known or _concerns(self.neutral, path):
            return content
        text = Text(content.decode())
        for rule in self.rules:
            rule.apply(path, text)
        for refusal in self.refusals:
            for line in refusal.found(path, text):
                raise DevError(
                    f"{shown or path}:{line} has what the other series does not know"
                    f" and no rule rewrites: {refusal.instead}."
                )
        return text.content.encode()

    def _all(self):
        return (*self.rules, *self.refusals)


FLAGS = re.DOTALL | re.MULTILINE | re.VERBOSE


class Text:
    """A text that knows from which line of the source each of its lines comes."""

    def __init__(self, content):
        self.content = content
        self.origins = list(range(1, content.count("\n") + 2))

    def substitute(self, pattern, replacement):
        # From the end, so that places found before stay where they are.
        for match in reversed(list(pattern.finditer(self.content))):
            if callable(replacement):
                written = replacement(match)
            else:
                written = match.expand(replacement)
            self._replace(match.start(), match.end(), written)

    def lines_of(self, pattern):
        """The source's lines on which matches of a pattern end."""
        ends = [match.end() for match in pattern.finditer(self.content)]
        return [self.origins[self.content.count("\n", 0, end)] for end in ends]

    def _replace(self, start, end, written):
        first = self.content.count("\n", 0, start)
        last = first + self.content.count("\n", start, end)
        *origins, end_origin = self.origins[first : last + 1]
        added = written.count("\n")
        origins = (origins + [end_origin] * added)[:added]
        self.origins[first : last + 1] = [*origins, end_origin]
        self.content = self.content[:start] + written + self.content[end:]


def _concerns(patterns, path):
    return any(fnmatch(path, pattern) for pattern in patterns)
