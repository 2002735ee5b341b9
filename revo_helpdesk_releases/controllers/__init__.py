from . import portal_intake
from . import portal_problems
from . import portal_similar
from . import tracker
