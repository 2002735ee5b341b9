from odoo import fields, models

from ...contract import APP, ROUTING_TYPE
from ...document import PARAMETERS, describe
from ...headers import EVERYWHERE
from ...routers import ROUTERS


class FastapiEndpoint(models.Model):
    """The app of this addon, as OCA's addon starts it."""

    _inherit = "fastapi.endpoint"

    app = fields.Selection(
        selection_add=[(APP, "Helpdesk API")], ondelete={APP: "cascade"}
    )

    def _get_fastapi_routers(self):
        routers = super()._get_fastapi_routers()
        return ROUTERS if self.app == APP else routers

    def _prepare_fastapi_app_params(self):
        params = super()._prepare_fastapi_app_params()
        return {**params, **PARAMETERS} if self.app == APP else params

    def _get_fastapi_app_dependencies(self):
        dependencies = super()._get_fastapi_app_dependencies()
        return EVERYWHERE if self.app == APP else dependencies

    def _get_app(self):
        app = super()._get_app()
        if self.app == APP:
            describe(app, self.root_path)
        return app

    def _get_routing_info(self):
        routing = super()._get_routing_info()
        return {**routing, "type": ROUTING_TYPE} if self.app == APP else routing
