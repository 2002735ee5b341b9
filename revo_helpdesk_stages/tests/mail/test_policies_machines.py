"""Whether a machine wrote an e-mail, without Odoo."""

from odoo.tests import BaseCase

from ...policies.machines import is_automatic, is_unanswerable, is_unread

PERSONS = (
    {},
    {"Auto-Submitted": "no"},
    {"Auto-Submitted": "", "X-Autoreply": "no"},
    {"Precedence": "list"},
    {"Precedence": "first-class"},
    {"List-Id": "<soporte.line.test>"},
    {"Return-Path": "<cleo@shop.example>"},
    {"X-Auto-Response-Suppress": "None"},
    {"X-Auto-Response-Suppress": "DR, RN, NRN"},
    {"Subject": "Re: Automatic reply: the till"},
    {"Subject": "RE: Respuesta automática: la caja"},
    {"Subject": "Out of office printers"},
    {"Subject": "Automatic replies are not sent"},
    {"Subject": "Fuera de la oficina no funciona la VPN"},
    {"Subject": "Fuera de la oficina - la VPN no va"},
    {"Subject": "Raspuns automatizat din modul"},
)
MACHINES = (
    {"Auto-Submitted": "auto-replied"},
    {"Auto-Submitted": " Auto-Generated "},
    {"Auto-Submitted": "auto-notified; owner=x"},
    {"X-Autoreply": "yes"},
    {"X-Autorespond": "Away until Monday"},
    {"Precedence": "auto_reply"},
    {"Precedence": "Bulk"},
    {"Precedence": "junk"},
    {"Return-Path": "<>"},
    {"Return-Path": " <> "},
    {"X-Auto-Response-Suppress": "All"},
    {"X-Auto-Response-Suppress": "DR, OOF, AutoReply"},
    {"Subject": "Automatic reply: the till"},
    {"Subject": "[Auto-Reply] the till"},
    {"Subject": "Autoreply: the till"},
    {"Subject": "Out of Office: Re: the till"},
    {"Subject": "Out of office"},
    {"Subject": "Respuesta automática: la caja"},
    {"Subject": "RESPUESTA AUTOMÁTICA"},
    {"Subject": "Fuera de la oficina: la caja"},
    {"Subject": "Resposta automàtica: la caixa"},
    {"Subject": "Fora de l'oficina: la caixa"},
    {"Subject": "Fora de l’oficina: la caixa"},
    {"Subject": "Răspuns automat: casa"},
    {"Subject": "Absență din birou: casa"},
)


class TestMachines(BaseCase):
    def test_a_persons_mail_is_none(self):
        for headers in PERSONS:
            with self.subTest(headers=headers):
                self.assertFalse(is_automatic(headers))

    def test_a_machines_mail_is_one(self):
        for headers in MACHINES:
            with self.subTest(headers=headers):
                self.assertTrue(is_automatic(headers))

    def test_whatever_a_machine_wrote_is_not_answered(self):
        for headers in MACHINES:
            with self.subTest(headers=headers):
                self.assertTrue(is_unanswerable(headers))

    def test_what_went_to_many_is_a_persons_and_not_answered(self):
        for headers in ({"Precedence": "list"}, {"List-Id": "<a.line.test>"}):
            with self.subTest(headers=headers):
                self.assertFalse(is_automatic(headers))
                self.assertTrue(is_unanswerable(headers))

    def test_who_does_not_read_is_not_answered(self):
        for address in (
            "no-reply@shop.example",
            "noreply@shop.example",
            "NoReply+7@shop.example",
            "no.reply@shop.example",
            "do-not-reply@shop.example",
            "donotreply@shop.example",
            "no-responder@shop.example",
            "noresponder@shop.example",
            "no_contestar@shop.example",
            "no-respondre@shop.example",
            "nu-raspunde@shop.example",
            "nuraspundeti@shop.example",
            "mailer-daemon@shop.example",
            "MAILER-DAEMON@shop.example",
            "bounces+1@shop.example",
            "drive-shares-noreply@shop.example",
            "noreply_es@shop.example",
            "no-reply2@shop.example",
        ):
            with self.subTest(address=address):
                self.assertTrue(is_unread(address))

    def test_who_reads_is_answered(self):
        for address in (
            "cleo@shop.example",
            "noelia@shop.example",
            "replying@shop.example",
            "norman.reply@shop.example",
            "",
            None,
        ):
            with self.subTest(address=address):
                self.assertFalse(is_unread(address))
