"""What has changed, and what the vendor tells everybody."""

from pydantic import Field

from .common import Shown
from .tickets import Ticket


class Changes(Shown):
    """Tickets on which something has happened."""

    tickets: list[Ticket]
    cursor: str = Field(
        description="Where to go on. What happened within half a minute before may be "
        "told again."
    )
    more: bool = Field(description="There is more to be fetched at once.")


class KnownProblem(Shown):
    """A problem that clients may read of."""

    name: str
    product: str | None
    symptoms: str
    workaround: str
    versions: str
    solution: str


class KnownProblems(Shown):
    """Problems that clients may read of, a page at a time."""

    problems: list[KnownProblem]
    total: int


class Release(Shown):
    """A version that is planned or out."""

    name: str
    product: str | None
    state: str
    planned: str | None
    published: str | None
    note: str


class Releases(Shown):
    """The newest versions."""

    releases: list[Release]
