from . import helpdesk_examples
from . import helpdesk_examples_going
from . import res_partner
from . import res_users
