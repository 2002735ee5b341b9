"""Make records of the two products that 1.0 knew, before Odoo looks at the releases,
each of which is of one.
"""

_PRODUCTS = (("app", "App", 10), ("back_office", "Back office", 20))


def migrate(cr, _version):
    # SQL: the models are not there yet, and what Odoo makes of a new required column is
    # the same product for all.
    cr.execute(
        """
        CREATE TABLE helpdesk_product (
            id SERIAL PRIMARY KEY,
            name JSONB NOT NULL,
            code VARCHAR NOT NULL,
            sequence INTEGER,
            active BOOLEAN,
            create_uid INTEGER,
            create_date TIMESTAMP,
            write_uid INTEGER,
            write_date TIMESTAMP
        )
        """
    )
    for code, name, sequence in _PRODUCTS:
        cr.execute(
            """
            INSERT INTO helpdesk_product
                        (name, code, sequence, active, create_uid, create_date,
                         write_uid, write_date)
                 VALUES (jsonb_build_object('en_US', %s::text), %s, %s, true, 1,
                         now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC')
              RETURNING id
            """,
            [name, code, sequence],
        )
        cr.execute(
            """
            INSERT INTO ir_model_data
                        (module, name, model, res_id, noupdate, create_uid,
                         create_date, write_uid, write_date)
                 VALUES ('revo_helpdesk_releases', %s, 'helpdesk.product', %s, true, 1,
                         now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC')
            """,
            [f"product_{code}", cr.fetchone()[0]],
        )
    cr.execute("ALTER TABLE helpdesk_release ADD COLUMN product_id INTEGER")
    cr.execute(
        """
        UPDATE helpdesk_release AS release
           SET product_id = product.id
          FROM helpdesk_product AS product
         WHERE product.code = release.product
        """
    )
    cr.execute("ALTER TABLE helpdesk_release ALTER COLUMN product_id SET NOT NULL")
    # With its index, which is made anew.
    cr.execute("ALTER TABLE helpdesk_release DROP COLUMN product")
    # No ticket has a version yet: nothing is to be computed for a million of them.
    cr.execute("ALTER TABLE helpdesk_ticket ADD COLUMN lacks_solution BOOLEAN")
