"""Attacks on the walls between the parties of the line, made from the registry."""
