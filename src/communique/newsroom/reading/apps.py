"""The reading of a text that is being written, as Django knows it."""

from django.apps import AppConfig


class ReadingRoom(AppConfig):
    """Proposals and findings beside the editor."""

    name = "communique.newsroom.reading"
    label = "reading"
    verbose_name = "Reading"
