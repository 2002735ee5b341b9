from . import pipeline
from . import intake
from . import handoff
from . import moves
from . import audience
