"""The addons of this repository: every folder at its root with a manifest."""

import ast
import hashlib
from dataclasses import dataclass
from pathlib import Path

from .errors import DevError

#: Folders of an addon that do not change what its installation does.
IRRELEVANT = ("readme", "static/src", "static/tests", "tests")


@dataclass(frozen=True)
class Addon:
    """An installable addon of this repository."""

    path: Path
    manifest: dict

    @property
    def name(self):
        return self.path.name

    @property
    def version(self):
        return str(self.manifest.get("version", "1.0"))

    @property
    def depends(self):
        return tuple(self.manifest.get("depends", ("base",)))

    def fingerprint(self):
        """Changes with every file that an installed database depends on."""
        return fingerprint(self.path, IRRELEVANT)


def discover(root):
    """All installable addons, in the order of their names."""
    found = [
        Addon(path.parent, _read(path))
        for path in sorted(root.glob("*/__manifest__.py"))
    ]
    return [addon for addon in found if addon.manifest.get("installable", True)]


def dependencies(addons):
    """The modules of others that the addons need."""
    own = {addon.name for addon in addons}
    return sorted({name for addon in addons for name in addon.depends} - own)


def fingerprint(folder, irrelevant=()):
    """A digest of the files below a folder, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        skipped = "__pycache__" in path.parts or any(
            relative == part or relative.startswith(f"{part}/") for part in irrelevant
        )
        if not skipped and path.is_file():
            digest.update(f"{relative}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def adapted(version, series):
    """A manifest's version as Odoo stores it: with the series in front."""
    prefix = f"{series}."
    return version if version.startswith(prefix) else prefix + version


def comparable(version):
    """A version as numbers, to be compared."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _read(path):
    try:
        return ast.literal_eval(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError) as error:
        raise DevError(f"{path} is no valid manifest: {error}.") from error
