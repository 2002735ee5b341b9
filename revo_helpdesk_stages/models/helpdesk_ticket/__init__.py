from . import pipeline
from . import intake
from . import roles
from . import handoff
from . import moves
from . import stage_entry
from . import audience
from . import confidential
