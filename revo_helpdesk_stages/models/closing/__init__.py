from . import helpdesk_ticket_closing
from . import helpdesk_ticket_reopening
from . import helpdesk_ticket_team
