"""Whether the public may see a row. Leaf: whoever is shown, and to whom, stands on this."""

from django.db import models


class Publication(models.TextChoices):
    """Who may see a row. Whatever is not published is on no public output."""

    DRAFT = "draft", "未公开"
    PUBLISHED = "published", "已公开"
    WITHHELD = "withheld", "不予公开"
