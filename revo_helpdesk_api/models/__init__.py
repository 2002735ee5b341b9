from . import asking
from . import calls
from . import endpoint
from . import keys
from . import tickets
from . import webhooks
