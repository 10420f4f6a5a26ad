"""Write the clients' types from the API's descriptions: `python -m scripts.client_types`.

What is in `docs/api` is the only input: `asyncapi.json`, `openapi.json`, and `stakes.json`, which
says what may be staked. What comes out is committed, so that the clients can be built without the
platform's code; a test compares it with the descriptions.
"""
