"""How long a connection lasts."""

from datetime import timedelta
from typing import Final

# Announced in session.hello. The last two are API Gateway's own limits for a connection.
HEARTBEAT_INTERVAL: Final = timedelta(seconds=60)
IDLE_LIMIT: Final = timedelta(minutes=10)

# So long before API Gateway would cut a connection off, its client is told to move to a new one,
# at a moment of its own within the spread, so that those who came together don't return together.
LIFETIME_NOTICE: Final = timedelta(minutes=5)
LIFETIME_SPREAD: Final = timedelta(minutes=3)
