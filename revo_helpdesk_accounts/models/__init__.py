from . import calls
from . import classification
from . import details
from . import helpdesk_ticket
from . import priority
from . import splitting
from . import turns
from . import writable
