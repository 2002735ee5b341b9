from . import development
from . import release
from . import release_entry
