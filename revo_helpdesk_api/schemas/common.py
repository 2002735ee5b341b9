"""What the models of all answers and requests have in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

#: In characters, as the portal takes them.
TITLE, TEXT, SHORT = 250, 20_000, 100

Line = Annotated[str, Field(max_length=TITLE, pattern=r"\S")]
Text = Annotated[str, Field(max_length=TEXT, pattern=r"\S")]
OptionalText = Annotated[str, Field(max_length=TEXT)]
OptionalLine = Annotated[str, Field(max_length=TITLE)]
Choice = Annotated[str, Field(max_length=SHORT)]


class Said(BaseModel):
    """Something that is sent: what is not known here is refused."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Shown(BaseModel):
    """Something that is answered."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class File(Shown):
    """A file, to be fetched by its number."""

    id: int
    name: str
    type: str
    size: int


class Message(Shown):
    """What somebody has written, or a file that came without words."""

    id: int
    date: str = Field(examples=["2026-11-30T09:00:00Z"])
    author: str = Field(description="A name; the vendor's people go by its name.")
    side: str = Field(description="client, reseller or vendor")
    text: str
    html: str
    files: list[File]
