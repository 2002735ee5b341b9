from . import helpdesk_ticket_assignment
from . import helpdesk_ticket_distribution
from . import helpdesk_ticket_ledger
from . import helpdesk_ticket_team
from . import res_users
