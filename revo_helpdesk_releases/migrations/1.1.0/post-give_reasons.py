"""Give hotfixes a reason: 1.0 asked for none, and without one they wait for a working
day.
"""


def migrate(cr, _version):
    # SQL: the constraints would ask for what is just being given.
    cr.execute(
        """
        UPDATE helpdesk_release
           SET hotfix_reason = 'Planned as a hotfix before reasons were asked for'
         WHERE is_hotfix
           AND hotfix_reason IS NULL
        """
    )
