"""What is installed beside Odoo."""

import re
from importlib.metadata import distributions, requires

from packaging.requirements import Requirement

from devkit import python_env
from devkit.project import Project
from devkit.series import SERIES

from .common import ROOT, ScratchCase

#: Odoo, and what it requires as OCA's addons do.
OF_ODOO = {"lxml", "odoo", "requests", "idna"}


class TestRequirements(ScratchCase):
    def test_binary_wheels_and_no_compiler(self):
        requirements = (
            "# comment\n"
            "Babel==2.9.1  # min version\n"
            "gevent==21.8.0 ; python_version == '3.10'\n"
            "psycopg2==2.9.5 ; python_version == '3.11'\n"
            "python-ldap==3.4.0 ; sys_platform != 'win32'\n"
        )
        self.assertEqual(
            python_env.of_tree(requirements, SERIES["17.0"]),
            [
                "Babel==2.9.1",
                "gevent==21.12.0 ; python_version == '3.10'",
                "psycopg2-binary==2.9.5 ; python_version == '3.11'",
            ],
        )

    def test_requirements_of_a_package(self):
        requirements = 'lxml\npsycopg2>=2.2\nPyPDF2\npython-ldap; extra == "ldap"\n'
        self.assertEqual(
            python_env.of_tree(requirements, SERIES["19.0"]),
            ["lxml", "psycopg2-binary>=2.2", "PyPDF2==2.12.1"]
            + ["freezegun", "python-magic"],
        )

    def test_what_oca_addons_require_is_named_with_them(self):
        """They are installed without what they require, which would be Odoo."""
        for series in SERIES.values():
            text = Project(ROOT).requirements_of(series).read_text()
            names = self.names(text)
            for name, pinned in re.findall(r"^(\S+)==(\S+)$", text, re.MULTILINE):
                # One of the series is installed where this runs.
                if [one.version for one in distributions(name=name)] == [pinned]:
                    self.assertLessEqual(self.required(name), {*names, *OF_ODOO}, name)

    def required(self, name):
        """The names of the packages that one requires in this Python."""
        found = map(Requirement, requires(name) or [])
        needed = [one for one in found if not one.marker or one.marker.evaluate()]
        return {*self.names("\n".join(one.name for one in needed))}

    def names(self, text):
        """The normalized names of the packages in a text, a line each."""
        found = re.findall(r"^([\w.-]+)", text, re.MULTILINE)
        return [re.sub(r"[-_.]+", "-", name).lower() for name in found]

    def test_oca_addons_are_pinned(self):
        for series in SERIES.values():
            lines = Project(ROOT).requirements_of(series).read_text().splitlines()
            for name in ("helpdesk-mgmt", "helpdesk-mgmt-project"):
                pinned = f"odoo-addon-{name}=={series.name}."
                self.assertTrue(any(line.startswith(pinned) for line in lines), name)
