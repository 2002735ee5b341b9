from odoo import api, models

from ...policies.large_files import HEAD, is_on_disk


class IrAttachment(models.Model):
    """A large file is stored from the disk, and is never in memory as a whole.

    A picture is: Odoo makes it smaller.
    """

    _inherit = "ir.attachment"

    def _compute_mimetype(self, values):
        """Take a large file for what its beginning is."""
        content = values.get("raw")
        if is_on_disk(content):
            values = {**values, "raw": content[:HEAD]}
        return super()._compute_mimetype(values)

    @api.model
    def _index(self, bin_data, file_type, checksum=None):
        """Keep the words of the beginning of a large text alone.

        Odoo would copy all of it into the database, by which nobody looks for it.
        """
        if is_on_disk(bin_data) and (file_type or "").startswith("text"):
            bin_data = bin_data[:HEAD]
        return super()._index(bin_data, file_type, checksum=checksum)

    def _get_datas_related_values(self, data, mimetype):
        """Hand a large file as bytes to a database that keeps files itself."""
        if is_on_disk(data) and self._storage() == "db":
            data = data[:]
        return super()._get_datas_related_values(data, mimetype)
