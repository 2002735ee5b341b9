"""How the web client calls a method."""


def call(visitor, model, method, *arguments, **keywords):
    return visitor.post_json(
        f"/web/dataset/call_kw/{model}/{method}",
        model=model,
        method=method,
        args=arguments,
        kwargs=keywords,
    )
