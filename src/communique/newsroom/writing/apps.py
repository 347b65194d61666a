"""The editor of releases, as Django knows it."""

from django.apps import AppConfig


class Writing(AppConfig):
    """Where releases are written; their tables are the desk's."""

    name = "communique.newsroom.writing"
    label = "writing"
    verbose_name = "Writing"
