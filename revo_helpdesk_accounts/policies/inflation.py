"""When a client calls nearly everything urgent.

Source: 002, "Prioritizarea", the story of the boy who cried wolf: where everything is
High, nobody can tell any more what is more important than the rest.
"""

# Of how many of a client's last tickets the priorities are looked at.
WINDOW = 20

# High and above, as the client says.
HIGH = ("2", "3", "4")

# How many of them are more than half of the window.
INFLATED_FROM = WINDOW // 2 + 1


def is_inflated(high_count):
    """Return whether more than half of a client's last tickets are High or above.

    Half of the whole window, also while a client has fewer tickets: three urgent ones
    out of four are a bad week, and no habit.

    :param int high_count: how many of the last ``WINDOW`` tickets are
    """
    return high_count >= INFLATED_FROM
