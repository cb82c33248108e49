"""When a task runs next. The task library has a queue and no clock, so each run puts down the next one.

It does so before anything else: should the worker be killed, the next run is there. Two that stand side by side become
one again, since none is added where one waits.
"""

from datetime import datetime
from typing import Any

from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult


def plan(task: Task, at: datetime) -> None:
    """See to it that the task runs at this moment or before."""
    if not _ready(task).filter(run_after__lte=at).exists():
        task.using(run_after=at).enqueue()


def planned(task: Task) -> bool:
    """Whether a run waits, for whenever."""
    return bool(_ready(task).exists())


def forget(task: Task, before: datetime) -> int:
    """Remove the notes of runs that ended before this moment; returns how many."""
    return int(_rows(task).filter(finished_at__lt=before).delete()[0])


def _ready(task: Task) -> Any:
    return _rows(task).filter(status=TaskResultStatus.READY)


def _rows(task: Task) -> Any:
    return DBTaskResult.objects.filter(task_path=task.module_path)
