from . import helpdesk_ticket_board
from . import helpdesk_ticket_indexes
