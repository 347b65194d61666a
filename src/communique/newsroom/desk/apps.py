"""The desk, as Django knows it."""

from django.apps import AppConfig


class Desk(AppConfig):
    """Working copies and what is done with them."""

    name = "communique.newsroom.desk"
    label = "desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"
