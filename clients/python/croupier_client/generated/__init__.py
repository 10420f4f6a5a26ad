# Written by `make api` from docs/api. Change the models instead.
"""What is asked and told, over REST and the WebSocket."""
