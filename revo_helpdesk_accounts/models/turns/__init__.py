from . import helpdesk_ticket_excess
from . import helpdesk_ticket_next_step
from . import helpdesk_ticket_queue
from . import helpdesk_ticket_team
from . import helpdesk_ticket_turns
from . import helpdesk_ticket_working_stage
from . import res_partner
