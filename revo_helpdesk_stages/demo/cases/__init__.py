"""The demo cases, a module for each language that they are written in."""

from . import ca, en, es, ro

CASES = (*ca.CASES, *en.CASES, *es.CASES, *ro.CASES)
