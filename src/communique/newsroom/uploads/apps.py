"""The uploads, as Django knows them."""

from django.apps import AppConfig


class Uploads(AppConfig):
    """Files that are to go out with a release."""

    name = "communique.newsroom.uploads"
    label = "uploads"
    verbose_name = "Uploads"
    default_auto_field = "django.db.models.BigAutoField"
