# Written by `make api` from docs/api/asyncapi.json. Change the models instead.
"""What is said over the WebSocket."""
