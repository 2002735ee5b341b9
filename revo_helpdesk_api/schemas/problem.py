from pydantic import BaseModel, Field


class FieldProblem(BaseModel):
    """A field, and what is wrong with it."""

    field: str = Field(examples=["body.title"])
    message: str = Field(examples=["This is missing."])


class Problem(BaseModel):
    """Why something is not done, after RFC 9457, in the caller's language."""

    type: str = Field(
        description="Which problem it is: this never changes.",
        examples=["urn:revo-helpdesk:problem:invalid"],
    )
    title: str
    status: int
    detail: str = Field(description="What happened, and what to do now.")
    errors: list[FieldProblem] = Field(default=[])
