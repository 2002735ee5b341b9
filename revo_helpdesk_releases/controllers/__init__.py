from . import portal_intake
from . import tracker
