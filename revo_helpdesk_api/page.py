"""The document as a page for people, in HTML without scripts."""

import json

from markupsafe import Markup, escape

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem;
       padding: 0 1rem; color: #1f2933; }
h2 { border-top: 1px solid #d5dae0; padding-top: 1rem; font-size: 1.1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
pre { background: #f3f5f7; padding: .75rem; overflow-x: auto; }
table { border-collapse: collapse; } td { padding: .2rem 1rem .2rem 0;
       vertical-align: top; }
"""


def render(document):
    """Return the page of an OpenAPI document."""
    info = document["info"]
    operations, webhooks = (
        Markup().join(
            _operation(document, method, path, operation)
            for path, methods in document[kind].items()
            for method, operation in methods.items()
        )
        for kind in ("paths", "webhooks")
    )
    return Markup(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>{title}</title><style>{style}</style></head><body>"
        "<h1>{title} {version}</h1>{about}"
        '<p><a href="openapi.json">openapi.json</a></p>{operations}'
        "<h1>Webhooks</h1>{webhooks}</body></html>"
    ).format(
        title=info["title"],
        version=info["version"],
        style=Markup(_STYLE),
        about=_paragraphs(info["description"]),
        operations=operations,
        webhooks=webhooks,
    )


def _paragraphs(text):
    return Markup().join(
        Markup("<p>{}</p>").format(part) for part in text.strip().split("\n\n")
    )


def _operation(document, method, path, operation):
    rows = Markup().join(
        Markup("<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>").format(
            one["name"], one["in"], one.get("description", "")
        )
        for one in operation.get("parameters", [])
    )
    statuses = ", ".join(operation["responses"])
    return Markup(
        "<h2><code>{method} {path}</code></h2>{about}<table>{rows}</table>{body}"
        "<p>Answers: {statuses}</p>"
    ).format(
        method=method.upper(),
        path=path,
        about=_paragraphs(operation.get("description", operation["summary"])),
        rows=rows,
        body=_body(document, operation.get("requestBody")),
        statuses=statuses,
    )


def _body(document, body):
    if not body:
        return ""
    parts = []
    for kind, content in body["content"].items():
        name = content["schema"].get("$ref", "").rpartition("/")[2]
        schema = document["components"]["schemas"].get(name, content["schema"])
        fields = {
            field: described.get("description") or described.get("title", "")
            for field, described in schema.get("properties", {}).items()
        }
        shown = content["schema"].get("examples", [fields])[0]
        text = json.dumps(shown, indent=2, ensure_ascii=False)
        parts.append(
            Markup("<p><code>{}</code></p><pre>{}</pre>").format(kind, escape(text))
        )
    return Markup().join(parts)
