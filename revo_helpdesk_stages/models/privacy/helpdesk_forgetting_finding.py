from odoo import api, models
from odoo.tools import email_normalize, email_split

from ...policies.forgetting import Person, fold
from .forgotten import Forgotten
from .helpdesk_forgetting import HelpdeskForgetting as DefinedHelpdeskForgetting

# What stands on tickets and on their tasks.
_ON_TICKETS = """
    (model = 'helpdesk.ticket'
     OR (model = 'project.task'
         AND res_id IN (SELECT task_id FROM helpdesk_ticket)))
"""


class HelpdeskForgetting(models.AbstractModel):
    """What is somebody's on tickets, and what they are known by.

    SQL: as where it is taken out, see :mod:`.helpdesk_forgetting`.
    """

    _inherit = DefinedHelpdeskForgetting._name

    @api.model
    def _find(self, partners, tickets):
        """Return what is to be forgotten.

        :param partners: res.partner records
        :param tickets: as for :meth:`_forget`
        :return: Forgotten
        """
        # sudo: who is forgotten is found wherever they are.
        partners = partners.sudo().with_context(active_test=False)
        users = partners.user_ids
        given = partners.mapped("email") + users.mapped("login")
        if tickets is not None:
            # sudo: as the contacts.
            alone = tickets.sudo().filtered(lambda ticket: not ticket.partner_id)
            given += alone.mapped("partner_email")
        emails = self._get_own_emails(partners, given)
        own, contact_of = self._find_tickets(partners, users, emails, tickets)
        noted = self._ask(
            "SELECT DISTINCT partner_email FROM helpdesk_ticket WHERE id = ANY(%s)",
            contact_of,
        )
        emails = self._get_own_emails(partners, given + noted)
        tasks = self._ask(
            "SELECT task_id FROM helpdesk_ticket "
            "WHERE id = ANY(%s) AND task_id IS NOT NULL",
            own,
        )
        messages = self._find_messages(partners, emails)
        took_part = self._find_took_part(partners, own, messages)
        of_company = self._find_of_company(partners)
        if tickets is not None:
            took_part = sorted(set(took_part) & set(tickets.ids))
            messages = self._keep_on(messages, took_part)
            of_company = []
        return Forgotten(
            self._describe(partners, emails, contact_of, took_part),
            partners.ids,
            users.ids,
            own,
            contact_of,
            tasks,
            messages,
            self._find_house_texts(own),
            took_part,
            sorted(set(of_company) - set(took_part)),
            self._find_files(users, own, tasks, messages, took_part),
        )

    def _ask(self, query, *values):
        """Return the first column of what a query finds."""
        self.env.cr.execute(query, values)
        return [row[0] for row in self.env.cr.fetchall()]

    @api.model
    def _get_own_emails(self, partners, given):
        """Return the addresses in some texts that are these people's alone."""
        found = {each for text in given for each in email_split(text or "")}
        emails = {email_normalize(each) for each in found} - {False}
        others = self._ask(
            "SELECT email_normalized FROM res_partner "
            "WHERE email_normalized = ANY(%s) AND NOT id = ANY(%s)",
            list(emails),
            partners.ids,
        )
        return sorted(emails - set(others))

    @api.model
    def _find_tickets(self, partners, users, emails, tickets):
        """Return the tickets in the words of these people, and those of them whose
        contact they are.
        """
        self.env.cr.execute(
            """
            SELECT id, is_contact
              FROM (SELECT id, create_uid,
                           CASE WHEN partner_id IS NULL
                                THEN coalesce(partner_email ILIKE ANY(%(emails)s),
                                              FALSE)
                                ELSE partner_id = ANY(%(partners)s)
                           END AS is_contact
                      FROM helpdesk_ticket
                     WHERE %(all)s OR id = ANY(%(only)s)) ticket
             WHERE is_contact OR create_uid = ANY(%(users)s)
            """,
            {
                "partners": partners.ids,
                "users": users.ids,
                "emails": [_like(email) for email in emails],
                "all": tickets is None,
                "only": [] if tickets is None else tickets.ids,
            },
        )
        rows = self.env.cr.fetchall()
        return [row[0] for row in rows], [row[0] for row in rows if row[1]]

    @api.model
    def _find_messages(self, partners, emails):
        """Return what these people have written on tickets and their tasks."""
        return self._ask(
            f"""
            SELECT id
              FROM mail_message
             WHERE author_id = ANY(%s) AND {_ON_TICKETS}
             UNION
            SELECT id
              FROM mail_message
             WHERE author_id IS NULL AND email_from ILIKE ANY(%s) AND {_ON_TICKETS}
            """,
            partners.ids,
            [_like(email) for email in emails],
        )

    @api.model
    def _find_house_texts(self, own):
        """Return what the house has written on tickets by itself: to the client, with
        the title, and what they said before somebody changed them.
        """
        return self._ask(
            """
            SELECT id
              FROM mail_message
             WHERE model = 'helpdesk.ticket' AND res_id = ANY(%s) AND author_id = %s
               AND coalesce(body, '') <> ''
            """,
            own,
            self.env.ref("base.partner_root").id,
        )

    @api.model
    def _find_took_part(self, partners, own, messages):
        """Return on which tickets these people have something, or follow."""
        found = self._ask(
            """
            SELECT res_id
              FROM mail_message
             WHERE id = ANY(%s) AND model = 'helpdesk.ticket'
             UNION
            SELECT ticket.id
              FROM mail_message message
              JOIN helpdesk_ticket ticket ON ticket.task_id = message.res_id
             WHERE message.id = ANY(%s) AND message.model = 'project.task'
             UNION
            SELECT res_id
              FROM mail_followers
             WHERE res_model = 'helpdesk.ticket' AND partner_id = ANY(%s)
            """,
            messages,
            messages,
            partners.ids,
        )
        return sorted({*own, *found})

    @api.model
    def _keep_on(self, messages, tickets):
        """Keep those of some messages that stand on tickets or their tasks."""
        return self._ask(
            """
            SELECT id
              FROM mail_message
             WHERE id = ANY(%s)
               AND (model = 'helpdesk.ticket' AND res_id = ANY(%s)
                    OR model = 'project.task'
                       AND res_id IN (SELECT task_id
                                        FROM helpdesk_ticket
                                       WHERE id = ANY(%s)))
            """,
            messages,
            tickets,
            tickets,
        )

    @api.model
    def _find_of_company(self, partners):
        """Return all tickets of the companies of people, now and in former times."""
        companies = (partners | partners.commercial_partner_id).ids
        return self._ask(
            """
            SELECT id
              FROM helpdesk_ticket
             WHERE commercial_partner_id = ANY(%s)
             UNION
            SELECT res_id
              FROM mail_message
             WHERE party_client_id = ANY(%s) AND model = 'helpdesk.ticket'
             UNION
            SELECT res_id
              FROM ir_attachment
             WHERE party_client_id = ANY(%s) AND res_model = 'helpdesk.ticket'
             UNION
            SELECT ticket_id
              FROM helpdesk_ticket_stay
             WHERE party_client_id = ANY(%s)
            """,
            companies,
            companies,
            companies,
            companies,
        )

    @api.model
    def _find_elsewhere(self, forgotten):
        """Return other tickets on which somebody is named in full."""
        person = forgotten.person
        named = [
            _like(each) for each in (*person.names, *person.emails, *person.phones)
        ]
        known = [*forgotten.took_part, *forgotten.of_company]
        return self._ask(
            """
            SELECT id
              FROM helpdesk_ticket
             WHERE (name ILIKE ANY(%s) OR description ILIKE ANY(%s))
               AND NOT id = ANY(%s)
             UNION
            SELECT res_id
              FROM mail_message
             WHERE model = 'helpdesk.ticket' AND body ILIKE ANY(%s)
               AND NOT res_id = ANY(%s)
            """,
            named,
            named,
            known,
            named,
            known,
        )

    @api.model
    def _describe(self, partners, emails, contact_of, took_part):
        """Return what people are known by, that is no company's or colleague's.

        :return: Person
        """
        noted = self._ask(
            "SELECT DISTINCT partner_name FROM helpdesk_ticket WHERE id = ANY(%s)",
            contact_of,
        )
        companies = partners.commercial_partner_id - partners
        # A contact of a company has the address of the company.
        alone = partners.filtered(lambda one: one.commercial_partner_id in partners)
        addresses = [
            one[name] for one in alone for name in ("street", "street2", "vat")
        ]
        phones = _get_phones(partners) - _get_phones(companies)
        names = {*noted, *partners.mapped("name")} - {None, False, ""}
        firms = {*partners.filtered("is_company").mapped("name")}
        return Person(
            (*names, *filter(None, addresses)),
            tuple(emails),
            tuple(phones),
            tuple(names - firms),
            self._get_words_of_others(partners, took_part),
        )

    @api.model
    def _get_words_of_others(self, partners, took_part):
        """Return the words in the names of who else has to do with these tickets."""
        names = self._ask(
            """
            SELECT name
              FROM res_partner
             WHERE NOT id = ANY(%s)
               AND id IN (SELECT author_id
                            FROM mail_message
                           WHERE model = 'helpdesk.ticket' AND res_id = ANY(%s)
                           UNION
                          SELECT commercial_partner_id
                            FROM helpdesk_ticket
                           WHERE id = ANY(%s))
            """,
            partners.ids,
            took_part,
            took_part,
        )
        return frozenset(word for name in names for word in fold(name or "").split())


def _get_phones(partners):
    """Return the numbers of contacts: 19.0 knows one of each."""
    names = [name for name in ("phone", "mobile") if name in partners._fields]
    return {one[name] for one in partners for name in names} - {False}


def _like(text):
    """Return a pattern for a text wherever it stands in another one."""
    escaped = text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"
