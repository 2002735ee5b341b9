"""Odoo from Debian: what apt is made to do, and what is said when it cannot."""

import shutil
import subprocess
from pathlib import Path
from unittest import mock

from devkit import debian, source
from devkit.console import Progress
from devkit.errors import DevError

from .common import ScratchCase

#: A repository with an odoo-19 that is not there. Its list is signed by a key whose
#: private half nobody has: key.asc.
REPOSITORY = Path(__file__).parent / "debian_repository"

PACKAGE = debian.Package(
    name="odoo-19",
    suite="sid",
    absent=("odoo/addons/mail/static/empty.js",),
    surplus=("addons",),
)


class TestApt(ScratchCase):
    """Real runs of apt on a repository in a folder."""

    def setUp(self):
        super().setUp()
        self.repository = self.folder / "repository"
        shutil.copytree(REPOSITORY, self.repository)
        (self.folder / "apt").mkdir()
        self.progress = Progress("apt")

    def apt(self, keyring):
        return debian.Apt(self.folder / "apt", self.folder / "apt.log", "sid", keyring)

    def updated(self, *addresses):
        """apt that trusts the repository, with its list read."""
        apt = self.apt(self.repository / "key.asc")
        apt.update(addresses or [f"file:{self.repository}"], self.progress)
        return apt

    def test_signature_of_another_key(self):
        with self.assertRaisesRegex(DevError, "signature .* none of Debian's"):
            self.apt(debian.KEYRING).update([f"file:{self.repository}"], self.progress)

    def test_list_changed_after_signing(self):
        signed = self.repository / "dists" / "sid" / "InRelease"
        signed.write_text(signed.read_text().replace("Label: Debian", "Label: Other"))
        with self.assertRaisesRegex(DevError, "signature .* none of Debian's"):
            self.updated()

    def test_list_without_a_signature(self):
        signed = self.repository / "dists" / "sid" / "InRelease"
        text = signed.read_text().split("\n\n", 1)[1].split("-----BEGIN", 1)[0]
        signed.unlink()
        signed.with_name("Release").write_text(text)
        with self.assertRaisesRegex(DevError, "signature .* none of Debian's"):
            self.updated()

    def test_package_that_is_gone(self):
        with self.assertRaisesRegex(DevError, "does not have .*odoo-18.* any more"):
            self.updated().download(["odoo-18"], self.progress)

    def test_package_that_is_not_the_signed_one(self):
        (self.repository / "odoo-19.deb").write_text("0123456789abcdef")
        with self.assertRaisesRegex(DevError, "not the one that Debian signed"):
            self.updated().download(["odoo-19"], self.progress)
        self.assertEqual(list((self.folder / "apt").rglob("*.deb")), [])

    def test_mirror_without_the_suite(self):
        nowhere = f"file:{self.folder / 'nowhere'}"
        self.updated(nowhere, f"file:{self.repository}")
        with self.assertRaises(debian.Unreachable):
            self.updated(nowhere)


class TestPackage(ScratchCase):
    def unpack(self):
        PACKAGE.unpack(self.project, self.cache_home / "odoo" / "tree")

    def test_no_debian_system(self):
        with mock.patch.object(shutil, "which", return_value=None):
            with self.assertRaisesRegex(DevError, "no Debian system.*no apt-get"):
                self.unpack()
        self.assertNothingMade()

    def test_no_keys(self):
        with mock.patch.object(debian, "KEYRING", self.folder / "none.gpg"):
            with self.assertRaisesRegex(DevError, "debian-archive-keyring"):
                self.unpack()
        self.assertNothingMade()

    def test_failed_download_leaves_nothing(self):
        with mock.patch.object(debian, "mirrors", return_value=["file:/nowhere"]):
            with self.assertRaises(DevError):
                self.unpack()
        self.assertNothingMade()

    def test_tree_is_completed(self):
        built = self.folder / "built"
        tree = built / debian.PYTHON
        shutil.copytree(self.make_tree("19.0"), tree)
        (tree / "requirements.txt").unlink()
        self.write(tree / "addons" / "base" / "__manifest__.py", "{}")
        self.write(
            tree / "odoo-19.0.egg-info" / "PKG-INFO",
            'Name: odoo\nRequires-Dist: lxml\nRequires-Dist: ldap; extra == "ldap"\n',
        )
        self.write(
            built / "DEBIAN" / "control",
            "Package: odoo-19\nVersion: 1\nArchitecture: all\n"
            "Maintainer: Nobody <nobody@example.com>\nDescription: Nothing\n",
        )

        def download(apt, *_args):
            subprocess.run(
                ["dpkg-deb", "--build", "--root-owner-group", built, apt.folder],
                capture_output=True,
                check=True,
            )

        with mock.patch.multiple(debian.Apt, update=mock.Mock(), download=download):
            self.unpack()
        tree = source.read_tree(self.cache_home / "odoo" / "tree")
        self.assertEqual(tree.series, "19.0")
        self.assertEqual(tree.addons_paths, [tree.path / "odoo" / "addons"])
        self.assertTrue((tree.path / PACKAGE.absent[0]).is_file())
        self.assertEqual(tree.requirements, 'lxml\nldap; extra == "ldap"')

    def test_mirrors_end_with_the_official_one(self):
        self.assertEqual(debian.mirrors()[-1], debian.OFFICIAL)
