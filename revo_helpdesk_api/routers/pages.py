"""The page that describes the interface: it loads nothing, from nowhere."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ..page import render

router = APIRouter()


@router.get("/docs", include_in_schema=False)
async def show_docs(request: Request):
    """Show what the document says, for people."""
    headers = {
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(render(request.app.openapi()), headers=headers)
