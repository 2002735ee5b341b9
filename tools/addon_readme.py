#!/usr/bin/env python3
"""Write the README.rst of each addon, and its page in Odoo's list of apps, anew from
its manifest and from readme/.

A hook of pre-commit: it fails when one of them was another one. The parts are named and
ordered as OCA's oca-gen-addon-readme does, which is on no package index."""

import ast
import re
import sys
from pathlib import Path

import docutils.core
import pypandoc

ROOT = Path(__file__).resolve().parents[1]

#: The parts after the table of contents: the file in readme/, and its title.
PARTS = (
    ("CONTEXT", "Use Cases / Context"),
    ("INSTALL", "Installation"),
    ("CONFIGURE", "Configuration"),
    ("USAGE", "Usage"),
    ("DEVELOP", "Development"),
    ("ROADMAP", "Known issues / Roadmap"),
    ("HISTORY", "Changelog"),
    ("CONTRIBUTORS", "Contributors"),
    ("CREDITS", "Other credits"),
)

#: What is shown of the manifest.
FACTS = {
    "development_status": "Development status",
    "license": "License",
    "author": "Authors",
    "maintainers": "Maintainers",
    "website": "Website",
}

HEAD = """\
{line}
{name}
{line}

..
   Made by tools/addon_readme.py from the manifest and readme/: change those.

{facts}

{description}
**Table of contents**

.. contents::
   :local:
"""

#: Headings in the files start on the second level, and no text brings HTML of its own.
MARKDOWN = "gfm-raw_html-gfm_auto_identifiers"

#: For docutils: complain of everything, and fetch or run nothing that a text names.
HTML = {
    "file_insertion_enabled": False,
    "halt_level": 2,
    "raw_enabled": False,
    "syntax_highlight": "none",
    "xml_declaration": False,
}


def written(addon):
    """Return the README.rst of an addon, given as a folder."""
    manifest = ast.literal_eval((addon / "__manifest__.py").read_text("utf-8"))
    facts = (f":{label}: {_words(manifest[key])}" for key, label in FACTS.items())
    head = HEAD.format(
        name=manifest["name"],
        line="=" * len(manifest["name"]),
        facts="\n".join(facts),
        description=_converted(addon, "DESCRIPTION"),
    )
    parts = ((title, _converted(addon, file)) for file, title in PARTS)
    sections = [
        f"{title}\n{'=' * len(title)}\n\n{text}" for title, text in parts if text
    ]
    return "\n".join([head, *sections])


def page(text):
    """Return a README.rst as HTML."""
    html = docutils.core.publish_string(
        text, writer_name="html4css1", settings_overrides=HTML
    )
    # Another version of docutils is no other page.
    return re.sub(r"(Docutils) [\d.]+", r"\1", html.decode())


def _converted(addon, part):
    """Return a part as reStructuredText, or nothing where there is none."""
    file = addon / "readme" / f"{part}.md"
    if not file.is_file():
        return ""
    text = file.read_text(encoding="utf-8")
    return pypandoc.convert_text(
        text, "rst", format=MARKDOWN, extra_args=["--columns=88"], sandbox=True
    )


def _words(value):
    return value if isinstance(value, str) else ", ".join(value)


def main():
    """Return whether a file had to be written anew."""
    changed = False
    for manifest in sorted(ROOT.glob("*/__manifest__.py")):
        addon = manifest.parent
        text = written(addon)
        for file, content in (
            (addon / "README.rst", text),
            (addon / "static" / "description" / "index.html", page(text)),
        ):
            if not file.is_file() or file.read_text(encoding="utf-8") != content:
                file.write_text(content, encoding="utf-8")
                print(f"{file.relative_to(ROOT)} is made anew.")
                changed = True
    return changed


if __name__ == "__main__":
    sys.exit(main())
