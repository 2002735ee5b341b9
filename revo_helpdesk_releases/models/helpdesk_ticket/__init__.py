from . import development
from . import release
from . import release_entry
from . import tracker
