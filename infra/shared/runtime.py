"""What the functions run on."""

from typing import Final

from aws_cdk.aws_lambda import Architecture, Runtime

# The dependencies layer is built for exactly this pair, so both change together with it.
RUNTIME: Final = Runtime.PYTHON_3_13
ARCHITECTURE: Final = Architecture.ARM_64
