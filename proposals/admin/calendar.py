"""Holidays: the notice of a year, pasted as it is printed, and single days of a place."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from proposals.models import CalendarYear, Holiday
from proposals.workflow.notice import Unreadable, read_notice
from proposals.workflow.published import weekday

from .recomputing import RecomputingAdmin

if TYPE_CHECKING:
    YearFormBase = forms.ModelForm[CalendarYear]
else:
    YearFormBase = forms.ModelForm

EXAMPLE = "春节：2月5日（周五）至11日（周四）放假调休，共7天。2月13日（周六）上班。"


class CalendarYearForm(YearFormBase):
    """The year with the text of its notice, which becomes days."""

    text = forms.CharField(
        label="通知正文",
        widget=forms.Textarea(attrs={"rows": 9, "placeholder": EXAMPLE}),
        help_text="把通知里各个节日的安排粘贴在这里，一个节日一行。已经录入的同一天以这里为准；各地自己的日子不变。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """An entered year may be saved without its text again."""
        super().__init__(*args, **kwargs)
        if "text" in self.fields:
            self.fields["text"].required = self.instance.pk is None

    def clean(self) -> dict[str, Any]:
        """The text has to make sense for the year."""
        data = super().clean() or self.cleaned_data
        if data.get("text") and data.get("year"):
            try:
                data["days"] = read_notice(data["text"], data["year"])
            except Unreadable as unreadable:
                self.add_error("text", str(unreadable))
        return data


@admin.register(CalendarYear)
class CalendarYearAdmin(RecomputingAdmin):
    """Years whose notice was entered here, before or beside the packaged table."""

    when_empty = "还没有录入放假通知。国务院办公厅公布以后，点右上角新增，把正文粘贴进来；软件已经带有的年份不用录。"
    form = CalendarYearForm
    list_display = ("year", "notice", "entered_at")
    fields = ("year", "notice", "text")

    def save_model(self, request: HttpRequest, obj: CalendarYear, form: Any, change: bool) -> None:
        """The year and its days."""
        super().save_model(request, obj, form, change)
        Holiday.objects.enter(form.cleaned_data.get("days", {}))


@admin.register(Holiday)
class HolidayAdmin(RecomputingAdmin):
    """Single days."""

    when_empty = "还没有单独录入的日子。全国的放假安排在“节假日安排”里按年录入；只在本地放假的，点右上角新增。"
    list_display = ("day", "weekday", "name", "works", "region")
    list_filter = ("works", ("region", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("region",)
    search_fields = ("name", "region__name")
    search_help_text = "名称或地区"
    date_hierarchy = "day"
    autocomplete_fields = ("region",)

    @admin.display(description="星期", ordering="day")
    def weekday(self, holiday: Holiday) -> str:
        """So that a worked weekend shows."""
        return weekday(holiday.day)
