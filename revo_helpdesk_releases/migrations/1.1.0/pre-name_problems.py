"""Name each item of the tracker, which 1.0 knew by its reference alone, and leave it to
the vendor: from now on it is a known problem.
"""


def migrate(cr, _version):
    # SQL: the columns are not there yet, and neither may be empty.
    cr.execute(
        """
        ALTER TABLE helpdesk_development_item
         ADD COLUMN name JSONB,
         ADD COLUMN readers VARCHAR,
        ALTER COLUMN reference DROP NOT NULL
        """
    )
    cr.execute(
        """
        UPDATE helpdesk_development_item
           SET name = jsonb_build_object('en_US', reference),
               readers = 'vendor'
        """
    )
    cr.execute(
        """
        ALTER TABLE helpdesk_development_item
        ALTER COLUMN name SET NOT NULL,
        ALTER COLUMN readers SET NOT NULL
        """
    )
