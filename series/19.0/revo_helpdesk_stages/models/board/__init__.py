from . import bus_bus
from . import helpdesk_ticket_board_view
from . import helpdesk_ticket_card
from . import helpdesk_ticket_changes
from . import helpdesk_ticket_indexes
from . import helpdesk_ticket_stage
from . import ir_websocket
from . import res_users
