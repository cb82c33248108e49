"""Tables of who and where: sessions, people with seats and posts, units, departments."""

from django.utils.translation import gettext_lazy as _

from delegates.models import Body, Mandate
from proposals.models import Department

from . import people
from .columns import Column, Table

ID = Column("id", _("本站编号"), _("在本站的编号，长期不变"), "integer")
_BODY = Column("body", _("机构"), _("人大或政协"), words=dict(Body.choices))
_REGION = Column("region", _("行政区划代码"), _("GB/T 2260 六位代码"))
_TERM = Column("term", _("届"), _("第几届；没有确认就空着"), "integer")

SESSIONS = Table(
    "sessions",
    _("会议"),
    _("一次会议一行"),
    (
        ID,
        Column("name", _("会议"), _("会议名称")),
        Column("council_id", _("机构编号"), _("同一个人大或政协的编号相同"), "integer"),
        _BODY,
        _REGION,
        Column("region_name", _("地区"), _("会议所在地")),
        _TERM,
        Column("number", _("次"), _("这一届的第几次"), "integer"),
        Column("starts_on", _("开幕"), _("没有确认就空着"), "date"),
        Column("ends_on", _("闭幕"), _("没有确认就空着"), "date"),
        Column("url", _("网址"), _("会议的长期网址")),
    ),
    people.sessions,
)
DELEGATES = Table(
    "delegates",
    _("代表委员"),
    _("一人一行；同名的是不同的人"),
    (ID, Column("name", _("姓名"), _("照原文")), Column("url", _("网址"), _("这个人的长期网址"))),
    people.delegates,
)
_DELEGATE = Column("delegate_id", _("代表委员编号"), _("delegates 表里的本站编号"), "integer")
MANDATES = Table(
    "mandates",
    _("任职资格"),
    _("一人在一个机构的一届一行"),
    (
        ID,
        _DELEGATE,
        Column("council_id", _("机构编号"), _("同一个人大或政协的编号相同"), "integer"),
        Column("council", _("机构名称"), _("哪里的人大或政协")),
        _BODY,
        _REGION,
        _TERM,
        Column("role", _("资格"), _("正式或列席"), words=dict(Mandate.Role.choices)),
        Column("group", _("代表团或界别"), _("没有登记就空着")),
    ),
    people.mandates,
    foreign={"delegate_id": "delegates"},
)
POSTS = Table(
    "posts",
    _("职务"),
    _("一人的一个职务一行，以写明它的材料那天为准"),
    (
        ID,
        _DELEGATE,
        Column("organisation_id", _("单位编号"), _("organisations 表里的本站编号"), "integer"),
        Column("organisation", _("单位"), _("照原文")),
        Column("title", _("职务"), _("照原文；不知道就空着")),
        Column("note", _("附注"), _("如：兼")),
        Column("seen_on", _("见于"), _("写明这一职务的材料的日期"), "date"),
    ),
    people.posts,
    foreign={"delegate_id": "delegates", "organisation_id": "organisations"},
)
ORGANISATIONS = Table(
    "organisations",
    _("单位"),
    _("代表委员任职的、提出建议提案的单位，一个一行"),
    (ID, Column("name", _("名称"), _("照原文")), _REGION),
    people.organisations,
)
DEPARTMENTS = Table(
    "departments",
    _("承办单位"),
    _("办理建议提案的单位，一个一行"),
    (
        ID,
        Column("name", _("名称"), _("单位名称")),
        Column(
            "system",
            _("系统"),
            _("政府、党委、法院、检察院、群团、企业、县市区"),
            words=dict(Department.System.choices),
        ),
        _REGION,
        Column("region_name", _("地区"), _("所在地")),
        Column("valid_from", _("设立"), _("没有登记就空着"), "date"),
        Column("valid_until", _("撤销或更名"), _("还在就空着"), "date"),
        Column("successor_id", _("继任单位编号"), _("撤销或更名以后谁接着办"), "integer"),
        Column("url", _("网址"), _("这个单位的长期网址；现在没有承办的件就空着")),
    ),
    people.departments,
    foreign={"successor_id": "departments"},
)
