"""Mail on its way out: written in the same transaction as its cause, sent by a worker, never twice."""

from django.conf import settings
from django.db import models

FOLLOWERS = ("follow:", "follow-ask:")  # how the keys of mail to readers without an account begin


class Message(models.Model):
    """One mail. `key` names its cause, so that the same one is never written twice."""

    key = models.CharField("缘由", max_length=200, unique=True)
    to = models.EmailField("收件人")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="messages",
        verbose_name="收件帐号", help_text="停用了的帐号不再收信",
    )  # fmt: skip
    subject = models.CharField("主题", max_length=200)
    text = models.TextField("正文")
    html = models.TextField("网页正文", blank=True)
    headers = models.JSONField("邮件头", default=dict, blank=True)
    created_at = models.DateTimeField("生成时间", auto_now_add=True)
    due_at = models.DateTimeField("发送时间", help_text="下一次尝试不早于这个时间")
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    given_up = models.BooleanField("不再尝试", default=False)
    error = models.CharField("上次没有成功的原因", max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "邮件", "发件箱"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(sent_at__isnull=True, given_up=False), name="message_waiting"
            )
        ]

    def __str__(self) -> str:
        # What a reader follows is not told by what the staff's pages call a row.
        return "写给关注者的信" if self.key.startswith(FOLLOWERS) else self.subject
