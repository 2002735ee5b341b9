import csv
import io

from ..common import SupportLineCase

OPTIONS = {
    "has_headers": True,
    "quoting": '"',
    "separator": ",",
    "encoding": "utf-8",
    "date_format": "%Y-%m-%d",
    "datetime_format": "%Y-%m-%d %H:%M:%S",
    "float_thousand_separator": ",",
    "float_decimal_separator": ".",
    # As the page of the import leaves it, history is not kept, and as somebody may
    # tick it.
    "tracking_disable": False,
}


class ImportCase(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False})
        cls.direct = cls._create_team("direct", cls.pia, name="Counter")
        cls.contacts = cls.shop, cls.cafe
        cls.shop.name, cls.cafe.name = "The shop of the line", "The cafe of the line"

    def _open_file(self, user, columns, rows):
        file = io.StringIO()
        csv.writer(file).writerows([columns, *rows])
        return (
            self.env["base_import.import"]
            .with_user(user)
            .with_context(tz="UTC")
            .create(
                {
                    "res_model": "helpdesk.ticket",
                    "file": file.getvalue().encode(),
                    "file_type": "text/csv",
                    "file_name": "tickets.csv",
                }
            )
        )

    def _import(self, user, columns, rows, dryrun=False):
        """Import a file as the page does; return the messages and the tickets."""
        wizard = self._open_file(user, columns, rows)
        result = wizard.execute_import(columns, columns, dict(OPTIONS), dryrun)
        return result["messages"], self.tickets.browse(result["ids"] or [])

    def _import_one(self, user=None, **values):
        values = {"name": "Old", "description": "Was there", **values}
        values.setdefault("partner_id/.id", self.shop.id)
        columns = [name.replace("__", "/") for name in values]
        messages, tickets = self._import(user or self.mia, columns, [values.values()])
        self.assertFalse(messages, messages)
        return tickets

    def _prepare_rows(self, count, start=0):
        """Return columns and rows of tickets in all stages, of two clients."""
        columns = [
            "id",
            "number",
            "name",
            "description",
            "partner_id",
            "stage_id",
            "create_date",
            "last_stage_update",
            "closed_date",
        ]
        stages = list(self.stage.values())
        rows = [
            [
                f"old.t{n}",
                f"OLD{n}",
                f"Ticket {n}",
                "It does not print.",
                self.contacts[n % 2].name,
                stages[n % len(stages)].name,
                "2024-03-04 10:00:00",
                "2024-03-05 11:00:00",
                "2024-03-06 12:00:00",
            ]
            for n in range(start, start + count)
        ]
        return columns, rows
