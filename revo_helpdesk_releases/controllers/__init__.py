from . import portal_ticket
from . import tracker
