"""Let managers go on with their overview, where there are tickets: 1.0 had no page for
who begins.
"""


def migrate(cr, _version):
    # SQL: one statement; nothing else follows from it.
    cr.execute(
        """
        UPDATE res_company company
           SET helpdesk_started = TRUE
         WHERE EXISTS (
               SELECT 1
                 FROM helpdesk_ticket ticket
                WHERE ticket.company_id = company.id OR ticket.company_id IS NULL)
        """
    )
