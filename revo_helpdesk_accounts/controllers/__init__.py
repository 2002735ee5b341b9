from . import portal_intake
from . import portal_ticket
