"""Write the API reference from the code: `python -m scripts.api_reference`.

`docs/api/openapi.json` describes REST, `docs/api/asyncapi.json` the WebSocket. Both come from the
models that validate requests and build answers, so they can't say anything else; a test compares
the committed files with what the code says.
"""
