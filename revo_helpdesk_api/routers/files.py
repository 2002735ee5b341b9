"""Files as they come and go."""

from typing import Annotated
from urllib.parse import quote

from fastapi import File, Form, UploadFile
from starlette.responses import Response

from odoo.addons.revo_helpdesk_stages.policies.form_input import MAX_LENGTH, to_text
from odoo.addons.revo_helpdesk_stages.policies.large_files import read_content

# By the format generators of clients know a file.
_BINARY = {"type": "string", "format": "binary"}
Upload = Annotated[
    UploadFile,
    File(description="The file, of 25 MB at most.", json_schema_extra=_BINARY),
]
Words = Annotated[
    str, Form(max_length=MAX_LENGTH, description="What is to be said with it.")
]
#: What the document says of an answer that is a file.
AS_FILE = {
    200: {
        "description": "The file.",
        "content": {
            "application/octet-stream": {
                "schema": {**_BINARY, "contentMediaType": "*/*"}
            }
        },
    }
}


class FileAnswer(Response):
    """The content of a file."""

    media_type = "application/octet-stream"


def read(file):
    """Return a file that was sent, as its name and its content.

    A large one stays on the disk.
    """
    name = to_text((file.filename or "").replace("\\", "/").rpartition("/")[2])
    return name[:250] or "file", read_content(file.file)


def serve(attachment):
    """Answer a file, as a download: nothing of it runs in a browser.

    :param attachment: ir.attachment record that the caller may read
    """
    # sudo: whoever calls this has looked at whom it is for.
    file = attachment.sudo()
    name = quote(file.name or "file", safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
    return FileAnswer(file.raw or b"", headers=headers)
