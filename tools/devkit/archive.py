"""Archives of a source tree: fetched, unpacked, moved into place when complete."""

import contextlib
import shutil
import tarfile
import tempfile
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

from .console import percent, step
from .errors import DevError, one_line

CHUNK = 1 << 20

#: Seconds without an answer after which an address counts as unreachable.
TIMEOUT = 30


@dataclass(frozen=True)
class Archive:
    """An archive of a tree, at an address or a path."""

    address: str

    @property
    def mark(self):
        """Tells it from other archives; one that changed is another."""
        if is_address(self.address):
            return self.address
        status = Path(self.address).stat()
        return f"{self.address}|{status.st_size}|{status.st_mtime_ns}"

    def unpack(self, _project, target):
        unpack(self.address, target)


def unpack(address, target):
    """Make the folder `target` from an archive, given as a path or an address.

    All work is done beside the target: it exists complete or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="unpack-", dir=target.parent) as folder:
        workplace = Path(folder)
        packed = Path(address)
        if is_address(address):
            packed = workplace / "archive"
            _download(address, packed)
        unpacked = workplace / "tree"
        with step(f"Unpacking {address}") as progress:
            _extract(packed, unpacked, progress)
        _only_folder(unpacked).rename(target)


def is_address(text):
    """Whether a text is an address rather than a path."""
    return "://" in text


def _download(address, target):
    with step(f"Downloading {address}") as progress:
        try:
            with contextlib.closing(
                urllib.request.urlopen(address, timeout=TIMEOUT)  # noqa: S310
            ) as answer, target.open("wb") as file:
                total = int(answer.headers.get("Content-Length") or 0)
                while chunk := answer.read(CHUNK):
                    file.write(chunk)
                    progress.update(percent(file.tell(), total))
        except (urllib.error.URLError, TimeoutError, ValueError) as error:
            reason = one_line(getattr(error, "reason", error))
            raise DevError(f"{address} cannot be reached: {reason}.") from error


def _extract(packed, target, progress):
    total = packed.stat().st_size
    try:
        if zipfile.is_zipfile(packed):
            with zipfile.ZipFile(packed) as archive:
                archive.extractall(target)
            return
        with packed.open("rb") as file, tarfile.open(
            fileobj=file, mode="r:*"
        ) as archive:
            # Refuses members outside the target, where this Python knows how to.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            for count, member in enumerate(archive, start=1):
                archive.extract(member, target)
                if not count % 500:
                    progress.update(percent(file.tell(), total))
    except (tarfile.TarError, zipfile.BadZipFile, EOFError) as error:
        raise DevError(
            f"{packed} is no archive that can be read: {one_line(error)}."
        ) from error


def _only_folder(unpacked):
    """Archives of a tree have it in one folder, named after the version."""
    inside = list(unpacked.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else unpacked


def remove(folder):
    """Remove a folder that may not exist."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)
