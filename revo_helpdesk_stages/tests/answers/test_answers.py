"""Canned answers: whose they are, what is filled in, and for whom."""

from contextlib import suppress

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from ..common import SupportLineCase

ANSWERS = "mail.shortcode"


class AnswerCase(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env[ANSWERS].search([]).unlink()
        cls.answers = {
            "north": cls._create_answer(cls.ana, helpdesk_team_id=cls.north.id),
            "south": cls._create_answer(cls.rita, helpdesk_team_id=cls.south.id),
            "support": cls._create_answer(cls.sam, helpdesk_team_id=cls.support.id),
            "house": cls._create_answer(cls.mia),
        }
        if "group_ids" in cls.env[ANSWERS]._fields:
            # In 19.0 what names no group is its author's alone.
            cls.answers["house"].group_ids = cls.env.ref("base.group_user")
        cls.ticket = cls._create_ticket_in(
            "in_progress_support", user=cls.sam, name="No paper"
        )

    @classmethod
    def _create_answer(cls, user, **values):
        values = {"source": "hello", "substitution": f"Of {user.name}", **values}
        answer = cls.env[ANSWERS].with_user(user).create(values)
        return answer.with_env(cls.env)

    def _get_offered(self, user, kind, ticket=None):
        rows = (ticket or self.ticket).with_user(user).get_answers(kind)
        return {row["source"]: row["substitution"] for row in rows}


class TestWhose(AnswerCase):
    def _get_read(self, user):
        found = self.env[ANSWERS].with_user(user).search([])
        return {name for name, answer in self.answers.items() if answer in found}

    def test_nobody_reads_another_partys(self):
        for user, expected in (
            (self.ana, {"north"}),
            (self.ben, {"north"}),
            (self.rita, {"south"}),
            (self.sam, {"support", "house"}),
            (self.sue, {"support", "house"}),
            (self.dan, {"house"}),
            (self.mia, {"support", "house"}),
            (self.pia, {"house"}),
        ):
            self.assertEqual(self._get_read(user), expected, user.name)
        # In 19.0 clients have no rights to them at all.
        with suppress(AccessError):
            self.assertFalse(self._get_read(self.cleo))

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.models")
    def test_nobody_changes_another_partys(self):
        for user, names in (
            (self.ana, ("south", "support", "house")),
            (self.rita, ("north", "support", "house")),
            (self.sam, ("north", "south")),
            (self.dan, ("north", "south", "support")),
            (self.mia, ("north", "south")),
        ):
            for name in names:
                answer = self.answers[name].with_user(user)
                for change in (
                    lambda a=answer: a.read(["substitution"]),
                    lambda a=answer: a.write({"substitution": "Mine"}),
                    lambda a=answer: a.unlink(),
                ):
                    self.assertEqual(self._attempt(change), "refused", (user, name))

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.models")
    def test_nobody_gives_an_answer_to_others(self):
        mine = self.answers["north"].with_user(self.ana)
        for team in (self.south, self.support, self.env["helpdesk.ticket.team"]):
            values = {"helpdesk_team_id": team.id}
            given = self._attempt(lambda v=values: mine.write(v))
            self.assertEqual(given, "refused", team.name)
            made = self._attempt(
                lambda v=values: self._create_answer(self.ana, source="new", **v)
            )
            self.assertEqual(made, "refused")

    def test_a_team_shares_its_answers(self):
        for user in (self.ben, self.ana):
            answer = self.answers["north"].with_user(user)
            answer.substitution = f"Now of {user.name}"
        self.assertIn("Ben", self._create_answer(self.ben).substitution)
        self.assertEqual(self._create_answer(self.ben).helpdesk_team_id, self.north)
        self.answers["support"].with_user(self.sue).unlink()

    def test_who_leaves_the_team_reads_them_no_more(self):
        self.assertEqual(self._get_read(self.ana), {"north"})
        self.north.user_ids -= self.ana
        self.env.flush_all()
        self.assertFalse(self._get_read(self.ana))
        self.south.user_ids |= self.ana
        self.assertEqual(self._get_read(self.ana), {"south"})

    def test_browsers_are_told_of_no_teams(self):
        """17.0 sends all of them when a page opens, 19.0 each that changes."""
        self.answers["north"].with_user(self.ben).substitution = "Of Ben alone"
        self.answers["house"].write({"substitution": "Of the house"})
        self.env.cr.precommit.run()
        told = " ".join(self.env["bus.bus"].search([]).mapped("message"))
        self.assertNotIn("Of Ben alone", told)
        for user in (self.ana, self.rita, self.sam, self.cleo):
            if "group_ids" in self.env[ANSWERS]._fields:
                break
            told = str(user.with_user(user)._init_messaging())
            self.assertNotIn("Of Ben alone", told)
            self.assertNotIn("Of Sam", told)
            self.assertEqual("Of the house" in told, user == self.sam, user.name)


class TestFilledIn(AnswerCase):
    ALL = "{client}|{company}|{number}|{title}|{assignee}|{reseller}"

    def test_what_the_ticket_says_is_filled_in(self):
        self.answers["north"].substitution = self.ALL
        said = f"Cleo|Shop|{self.ticket.number}|No paper|Sam|North"
        self.assertEqual(self._get_offered(self.ana, "message"), {"hello": said})

    def test_a_client_reads_none_of_the_vendors_names(self):
        self.answers["north"].substitution = self.ALL
        for user in (self.sam, self.dan, self.mia):
            self.ticket._write_settled({"user_id": user.id})
            said = self._get_offered(self.ana, "note")["hello"]
            self.assertNotIn(user.name, said)
            self.assertIn("|REVO|", said)
        self.ticket._write_settled({"user_id": self.ben.id})
        self.assertIn("|Ben|", self._get_offered(self.ana, "note")["hello"])

    def test_a_direct_teams_client_reads_none_of_its_names(self):
        desk = self._create_team("direct", self.pia, name="Desk")
        self._create_answer(
            self.pia, source="who", substitution="{assignee}", helpdesk_team_id=desk.id
        )
        ticket = self._create_ticket(team_id=desk.id)
        ticket.user_id = self.pia
        self.assertEqual(self._get_offered(self.pia, "message", ticket)["who"], "REVO")
        self.assertEqual(self._get_offered(self.pia, "note", ticket)["who"], "Pia")

    def test_values_are_text(self):
        self.ticket.with_user(self.ana).name = "{client} <b>x</b> {{number}}"
        self.answers["north"].substitution = "{title}"
        self.assertEqual(
            self._get_offered(self.ana, "note")["hello"], "{client} <b>x</b> {{number}}"
        )

    def test_of_anothers_ticket_nothing_is_filled_in(self):
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base"):
            self._get_offered(self.rita, "note")

    def test_what_nobody_fills_in_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "{nmber}.*{number}"):
            self.answers["north"].with_user(self.ana).substitution = "{nmber}"

    def test_it_is_in_the_language_of_who_reads(self):
        for code in ("ca_ES", "es_ES"):
            self.env["res.lang"]._activate_lang(code)
        for lang in ("ca_ES", "es_ES"):
            self._create_answer(self.ana, substitution=lang, helpdesk_lang=lang)
        offered = {}
        for lang in ("ca_ES", "es_ES", "en_US"):
            self.cleo.lang = lang
            offered[lang] = self._get_offered(self.ana, "note")["hello"]
        self.assertEqual(
            offered, {"ca_ES": "ca_ES", "es_ES": "es_ES", "en_US": "Of Ana"}
        )
        # A message is read by the vendor.
        self.sam.lang = "ca_ES"
        self.assertEqual(self._get_offered(self.ana, "message")["hello"], "ca_ES")

    def test_each_is_offered_its_own(self):
        for user, expected in (
            (self.ana, {"hello": "Of Ana"}),
            (self.dan, {"hello": "Of Mia"}),
        ):
            self._put(self.ticket, "in_progress_dev", user=self.dan)
            for kind in ("note", "message"):
                self.assertEqual(self._get_offered(user, kind), expected, user.name)
        self.assertEqual(self._get_offered(self.sam, "note"), {"hello": "Of Mia"})


