from . import base_import_import
from . import helpdesk_ticket_import
from . import helpdesk_ticket_past
