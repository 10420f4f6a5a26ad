"""Write the clients' types from the WebSocket's description: `python -m scripts.client_types`.

`docs/api/asyncapi.json` is the only input. What comes out is committed, so that the clients can be
built without the platform's code; a test compares it with the description.
"""
