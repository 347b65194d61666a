"""The way of a working copy, as Django knows it."""

from django.apps import AppConfig


class Steps(AppConfig):
    """What is done with a working copy until it is on the record, and after."""

    name = "communique.newsroom.steps"
    label = "steps"
    verbose_name = "Steps"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Guard what is signed off against being deleted."""
        from communique.newsroom.steps.guard import guard

        guard()
