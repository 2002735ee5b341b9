from . import calls
from . import helpdesk_ticket
from . import problems
from . import products
from . import release
from . import tracker
