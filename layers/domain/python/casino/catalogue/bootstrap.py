"""The catalogue's parts, put together once for each execution environment."""

from functools import cache

from casino.catalogue.repository import Catalogue
from casino.shared.aws import client
from casino.shared.settings import setting


@cache
def catalogue() -> Catalogue:
    """Return the catalogue that this function reads."""
    return Catalogue(client("dynamodb"), setting("CATALOGUE_TABLE"))
