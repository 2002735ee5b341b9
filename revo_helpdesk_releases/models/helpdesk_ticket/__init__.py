from . import development
from . import release
from . import tracker
