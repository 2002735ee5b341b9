from . import helpdesk_client_priority
from . import helpdesk_immediate_reason
from . import helpdesk_ticket
from . import helpdesk_ticket_team
from . import helpdesk_ticket_team_priority
from . import res_partner
from . import res_partner_account
