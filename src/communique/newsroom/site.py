"""The site whose newsroom this process is."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from communique.config import Config, load

VARIABLE = "COMMUNIQUE_SITE"


@cache
def config() -> Config:
    """Return the settings of the site that COMMUNIQUE_SITE names.

    Without one, those of a site that is nowhere: enough to read the models by, for a checker
    of types or a maker of migrations.
    """
    site = os.environ.get(VARIABLE)
    if not site:
        return Config(site=Path("nowhere"), origin="nowhere", url="http://localhost", profile="x")
    return load(Path(site))
