from . import helpdesk_ticket_call
from . import helpdesk_ticket_classification
from . import helpdesk_ticket_leader
from . import helpdesk_ticket_task
from . import res_partner
