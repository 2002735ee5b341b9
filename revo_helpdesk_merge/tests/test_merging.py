"""What was written on a ticket goes along when it is merged into another one."""

from datetime import timedelta

from odoo.tests import tagged

from .merging_case import MergingCase


def _find(words, text):
    return next((message for said, message in words.items() if text in said), None)


@tagged("post_install", "-at_install")
class TestMerging(MergingCase):
    def test_words_keep_author_date_and_readers(self):
        self.other.escalated_date = self.goal.escalated_date = self.goal.create_date
        self._write_text(self.other, self.cleo, "message", "<p>It smells</p>")
        self._write_text(self.other, self.ana, "message", "<p>For REVO alone</p>")
        self._write_text(self.other, self.sam, "note", "<p>Between us</p>")
        before = {
            text: _find(self._get_words(self.other, self.mia), text)
            for text in ("It smells", "For REVO alone", "Between us")
        }
        self._merge(self.other, self.goal)
        for text, message in before.items():
            copy = _find(self._get_words(self.goal, self.mia), text)
            self.assertTrue(copy, text)
            for name in ("author_id", "date", "audience", "author_tier"):
                self.assertEqual(copy[name], message[name], (text, name))
        read = self._get_words(self.goal, self.ana)
        self.assertTrue(_find(read, "It smells"))
        self.assertFalse(_find(read, "Between us"))
        page = "".join(self._read_page(self.goal))
        self.assertIn("It smells", page)
        self.assertNotIn("For REVO alone", page)
        self.assertNotIn("Between us", page)

    def test_the_description_is_its_clients_word(self):
        self._merge(self.other, self.goal)
        copy = _find(self._get_words(self.goal, self.mia), "Since this morning")
        self.assertEqual(copy.author_id, self.cleo.partner_id)
        self.assertIn(self.other.number, copy.body)
        self.assertIn(copy.body, self._read_page(self.goal))

    def test_files_go_along_for_their_readers(self):
        files = self.env["ir.attachment"].create(
            [
                {
                    "name": f"{audience}.txt",
                    "raw": audience.encode(),
                    "res_model": self.other._name,
                    "res_id": self.other.id,
                    "audience": audience,
                }
                for audience in ("client", "vendor")
            ]
        )
        self._merge(self.other, self.goal)
        copies = self.env["ir.attachment"].search(
            [("res_model", "=", self.goal._name), ("res_id", "=", self.goal.id)]
        )
        self.assertEqual(
            {(copy.name, copy.raw, copy.audience) for copy in copies},
            {(file.name, file.raw, file.audience) for file in files},
        )
        self.assertEqual(set(files.mapped("res_id")), {self.other.id})

    def test_words_of_a_former_reseller_stay_behind(self):
        self._write_text(self.other, self.ana, "message", "<p>Ours at North</p>")
        both = self.other | self.goal
        both.with_user(self.mia).write(
            {"reseller_team_id": self.south.id, "partner_id": self.cora.partner_id.id}
        )
        self._merge(self.other, self.goal)
        self.assertFalse(_find(self._get_words(self.goal, self.mia), "Ours at North"))
        self.assertFalse(_find(self._get_words(self.goal, self.rita), "Ours at North"))

    def test_the_merged_one_is_canceled_with_the_reason(self):
        self._merge(self.other, self.goal)
        self.assertEqual(self.other.stage_id, self.stage["canceled"])
        self.assertTrue(self.other.active)
        reason = _find(self._get_words(self.other, self.mia), "Duplicate of")
        self.assertIn(self.goal.number, reason.body)
        self.assertEqual(reason.author_id, self.mia.partner_id)
        self.assertEqual(self.goal.stage_id, self.stage["backlog_reseller"])

    def test_tags_and_who_waits_go_along(self):
        tag = self.env["helpdesk.ticket.tag"].create({"name": "Printer"})
        self.other.tag_ids = tag
        since = self.goal.answer_since - timedelta(hours=5)
        self.other._write_settled({"answer_since": since})
        self._merge(self.other, self.goal)
        self.assertEqual(self.goal.tag_ids, tag)
        self.assertEqual(self.goal.answer_since, since)

    def test_the_person_is_given_with_it(self):
        action = self._merge(self.other, self.goal, user_id=self.ben.id)
        self.assertEqual(self.goal.user_id, self.ben)
        self.assertEqual(action["res_id"], self.goal.id)

    def test_clients_who_follow_one_follow_the_other(self):
        colleague = self.env["res.partner"].create(
            {"name": "Colleague", "parent_id": self.shop.id, "email": "c@line.example"}
        )
        self.other.message_subscribe(colleague.ids)
        self._merge(self.other, self.goal)
        self.assertIn(colleague, self.goal.message_partner_ids)

    def test_several_at_once(self):
        third = self._create_ticket(name="Still nothing")
        self._merge(self.other | third, self.goal)
        self.assertEqual(
            self.goal.with_user(self.mia).duplicates_ids, self.other | third
        )


@tagged("post_install", "-at_install")
class TestDirect(MergingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls._create_team("direct", cls.pia)
        values = {"team_id": cls.team.id, "partner_id": cls.cleo.partner_id.id}
        cls.goal, cls.other = (
            cls._create_ticket(opener=cls.mia, **values) for _number in range(2)
        )

    def test_direct_teams_merge_with_authors_and_readers(self):
        self._write_text(self.other, self.cleo, "message", "<p>It smells</p>")
        self._write_text(self.other, self.pia, "note", "<p>Between us</p>")
        self._merge(self.other, self.goal, user=self.pia)
        self.assertEqual(self.other.phase, "canceled")
        words = self._get_words(self.goal, self.pia)
        self.assertEqual(_find(words, "It smells").author_id, self.cleo.partner_id)
        self.assertEqual(_find(words, "Between us").audience, "vendor")
        page = "".join(self._read_page(self.goal))
        self.assertIn("It smells", page)
        self.assertNotIn("Between us", page)

    def test_into_a_new_one(self):
        both = self.goal | self.other
        action = self._merge(
            self.other,
            self.goal,
            create_new_ticket=True,
            dst_ticket_name="All of it",
            dst_helpdesk_team_id=self.team.id,
        )
        new = self.tickets.browse(action["res_id"])
        self.assertEqual(new.name, "All of it")
        self.assertEqual(new.with_user(self.mia).duplicates_ids, both)
        self.assertEqual(new.commercial_partner_id, self.shop)
        self.assertEqual(set(both.mapped("phase")), {"canceled"})

    def test_a_team_without_an_end_archives(self):
        stage = self.env["helpdesk.ticket.stage"].create(
            {"name": "Anything", "team_ids": self.team.ids, "pipeline": "direct"}
        )
        stages = self.env["helpdesk.ticket.stage"].search(
            [("pipeline", "=", "direct"), ("id", "!=", stage.id)]
        )
        (self.goal | self.other).stage_id = stage
        others = self._create_team("direct", self.pia)
        for shared in stages:
            self._share(shared, others)
        self._merge(self.other, self.goal)
        self.assertFalse(self.other.active)
