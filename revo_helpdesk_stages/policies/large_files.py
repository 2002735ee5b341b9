"""Large files, which stay on the disk while somebody works with them."""

from mmap import ACCESS_READ, mmap

#: In bytes, from how large on a file is not read into memory.
LARGE = 256 * 1024

#: In bytes, how much of the beginning says what a file is, and what it is found by.
HEAD = 256 * 1024


def read_content(file):
    """Return what is in a file.

    :param file: one that is open, and that nobody writes any more
    :return: bytes; where it is large an ``mmap``, which is used as bytes are: by its
        length, by parts of it, and by whatever reads a buffer
    """
    content = file.read(LARGE + 1)
    if len(content) <= LARGE:
        return content
    return mmap(file.fileno(), 0, access=ACCESS_READ)


def is_on_disk(content):
    """Return whether a content is that of a large file."""
    return isinstance(content, mmap)
