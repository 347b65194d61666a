"""The registry, as Django knows it."""

from django.apps import AppConfig


class RegistryRoom(AppConfig):
    """Working copies of the registry's records."""

    name = "communique.newsroom.registry"
    label = "registry"
    verbose_name = "Registry"
    default_auto_field = "django.db.models.BigAutoField"
