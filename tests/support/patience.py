"""How long tests wait for what is to come.

A wait ends as soon as what it waits for is there, so its bound costs nothing but where a test
fails. It must hold where a machine is several times slower than the one on which it was written.
"""

from typing import Final

PATIENCE: Final = 4.0
"""What every bound is multiplied by that says how long something takes on a machine at leisure."""

PROMPT_SECONDS: Final = 20.0
"""How soon what is pushed must have arrived; what nobody pushes waits for a timer's minute."""
