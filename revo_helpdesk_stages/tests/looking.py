"""Code for the browser that looks at a screen."""

_LOOK = """
    const started = Date.now();
    const look = () => {
        const problems = [];
        %s
        if (!problems.length) {
            console.log("test successful");
        } else if (Date.now() - started > 60000) {
            console.error(problems.join("; "));
        } else {
            setTimeout(look, 200);
        }
    };
    look();
"""


def until_right(code):
    """Return code that looks until nothing is wrong, and in the end says what is.

    :param str code: puts what is wrong into a list, ``problems``
    """
    return _LOOK % code
