from . import helpdesk_ticket_pause
from . import helpdesk_ticket_pause_end
