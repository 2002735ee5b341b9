from . import helpdesk_forgetting
from . import helpdesk_ticket_client_request
from . import helpdesk_ticket_details
from . import helpdesk_ticket_details_answer
from . import helpdesk_ticket_details_request
