from . import tracker
