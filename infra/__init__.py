"""The AWS resources that Croupier runs on, as a CDK app that asks the handlers what they serve."""

import sys
from importlib.util import find_spec
from pathlib import Path

# In the functions the product is a layer; here it is found where it lies in the repository.
if find_spec("casino") is None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "layers/domain/python"))
