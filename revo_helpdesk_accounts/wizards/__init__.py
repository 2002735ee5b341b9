from . import helpdesk_start
from . import helpdesk_ticket_excess
from . import helpdesk_ticket_split
from . import helpdesk_ticket_split_message
