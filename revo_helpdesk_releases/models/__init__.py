from . import calls
from . import helpdesk_ticket
from . import release
from . import tracker
