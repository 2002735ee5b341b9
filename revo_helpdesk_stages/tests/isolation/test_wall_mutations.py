"""Each part of the walls is taken away once: then a test that holds it turns red."""

import unittest
from copy import copy
from unittest.mock import patch

from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

from ...models.isolation import mail_message, writable
from . import (
    test_calls,
    test_fetched_messages,
    test_identity,
    test_ownerless,
    test_parties,
    test_pointing,
    test_remote_images,
    test_sent_words,
    test_sizes,
    test_writable,
    test_writable_table,
)
from .report import tell


def _nothing(*_args, **_kwargs):
    """Check nothing."""


def _yes(*_args, **_kwargs):
    return True


def _same(_self, value, *_args, **_kwargs):
    return value


def _row(role, index, name):
    """A table of fields with one more row, or one row less."""
    rows = list(writable.WRITABLE[role])
    rows[index] = rows[index] ^ {name}
    return {**writable.WRITABLE, role: tuple(rows)}


# Our method -> what stands in its place, and the test that notices.
GUARDS = {
    ("ir.model.access", "_is_open_call"): (
        _yes,
        test_calls.TestCalls("test_a_client_calls_nothing_of_the_line"),
    ),
    ("res.users", "_check_outside_call"): (
        _nothing,
        test_calls.TestCallsOfPrograms(
            "test_no_program_calls_for_a_client_or_a_reseller"
        ),
    ),
    ("helpdesk.ticket", "_check_writable"): (
        _same,
        test_writable.TestWritableByWeb("test_the_web_client_is_refused"),
    ),
    ("helpdesk.ticket", "_check_writable_create"): (
        _nothing,
        test_writable.TestWritableFields("test_at_creation_too"),
    ),
    ("helpdesk.ticket", "_keep_former_texts"): (
        _nothing,
        test_writable.TestWordsOfOthers(
            "test_a_changed_description_leaves_the_former_text"
        ),
    ),
    ("base", "_check_targets"): (
        _nothing,
        test_pointing.TestPointing(
            "test_a_message_carries_only_files_that_its_author_may_read"
        ),
    ),
    ("mail.message", "_guard_sent"): (
        _nothing,
        test_sent_words.TestSentWords("test_a_client_reads_what_became_of_its_words"),
    ),
    ("ir.attachment", "_guard_sent"): (
        _nothing,
        test_sent_words.TestSentWords("test_a_file_that_was_sent_stays"),
    ),
    ("mail.tracking.value", "_refuse_change"): (
        _nothing,
        test_sent_words.TestSentWords(
            "test_what_the_system_noted_is_nobodys_to_change"
        ),
    ),
    ("ir.attachment", "_check_no_redirects"): (
        _nothing,
        test_pointing.TestPointing("test_nobody_leaves_an_address_instead_of_a_file"),
    ),
    ("mail.message", "_check_author"): (
        _nothing,
        test_identity.TestSender(
            "test_a_message_has_the_sender_of_its_author_in_a_chat_too"
        ),
    ),
    ("res.partner", "_check_identity"): (
        _nothing,
        test_identity.TestIdentity("test_a_client_keeps_name_and_address_by_calls"),
    ),
    ("res.users", "_check_line_address"): (
        _nothing,
        test_identity.TestIdentity("test_no_two_of_the_line_have_one_address"),
    ),
    ("res.users", "_get_party_domain"): (
        lambda _self: [(1, "=", 1)],
        test_parties.TestParties("test_a_second_client_reads_nothing_of_the_first_one"),
    ),
    ("mail.message", "_stamp_parties"): (
        lambda self, _vals_list: self.env["helpdesk.ticket"],
        test_parties.TestParties("test_what_is_written_carries_the_party"),
    ),
    ("helpdesk.ticket", "_check_client_change"): (
        _nothing,
        test_parties.TestParties(
            "test_no_client_of_another_reseller_without_a_manager"
        ),
    ),
    ("helpdesk.ticket", "_settle_parties"): (
        _nothing,
        test_parties.TestParties("test_a_first_contact_reads_what_was_nobodys"),
    ),
    ("ir.filters", "_get_own_filter_values"): (
        lambda _self: {},
        test_ownerless.TestOwnRecords("test_a_client_shares_no_filter_either"),
    ),
    ("base", "_check_text_sizes"): (
        _nothing,
        test_sizes.TestSizes("test_a_message_can_be_read"),
    ),
    ("helpdesk.ticket", "_check_sizes"): (
        _nothing,
        test_sizes.TestSizes("test_a_ticket_has_a_title_and_texts_that_can_be_read"),
    ),
    ("helpdesk.ticket", "_check_post_size"): (
        _nothing,
        test_sizes.TestSizes("test_wizards_and_activities_are_no_way_round"),
    ),
    ("helpdesk.ticket", "_leave_pictures_out"): (
        _same,
        test_remote_images.TestRemoteImages("test_a_description_loads_nothing"),
    ),
    ("mail.message", "_leave_pictures_out"): (
        _nothing,
        test_remote_images.TestRemoteImages("test_a_message_loads_nothing"),
    ),
}

# Rows of the table of fields that are too many, or too few.
ROWS = [
    ("reseller", 0, "number"),
    ("reseller", 1, "escalated_date"),
    ("reseller", 1, "pipeline"),
    ("reseller", 1, "stage_id"),
    ("staff", 0, "closed_date"),
    ("staff", 1, "active"),
    ("staff", 1, "tag_ids"),
    ("staff", 0, "partner_id"),
]


@tagged("post_install", "-at_install")
class TestWallMutations(BaseCase):
    def _is_red(self, test):
        """Return whether a test does not pass."""
        result = unittest.TestResult()
        # What the missing wall lets through may well be bad for the database.
        with mute_logger("odoo.http", "odoo.sql_db", "odoo.models"):
            unittest.TestSuite([copy(test)]).run(result)
        return not result.wasSuccessful()

    def test_no_part_of_a_wall_can_go_unnoticed(self):
        registry = Registry(get_db_name())
        found = {}
        for (model, method), (instead, test) in GUARDS.items():
            with patch.object(registry[model], method, instead):
                found[f"{model}.{method}"] = self._is_red(test)
        # Odoo's own method of that name stays.
        with patch(f"{mail_message.__name__}.check_rules", _nothing):
            found["mail.message.fetch"] = self._is_red(
                test_fetched_messages.TestFetchedMessages(
                    "test_no_number_of_a_message_tells_its_text"
                )
            )
        self._tell("Mutations: walls", found)

    def test_no_row_of_the_table_of_fields_can_go_unnoticed(self):
        tests = [
            test_writable_table.TestWritableTable(name)
            for name in (
                "test_nothing_is_in_the_table_that_no_screen_lets_edit",
                "test_what_a_screen_lets_edit_is_in_the_table",
            )
        ]
        found = {}
        for role, index, name in ROWS:
            when = ("at creation", "later")[index]
            with patch.dict(writable.WRITABLE, _row(role, index, name)):
                found[f"{role} {when}: {name}"] = any(map(self._is_red, tests))
        self._tell("Mutations: rows", found)

    def _tell(self, title, found):
        tell(
            title,
            [
                f"{part}: {'noticed' if red else 'UNNOTICED'}"
                for part, red in found.items()
            ],
        )
        self.assertFalse([part for part, red in found.items() if not red])
