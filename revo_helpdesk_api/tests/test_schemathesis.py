"""Whatever the document allows, and much of what it forbids, is answered as it says.

Schemathesis reads the served document: it sends the examples, the least and the
greatest of each value and what is just beyond, what it makes up, and goes on from
answers to other requests. Always the same, so that a failure is found again.
"""

from collections import Counter

from odoo.addons.revo_helpdesk_stages.tests.compat import own_requests

from .common import ROOT, ApiCase

# How often a kind of value is tried at a kind of place of an operation.
_TIMES = 2
# What may be answered to what is as the document says: that it is not done, too. What
# can be chosen, and what is open now, only the line itself knows.
_ACCEPTED = ["2xx", "400", "401", "403", "404", "409", "422"]


class TestSchemathesis(ApiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # What is tried is no subject of the limits.
        cls.env["helpdesk.api.key"].search([]).rate = 1_000_000
        cls.company.helpdesk_shows_problems = True
        cls.number = cls._create_ticket_in("in_progress_reseller", user=cls.ana).number

    def test_a_client(self):
        self._try(self.cleo, "^/(?!board)", "examples", "coverage")

    def test_a_reseller(self):
        self._try(self.ana, "^/board", "examples", "coverage")

    def test_the_vendor(self):
        self._try(
            self.mia,
            "^/tickets(/[^/]+(/(close|nudge|rating))?)?$",
            *("examples", "coverage", "fuzzing", "stateful"),
        )

    def _try(self, user, paths, *phases):
        """Ask for what the document knows of some paths, with the key of a user."""
        # Not above: Odoo imports tests while it loads, and loads without it.
        import schemathesis
        from schemathesis.config import SchemathesisConfig
        from schemathesis.engine import events, from_schema

        document = self._check(self._get("/openapi.json"))
        asked, failures = Counter(), []
        with own_requests(self):
            schema = schemathesis.openapi.from_dict(
                document,
                config=SchemathesisConfig.from_dict(self._get_settings(user, phases)),
            ).include(path_regex=paths)
            for hook in self._get_hooks():
                schema.hook(hook)
            for event in from_schema(schema).execute():
                if isinstance(event, events.NonFatalError | events.FatalError):
                    failures.append(str(event))
                if isinstance(event, events.ScenarioFinished):
                    asked[event.phase.value] += len(event.recorder.interactions)
                    failures += _find_failures(event.recorder)
        self.assertFalse(failures, "\n\n".join(failures[:5]))
        for phase in phases:
            self.assertTrue(asked[phase], phase)

    def _get_settings(self, user, phases):
        cookies = self.opener.cookies.get_dict()
        return {
            "seed": 1,
            "base-url": f"{self.base_url()}{ROOT}",
            "headers": {
                "Authorization": f"Bearer {self.secrets[user]}",
                "Cookie": "; ".join(f"{name}={cookies[name]}" for name in cookies),
            },
            "continue-on-failure": True,
            # Else nearly all would end at the first thing that nobody knows.
            "dictionaries": {
                "number": {"values": [self.number]},
                "client": {"values": ["SHOP-1"]},
            },
            "parameters": {
                "path.number": {"dictionary": "number", "probability": 0.8},
                "header.Helpdesk-Client": {"dictionary": "client", "probability": 0.8},
            },
            "generation": {
                "deterministic": True,
                "max-examples": 2,
                "database": "none",
                "no-shrink": True,
                # What is not known of an address is passed over, as everywhere.
                "allow-extra-parameters": False,
            },
            "phases": {
                name: {"enabled": name in phases}
                for name in ("examples", "coverage", "fuzzing", "stateful")
            },
            "checks": {"positive_data_acceptance": {"expected-statuses": _ACCEPTED}},
        }

    def _get_hooks(self):
        """Return what leaves out what only says the same again, and lets the rest come
        to what it tries.
        """
        seen = Counter()
        known = {
            "Helpdesk-Client": "SHOP-1",
            "Helpdesk-Person": self.cleo.email,
        }

        def get_place(case):
            place = case.meta.phase.data.parameter_location
            return place and place.value

        def filter_case(_context, case):
            phase = case.meta.phase
            if phase.name.value != "coverage":
                return True
            place = get_place(case)
            # The headers are the same everywhere.
            label = "" if place == "header" else case.operation.label
            kind = (label, place, phase.data.scenario)
            seen[kind] += 1
            return seen[kind] <= _TIMES

        def map_case(_context, case):
            if case.meta.phase.name.value == "coverage" and get_place(case) != "header":
                for name in known.keys() & set(case.headers or ()):
                    case.headers[name] = known[name]
                if "number" in case.path_parameters and get_place(case) != "path":
                    case.path_parameters["number"] = self.number
            return case

        return filter_case, map_case


def _find_failures(recorder):
    """Return what a scenario has found, each with what has to be sent to see it."""
    return [
        "\n".join(
            (
                f"{recorder.label}: {check.name}",
                check.failure_info.failure.message,
                check.failure_info.code_sample,
            )
        )
        for checks in recorder.checks.values()
        for check in checks
        if check.failure_info
    ]
