"""How recordings are kept small: what is the same in many requests is written once."""

import json
from collections import Counter

#: The only key of an object that stands for another one, by its number.
SAME = "@same"

#: Shorter ones are written as they are, in characters.
SHORTEST = 120


def packed(rows):
    """Return rows as a text of JSON, a request a line.

    :param list rows: dicts with their `requests`
    """
    counted = Counter()
    _count(rows, counted)
    shared = [text for text, number in counted.items() if number > 1]
    numbers = {text: number for number, text in enumerate(shared)}
    lines = [
        f" {_text({**row, 'requests': []})[:-2]}\n"
        + ",\n".join(
            f"  {_text(_pack(request, numbers))}" for request in row["requests"]
        )
        + "]}"
        for row in rows
    ]
    same = ",\n".join(f" {text}" for text in shared)
    listed = ",\n".join(lines)
    return f'{{"shared": [\n{same}],\n"rows": [\n{listed}]}}\n'


def unpacked(text):
    """Return the rows of a text that `packed` has made."""
    document = json.loads(text)
    return _unpack(document["rows"], document["shared"])


def _count(value, counted):
    if isinstance(value, dict):
        text = _text(value)
        if len(text) >= SHORTEST:
            counted[text] += 1
            if counted[text] > 1:
                # What is in it is written with it.
                return
    for one in _parts(value):
        _count(one, counted)


def _pack(value, numbers):
    if isinstance(value, dict):
        number = numbers.get(_text(value))
        if number is not None:
            return {SAME: number}
        return {key: _pack(one, numbers) for key, one in value.items()}
    if isinstance(value, list):
        return [_pack(one, numbers) for one in value]
    return value


def _unpack(value, shared):
    if isinstance(value, dict):
        if SAME in value:
            return shared[value[SAME]]
        return {key: _unpack(one, shared) for key, one in value.items()}
    if isinstance(value, list):
        return [_unpack(one, shared) for one in value]
    return value


def _parts(value):
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _text(value):
    return json.dumps(value, ensure_ascii=False)
