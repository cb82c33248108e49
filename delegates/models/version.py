"""The version of what the public pages show: changed by triggers alone, read through `delegates.freshness`."""

from django.db import models


class DataVersion(models.Model):
    """One step of the version; the version is the exclusive or of all steps.

    On PostgreSQL each transaction that changes what a page shows adds a row of its own, so that no writer waits for
    another, and the rows are folded into one now and then, which leaves their sum as it is. On SQLite, where there is
    one writer at a time, one row moves.
    """

    step = models.BigIntegerField("步", editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "数据版本"

    def __str__(self) -> str:
        return str(self.step)
