"""One role against one model."""

import functools
from contextlib import suppress

from odoo.tools import mute_logger

from ..compat import DOMAIN_LOGGER
from ..complete import is_complete
from .markers import find_markers, get_forbidden, get_pattern
from .operations import AT_A_CLOSED_MODEL, OPERATIONS
from .paths import get_texts

# What Odoo logs when somebody asks what cannot be answered.
_LOGGERS = (
    "odoo.sql_db",
    "odoo.models",
    "odoo.fields",
    DOMAIN_LOGGER,
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
)


class Undo(Exception):
    """Takes back what an attack changed."""


class Attack:
    """Asks as one user, and holds each answer against what that user may read."""

    def __init__(self, role, user, model, secrets, report):
        """
        :param secrets: the :class:`Secrets` of the database
        """
        self.role = role
        self.model = (
            user.env[model]
            .with_user(user)
            .with_context(active_test=False, lang="en_US")
        )
        self.env = self.model.env
        self.secrets = secrets
        self.report = report
        self.forbidden = get_forbidden(role)
        self.pattern = get_pattern(role)
        self.comodels = secrets.models
        # Records of which nothing at all is for this role.
        self.foreign = {
            res_id: markers
            for res_id, markers in secrets.of(model).items()
            if markers <= self.forbidden
        }

    @functools.cached_property
    def may_read(self):
        """Whether the role may read anything of the model at all."""
        return self.ask("search", "*", lambda: self.model.search([], limit=1)) is not (
            None
        )

    @property
    def samples(self):
        """One foreign record of each kind; one of all where the model is closed."""
        samples = list({markers: i for i, markers in self.foreign.items()}.values())
        return samples if self.may_read else samples[:1]

    def ask(self, operation, name, question):
        """Ask; what is in the answer, an error included, is a leak or none.

        :return: the answer, or ``None`` where it is refused
        """
        answer, error = self._try(question)
        found = find_markers(error if error is not None else answer) & self.forbidden
        self.report.add(self.model._name, operation, self.role, name, found)
        return answer

    def ask_each(self, operation, names, question):
        """Ask for many fields or paths at once, by halves where that is refused."""
        if not names:
            return
        answer, error = self._try(lambda: question(names))
        if error is not None and len(names) > 1 and self.may_read:
            half = len(names) // 2
            self.ask_each(operation, names[:half], question)
            self.ask_each(operation, names[half:], question)
            return
        found = find_markers(error if error is not None else answer) & self.forbidden
        if found and len(names) > 1:
            for name in names:
                self.ask_each(operation, [name], question)
            return
        # What refuses the whole model is one answer.
        for name in names if error is None or len(names) == 1 else ["*"]:
            self.report.add(self.model._name, operation, self.role, name, found)

    def find_by(self, paths, text=None, refused=None):
        """Return those of some paths by which something forbidden is found.

        All at once, as there are many; by halves where the search is refused, as one
        path that cannot be searched hides what the others find.

        :param list refused: gets the paths that cannot be searched
        """
        if not paths:
            return []
        domain = _get_domain(paths, "ilike", text or self.pattern)
        count, error = self._try(lambda: self.model.search_count(domain))
        if error is None and not count:
            return []
        if len(paths) == 1:
            if error is None:
                return paths
            if refused is not None:
                refused += paths
            return []
        if error is not None and self._is_closed(paths[0].rpartition(".")[0]):
            return []
        half = len(paths) // 2
        return [
            *self.find_by(paths[:half], text, refused),
            *self.find_by(paths[half:], text, refused),
        ]

    def _is_closed(self, steps):
        """Return whether any search through some relations is refused."""
        if not steps:
            return False
        domain = _get_domain([f"{steps}.id"], ">", 0)
        _count, error = self._try(lambda: self.model.search_count(domain))
        return error is not None

    def get_texts(self, comodel, joined=False):
        """Return the texts by which this role may search another model.

        What is refused there is refused by a path that asks the other model, too. A
        join asks only for the fields, not whether the role may read the model.
        """
        known = self.secrets.texts
        if (self.role, comodel) not in known:
            attack = Attack(
                self.role, self.env.user, comodel, self.secrets, self.report
            )
            texts, refused = get_texts(attack.model), []
            if attack.may_read:
                attack.find_by(texts, refused=refused)
                texts = [name for name in texts if name not in refused]
            known[self.role, comodel] = attack.may_read, texts
        may_read, texts = known[self.role, comodel]
        return texts if may_read or joined else []

    def refuse(self, operation, name, deed, markers):
        """Do what has to be refused."""

        def do():
            deed()
            self.env.flush_all()

        # With nothing in the cache, as each call by RPC starts.
        self.env.transaction.clear()
        _answer, error = self._try(do)
        self.env.transaction.clear()
        found = markers if error is None else find_markers(error) & self.forbidden
        self.report.add(self.model._name, operation, self.role, name, found)

    def _try(self, question):
        answer = error = None
        with mute_logger(*_LOGGERS):
            try:
                with suppress(Undo), self.env.cr.savepoint(flush=False):
                    answer = question()
                    raise Undo
            # An error of any kind is an answer, whose words reach the caller.
            except Exception as caught:
                error = str(caught)
                self.env.transaction.clear()
        return answer, error


def _get_domain(paths, operator, value):
    """Return the domain that finds a value by any of some paths with the same steps.

    As Odoo reads ``step.name``, with one question to the other model instead of many.
    """
    leaves = [(path.rpartition(".")[2], operator, value) for path in paths]
    domain = ["|"] * (len(leaves) - 1) + leaves
    for step in reversed(paths[0].split(".")[:-1]):
        domain = [(step, "any", domain)]
    return domain


def run(env, users, report, secrets, models=None, operations=OPERATIONS):
    """Let roles attack models, all of the registry unless some are named.

    Without ``./dev test --complete`` a model that a role may not read at all is asked
    only what is not answered by its access list.

    :param dict users: ``{role: user}``
    """
    for role, user in users.items():
        for name in sorted(models or env.registry):
            if env[name]._abstract:
                continue
            env.transaction.clear()
            attack = Attack(role, user, name, secrets, report)
            # A model that is closed to a role answers every question alike.
            told = operations if is_complete() or attack.may_read else AT_A_CLOSED_MODEL
            for operation in operations:
                if operation in told:
                    operation(attack)
