from . import helpdesk_immediate_reason
from . import helpdesk_ticket
from . import helpdesk_ticket_team
from . import res_partner
from . import res_partner_account
from . import res_partner_priority
