from . import helpdesk_api_key
from . import helpdesk_api_key_finding
from . import helpdesk_api_use
from . import res_partner
