"""The tool behind ./dev: one file a subject, standard library only."""
