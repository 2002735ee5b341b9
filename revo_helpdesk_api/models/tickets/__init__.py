from . import helpdesk_ticket_board_views
from . import helpdesk_ticket_changed
from . import helpdesk_ticket_client_views
from . import helpdesk_ticket_finding
from . import helpdesk_ticket_opening
from . import helpdesk_ticket_stepping
