"""The headers that calls can bring besides the key, as the document describes them."""

from typing import Annotated

from fastapi import Depends, Header


async def language(
    accept_language: Annotated[
        str | None,
        Header(
            alias="Accept-Language",
            description="In which language to answer, such as ca, es, ro or en.",
        ),
    ] = None,
) -> None:
    """Take the language: it is looked at before, as problems are told in it, too."""


async def idempotency(
    idempotency_key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            max_length=128,
            pattern=r"^[\x21-\x7e]+$",
            description="A name for what is to be done, new for each thing. Sent again "
            "with it, the same is done once, and answered alike for a day.",
        ),
    ] = None,
) -> None:
    """Take the name of what is done once: the call itself reads it."""


async def conditional(
    if_none_match: Annotated[
        str | None,
        Header(
            alias="If-None-Match",
            max_length=1024,
            description="The ETag of the answer that is known: unchanged, it is "
            "answered with 304.",
        ),
    ] = None,
) -> None:
    """Take the mark of what is known: the call itself reads it."""


EVERYWHERE = [Depends(language)]
READS = [Depends(conditional)]
WRITES = [Depends(idempotency)]