class TestFullComposer(AnswerCase):
    def test_a_direct_team_inserts_one(self):
        desk = self._create_team("direct", self.pia, name="Desk")
        mine = self._create_answer(
            self.pia, substitution="About {number}", helpdesk_team_id=desk.id
        )
        ticket = self._create_ticket(team_id=desk.id)
        composer = Form(
            self.env["mail.compose.message"]
            .with_user(self.pia)
            .with_context(
                default_model=ticket._name,
                default_res_ids=ticket.ids,
                default_composition_mode="comment",
                default_subtype_xmlid="mail.mt_comment",
            )
        )
        composer.body = "<p>Hello</p>"
        self.assertIn(mine, composer.helpdesk_answer_ids[:])
        composer.helpdesk_answer_id = mine.with_user(self.pia)
        self.assertIn("<p>Hello</p>", composer.body)
        self.assertIn(f"About {ticket.number}", composer.body)
        self.assertFalse(composer.helpdesk_answer_id)

    def test_other_documents_have_none(self):
        composers = self.env["mail.compose.message"]
        composer = composers.with_context(default_composition_mode="comment").create(
            {"model": "res.partner", "res_ids": str(self.shop.ids)}
        )
        self.assertFalse(composer.helpdesk_answer_ids)


class TestKeeping(AnswerCase):
    def _keep(self, user, message):
        action = self.ticket.with_user(user).action_keep_answer(message.id)
        answers = self.env[action["res_model"]].with_user(user)
        return answers.with_context(**action["context"]).create({"source": "kept"})

    def test_a_message_is_kept_without_what_is_the_tickets(self):
        text = f"<p>Hello Cleo,</p><p>about {self.ticket.number}: turn it.</p>"
        message = self._write_text(self.ticket, self.ana, "note", text)
        answer = self._keep(self.ana, message)
        self.assertEqual(answer.helpdesk_team_id, self.north)
        self.assertEqual(answer.helpdesk_lang, self.cleo.lang)
        for said in ("{client}", "{number}", "turn it"):
            self.assertIn(said, answer.substitution)
        for said in ("Cleo", self.ticket.number, "<p>"):
            self.assertNotIn(said, answer.substitution)

    def test_support_keeps_it_for_its_team(self):
        message = self._write_text(self.ticket, self.sam, "message", "<p>Turn it</p>")
        self.assertEqual(self._keep(self.sam, message).helpdesk_team_id, self.support)

    def test_what_one_may_not_read_is_not_kept(self):
        hidden = self._write_text(self.ticket, self.sam, "note", "<p>Secret</p>")
        other = self._create_ticket(opener=self.rita)
        elsewhere = self._write_text(other, self.rita, "message", "<p>Secret</p>")
        for message in (hidden, elsewhere, hidden.browse(hidden.id + 10**6)):
            with self.assertRaises(UserError) as caught:
                self._keep(self.ana, message)
            self.assertNotIn("Secret", str(caught.exception))
