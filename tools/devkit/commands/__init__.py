"""The commands of ./dev: one file each, a function `run(project, options)`."""
