"""The outcome of the attacks: how many cells, which leaks."""

import logging
from collections import Counter
from dataclasses import dataclass, field

from .markers import get_name

_logger = logging.getLogger("revo.measured")


@dataclass(frozen=True, order=True)
class Leak:
    model: str
    operation: str
    role: str
    field: str
    markers: tuple

    def __str__(self):
        return (
            f"{self.role} {self.operation} {self.model}.{self.field}: "
            f"{', '.join(get_name(text) for text in self.markers[:4])}"
        )


@dataclass
class Report:
    """A cell is one question of one role to one field or path of one model."""

    cells: Counter = field(default_factory=Counter)
    leaks: set = field(default_factory=set)

    def add(self, model, operation, role, name, markers=()):
        self.cells[operation] += 1
        if markers:
            self.leaks.add(Leak(model, operation, role, name, tuple(sorted(markers))))

    def tell(self, title):
        """Say cells and leaks where the runner of the tests shows them."""
        tell(
            f"{title}: {sum(self.cells.values())} cells, {len(self.leaks)} leaks",
            [
                *(f"{operation}: {n}" for operation, n in sorted(self.cells.items())),
                *(f"leak: {leak}" for leak in sorted(self.leaks)),
            ],
        )


def tell(title, lines):
    """Say what was measured where the runner of the tests shows it."""
    _logger.info("\n  ".join([title, *lines]))
