"""The list of the record, as Django knows it."""

from django.apps import AppConfig


class RecordRoom(AppConfig):
    """What is on the record, listed, and opened for the next change."""

    name = "communique.newsroom.record"
    label = "record"
    verbose_name = "Record"
