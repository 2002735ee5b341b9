from . import helpdesk_ticket_excess
from . import helpdesk_ticket_split
