from odoo import api, models

from ..context import UNSEALED, saying
from .helpdesk_forgetting import HelpdeskForgetting as DefinedHelpdeskForgetting


class HelpdeskForgetting(models.AbstractModel):
    """Files that somebody has sent, and copies of them."""

    _inherit = DefinedHelpdeskForgetting._name

    @api.model
    def _find_files(self, users, own, tasks, messages, took_part):
        """Return the files that are somebody's.

        Those of their messages, those that they have uploaded, and those of their
        tickets that nobody else has sent; and what staff has copied from these.

        :param users: res.users, the logins of the person
        """
        sent = self._ask(
            "SELECT attachment_id FROM message_attachment_rel "
            "WHERE message_id = ANY(%s)",
            messages,
        )
        uploaded = self._ask(
            """
            SELECT file.id
              FROM ir_attachment file
             WHERE (file.res_model = 'helpdesk.ticket' AND file.res_id = ANY(%s)
                    OR file.res_model = 'project.task'
                       AND file.res_id IN (SELECT task_id FROM helpdesk_ticket
                                            WHERE id = ANY(%s)))
               AND (file.create_uid = ANY(%s)
                    OR (file.res_id = ANY(%s) AND file.res_model = 'helpdesk.ticket'
                        OR file.res_id = ANY(%s) AND file.res_model = 'project.task')
                       AND NOT EXISTS (SELECT FROM message_attachment_rel rel
                                        WHERE rel.attachment_id = file.id))
            """,
            took_part,
            took_part,
            users.ids,
            own,
            tasks,
        )
        theirs = sorted({*sent, *uploaded})
        return sorted({*theirs, *self._find_copies(theirs, took_part)})

    @api.model
    def _find_copies(self, files, tickets):
        """Return the copies of files on tickets that no client has sent."""
        return self._ask(
            """
            SELECT copy.id
              FROM ir_attachment copy
             WHERE copy.res_model = 'helpdesk.ticket' AND copy.res_id = ANY(%s)
               AND copy.checksum IN (SELECT checksum FROM ir_attachment
                                      WHERE id = ANY(%s))
               AND NOT EXISTS (SELECT
                                 FROM message_attachment_rel rel
                                 JOIN mail_message message
                                   ON message.id = rel.message_id
                                WHERE rel.attachment_id = copy.id
                                  AND message.author_tier = 'client')
            """,
            tickets,
            files,
        )

    @api.model
    def _remove_files(self, forgotten):
        """Delete somebody's files, from the disk, too, where nobody else has them."""
        # sudo: whoever has sent them, they go, and leave no trace.
        files = self.env["ir.attachment"].sudo().browse(forgotten.files)
        saying(files, UNSEALED).exists().unlink()
