"""Rounds are counted by department. What was counted by proposal until now is counted anew from the log."""

from collections import defaultdict

from django.db import migrations, models


def count(apps, schema_editor):
    """Each part's round; and the rounds of its letters and clocks, as far as they were another department's."""
    proposals, followups, assignments = (
        apps.get_model("proposals", name)._default_manager for name in ("Proposal", "FollowUp", "Assignment")
    )
    for proposal in proposals.filter(round__gt=1, assignments__isnull=False).distinct().only("round"):
        parts = list(assignments.filter(proposal=proposal).order_by("pk"))
        log = list(followups.filter(proposal=proposal).order_by("sequence"))
        told = _told(parts, log)
        for part in parts:
            numbers = told[part.pk]  # the proposal's round in which each of its own began
            assignments.filter(pk=part.pk).update(round=len(numbers))
            if numbers != list(range(1, len(numbers) + 1)):
                _renumber(apps, schema_editor, part, numbers)
        rounds = [len(told[one.pk]) for one in parts if one.duty != "assist" and one.stage != "returned"]
        if rounds:
            proposals.filter(pk=proposal.pk).update(round=max(rounds))


def _told(parts, log):
    """By part: the round of the proposal in which its first, second, … round began."""
    began = defaultdict(list)
    duties = {one.pk: one.duty for one in parts}
    replaces = {one.pk: one.replaces_id for one in parts}
    returned, now = set(), 1
    undone = {row.corrects_id for row in log if row.event == "correct" and row.state != "reopened"}
    for row in log:
        part = row.assignment_id
        if row.event == "assign" and part:
            others = [one for one in began if one not in returned and duties[one] != "assist"]
            fresh = duties[part] != "assist" and others and not replaces[part]
            began[part] = list(began.get(replaces[part]) or ([now] if fresh else range(1, now + 1)))
        elif row.event == "reassign" and part:
            returned.add(part)
        elif row.event == "opinion" and part:
            began[part] = list(range(1, now + 1))
        elif row.event == "reopen" and row.pk not in undone:
            now += 1
            again = [part] if part else [one for one in began if one not in returned and duties[one] != "assist"]
            for one in again:
                began[one].append(now)
    for one in duties:
        began[one] = began[one] or [1]
    return began


def _renumber(apps, schema_editor, part, numbers):
    """Letters that went out are guarded by a trigger; what guards them is installed again after the migration."""
    replies, deadlines = (apps.get_model("proposals", name)._default_manager for name in ("Reply", "Deadline"))
    where = "" if schema_editor.connection.vendor == "sqlite" else " ON proposals_reply"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS reply_sent_no_update{where}")
    for own, of_proposal in enumerate(numbers, start=1):  # own is never the greater: no two meet on the way
        if own != of_proposal:
            replies.filter(assignment_id=part.pk, round=of_proposal).update(round=own)
            deadlines.filter(assignment_id=part.pk, round=of_proposal).update(round=own)


class Migration(migrations.Migration):
    """The column, then what it holds."""

    dependencies = [
        ("proposals", "0014_by_headline"),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="round",
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="轮次"),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
