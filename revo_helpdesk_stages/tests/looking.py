"""Code for the browser that looks at a screen."""

_LOOK = """
    const started = Date.now();
    const look = () => {
        const problems = [];
        %s
        if (!problems.length) {
            %s
        } else if (Date.now() - started > 60000) {
            console.error(problems.join("; "));
        } else {
            setTimeout(look, 200);
        }
    };
    look();
"""


def until_right(code, then="console.log('test successful');"):
    """Return code that looks until nothing is wrong, and in the end says what is.

    :param str code: puts what is wrong into a list, ``problems``
    :param str then: goes on where nothing is
    """
    return _LOOK % (code, then)
