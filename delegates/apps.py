"""Who spoke, where and when."""

from django.apps import AppConfig


class DelegatesConfig(AppConfig):
    """Delegates, their assemblies, posts and organisations."""

    name = "delegates"
    verbose_name = "代表委员与会议"
