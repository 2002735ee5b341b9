"""The addons of this repository: every folder at its root with a manifest."""

import hashlib

from manifestoo_core.addon import Addon
from manifestoo_core.exceptions import AddonNotFound, AddonNotFoundNotInstallable

from .errors import DevError

#: What of an addon does not change what its installation does.
IRRELEVANT = (
    "README.rst",
    "migrations/",
    "pyproject.toml",
    "readme/",
    "static/description/index.html",
    "static/src/",
    "static/tests/",
    "tests/",
)


def discover(root):
    """Return all installable addons, in the order of their names."""
    found = []
    for path in sorted(root.glob("*/__manifest__.py")):
        try:
            found.append(Addon.from_addon_dir(path.parent))
        except AddonNotFoundNotInstallable:
            continue
        except (AddonNotFound, ValueError) as error:
            raise DevError(f"{path.parent} is no valid addon: {error}.") from error
    return found


def comes_along(addon):
    """Return whether an addon installs itself beside addons of others: it is built like
    any, and only there where these are."""
    return bool(addon.manifest.manifest_dict.get("auto_install"))


def dependencies(addons):
    """Return the modules of others that the addons need."""
    own = {addon.name for addon in addons}
    return sorted({name for one in addons for name in one.manifest.depends} - own)


def fingerprint(addon):
    """Return what changes with every file that an installed database depends on."""
    digest = hashlib.sha256()
    for path in sorted(addon.path.rglob("*")):
        name = path.relative_to(addon.path).as_posix()
        irrelevant = name.startswith(IRRELEVANT) or "__pycache__" in path.parts
        if path.is_file() and not irrelevant:
            digest.update(f"{name}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def adapted(version, series):
    """Return a manifest's version as Odoo stores it: with the series in front."""
    prefix = f"{series}."
    return version if version.startswith(prefix) else prefix + version


def comparable(version):
    """Return a version as numbers, to be compared."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())
