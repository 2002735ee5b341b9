from . import helpdesk_check
from . import helpdesk_product
from . import helpdesk_ticket_product
from . import helpdesk_ticket_product_form
from . import helpdesk_ticket_team
