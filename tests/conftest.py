"""The environment of every test that imports a function.

A function reads its environment when it is imported, and whichever test imports it first decides
for all that follow. So it is set here, before any of them is collected.
"""

import os

from hypothesis import settings

from tests.support.side_by_side import (
    pytest_collection_modifyitems,
    pytest_runtest_protocol,
    pytest_xdist_setupnodes,
)
from tests.support.tables import REGION, TABLE_NAMES

__all__ = [
    "pytest_collection_modifyitems",
    "pytest_runtest_protocol",
    "pytest_xdist_setupnodes",
]

os.environ.update(
    {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "JURISDICTIONS": "demo",
        "ALLOWED_ORIGINS": "https://play.example.test",
        "POWERTOOLS_SERVICE_NAME": "tests",
        "POWERTOOLS_METRICS_NAMESPACE": "Croupier",
        **TABLE_NAMES,
    }
)

# How long an example takes says more of what else the machine does than of what is tested.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
