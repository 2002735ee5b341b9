"""Odoo as Debian packages it: fetched by apt, verified, unpacked beside the system.

Neither root nor the system's list of sources is needed: apt works with a
configuration, lists and a status of its own in a folder that is thrown away.

Kept: python-apt is on no package index, and works on the system as root."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .console import step
from .errors import DevError
from .network import fetch
from .process import environment, run

#: Debian's public address, for systems that do not name a mirror.
OFFICIAL = "http://deb.debian.org/debian"

#: The keys that Debian's archive is signed with, where Debian installs them.
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")

#: What apt says when a signature is not by one of those keys.
UNSIGNED = ("NO_PUBKEY", "BADSIG", "EXPKEYSIG", "REVKEYSIG", "is not signed", "NOSPLIT")

#: What apt says of a package that is not in the list.
UNKNOWN = ("Unable to locate package", "has no installation candidate")

#: What apt says of a file that is not the one in the signed list.
CHANGED = ("Hash Sum mismatch", "unexpected size")

#: Where Debian has Python's packages, from the root of the file system.
PYTHON = Path("usr/lib/python3/dist-packages")

#: The system's configuration counts where it is about the network, and nowhere else.
CONFIGURATION = """
Dir::State "{folder}";
Dir::State::status "{folder}/status";
Dir::Cache "{folder}";
Dir::Etc::sourcelist "{folder}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Acquire::AllowInsecureRepositories "false";
Acquire::Languages "none";
APT::Get::AllowUnauthenticated "false";
APT::Sandbox::User "root";
APT::Update::Error-Mode "any";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
"""


@dataclass(frozen=True)
class Package:
    """A Debian package of an Odoo tree, and what makes the tree complete."""

    name: str
    suite: str
    #: Packages with files that it links to.
    linked: tuple = ()
    #: Files that Debian leaves out and Odoo's pages ask for; empty ones will do.
    absent: tuple = ()
    #: What is in it and not needed.
    surplus: tuple = ()

    @property
    def mark(self):
        return f"debian|{self.suite}|{self.name}"

    def unpack(self, project, target):
        """Make the folder `target`: a file system with nothing but the tree.

        All work is done beside the target: it exists complete or not at all."""
        _check_system()
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="apt-", dir=target.parent) as folder:
            workplace = Path(folder)
            apt = Apt(workplace, project.logs / "apt.log", self.suite)
            with step(f"Downloading Debian's {self.name}") as progress:
                apt.update(mirrors(), progress)
                apt.download((self.name, *self.linked), progress)
            with step(f"Unpacking {self.name}"):
                root = workplace / "root"
                for packed in sorted(workplace.glob("*.deb")):
                    run(["dpkg-deb", "-x", packed, root], f"Unpacking {packed.name}")
                self._complete(root / PYTHON)
            root.rename(target)

    def _complete(self, tree):
        for path in self.surplus:
            shutil.rmtree(tree / path)
        for path in self.absent:
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            (tree / path).touch()


@dataclass(frozen=True)
class Apt:
    """apt in a folder of its own."""

    folder: Path
    log: Path
    suite: str
    keyring: Path = KEYRING

    def update(self, addresses, progress):
        """Read what there is, from the first of the mirrors that can be reached."""
        (self.folder / "configuration").write_text(
            CONFIGURATION.format(folder=self.folder)
        )
        for name in ("lists", "archives"):
            (self.folder / name / "partial").mkdir(parents=True, exist_ok=True)
        (self.folder / "status").touch()
        *others, last = addresses
        for address in others:
            try:
                return self._update(address, progress)
            except Unreachable:
                continue
        return self._update(last, progress)

    def download(self, packages, progress):
        """Download packages into the folder."""
        try:
            self._run(progress, "download", *packages)
        except DevError as error:
            output = self.log.read_text(encoding="utf-8")
            if any(words in output for words in UNKNOWN):
                raise DevError(
                    f"Debian's {self.suite} does not have all of"
                    f" {', '.join(packages)} any more"
                ) from error
            if any(words in output for words in CHANGED):
                raise DevError(
                    "a downloaded package is not the one that Debian signed, and was"
                    " thrown away; this happens while a mirror is updated: try again"
                ) from error
            raise

    def _update(self, address, progress):
        (self.folder / "sources.list").write_text(
            f"deb [arch=all target=Packages signed-by={self.keyring}]"
            f" {address} {self.suite} main\n"
        )
        try:
            self._run(progress, "update")
        except DevError as error:
            output = self.log.read_text(encoding="utf-8")
            if any(words in output for words in UNSIGNED):
                raise DevError(
                    f"the signature of {address} is none of Debian's, so that nothing"
                    " of it was used; ask whoever runs that mirror or this network"
                ) from error
            raise Unreachable(str(error)) from error

    def _run(self, progress, *arguments):
        fetch(
            ["apt-get", "-c", self.folder / "configuration"]
            + ["-o", "APT::Status-Fd=1", *arguments],
            f"apt-get {arguments[0]}",
            self.log,
            lambda line: _show(progress, line),
            env=environment(DEBIAN_FRONTEND="noninteractive"),
            cwd=self.folder,
        )


class Unreachable(DevError):
    """A mirror does not answer, or does not have the suite."""


def mirrors():
    """Where the system gets Debian from, and Debian's public address."""
    output = run(
        ["apt-get", "indextargets", "--format", "$(SITE)", "Identifier: Packages"]
        + ["Origin: Debian", "Label: Debian"],
        "Reading the system's list of mirrors",
    )
    return list(dict.fromkeys([*output.split(), OFFICIAL]))


def _check_system():
    for program in ("apt-get", "dpkg-deb"):
        if not shutil.which(program):
            raise DevError(
                f"it comes as a Debian package, and this is no Debian system: there is"
                f" no {program}"
            )
    if not KEYRING.is_file():
        raise DevError(
            "Debian's keys are missing, without which no package can be verified:"
            " install the package debian-archive-keyring"
        )


def _show(progress, line):
    # dlstatus:<number of the file>:<percent>:<text>
    kind, *fields = line.split(":", 3)
    if kind == "dlstatus" and len(fields) == 3:
        progress.update(f"{float(fields[1]):.0f} %")
