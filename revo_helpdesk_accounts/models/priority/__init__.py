from . import helpdesk_client_priority
from . import helpdesk_immediate_reason
from . import helpdesk_ticket_inflation
from . import helpdesk_ticket_priority
from . import helpdesk_ticket_team
