"""One small city for the role matrix: an account of each role, and rows of the own and of another department.

`rows` has one row or more of every table in the admin, `named` what addresses and forms of `matrix.csv` put in braces.
"""

from datetime import date
from itertools import chain
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from delegates.duplicates import PEOPLE_REGISTER, UNITS_REGISTER, decide, pair_of
from delegates.merging import merge
from delegates.models import Choice, Council, SameOrganisation, SamePerson
from proposals.alerts.keys import renew_key
from proposals.following.tokens import Purpose, hashed, token
from proposals.handling.commitments import promise, words_in
from proposals.handling.links import make_link
from proposals.handling.ratings import Said, rate_from_paper
from proposals.handling.replies import draft, hand_in
from proposals.importing.apply import apply_batch
from proposals.importing.plan import plan_file
from proposals.importing.tasks import read_batch
from proposals.models import (
    Article,
    CalendarYear,
    Commitment,
    Deadline,
    Department,
    Holiday,
    ImportBatch,
    ImportFile,
    Keyword,
    Message,
    Position,
    Problem,
    Proposal,
    Publication,
    Reply,
    Report,
    ResultScheme,
    RuleSet,
    SameMatter,
    SavedFilter,
    Webhook,
)
from proposals.models.following import Pace
from proposals.webhooks.queueing import queue_test
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.roles import Role
from proposals.workflow.states import Duty
from tests.factories import (
    make_aliases,
    make_article,
    make_council,
    make_delegate,
    make_department,
    make_industry,
    make_organisation,
    make_proposal,
    make_region,
    make_report,
    make_session,
    make_subscription,
    make_user,
)
from tests.proposals.handling.cases import ASSIGNED, HANDED_IN, RATED, SENT, answer, make_assigned
from tests.proposals.importing.batches import make_batch
from tests.roles.digest import digest

TEXT = "市人大代表林知夏：\n关于修缮旧堤的建议\n林知夏建议，把旧堤修好。\n"
LIST = "建议编号,标题,领衔代表\n0012,关于修缮旧堤的建议,林知夏\n"
Rows = dict[str, dict[str, Model]]


class World:
    """The rows, and a signed-in client for every column of the matrix."""

    def __init__(self) -> None:
        """Make everything once. Whoever asks afterwards takes back what they change."""
        self.own, self.other = make_department("市水利局"), make_department("市城管局")
        self.users = self._users()
        self._answering = Client().handler
        self._keys = {role: _session_of(user) for role, user in self.users.items()}
        self.rows: Rows = {}
        self.named: dict[str, Any] = {}
        made = [self._proposals(), self._letters(), self._public(), _people(self.named), _reference()]
        made += [self._imports(), self._staff()]
        for label, rows in chain.from_iterable(made):
            self.rows.setdefault(label, {}).update(rows)
        self.digest = digest()

    def client(self, role: str) -> Client:
        """A fresh browser, signed in. All share what answers them: each of their own would load every middleware."""
        client = Client()
        client.handler = self._answering
        if role in self._keys:
            client.cookies["sessionid"] = self._keys[role]
        return client

    def _users(self) -> dict[str, User]:
        users = {
            role.value: make_user(role.value, role=role, department=self.own if role is Role.LIAISON else None)
            for role in Role
        }
        users["none"] = make_user("none")
        users["superuser"] = make_user("superuser", superuser=True)
        User.objects.filter(pk=users["none"].pk).update(is_staff=True)
        return users

    def _proposals(self) -> list[tuple[str, dict[str, Model]]]:
        """An unpublished proposal of the own department, one of another, and a published one of another."""
        made = {
            "own": self._handled("把河东的旧堤修好", self.own),
            "other": self._handled("把河西的路灯点亮", self.other),
            "published": self._handled("把南门的桥加宽", self.other, Publication.PUBLISHED),
        }
        self.named |= {name: row.pk for name, row in made.items()}
        shown = made["published"]
        self.named |= {
            "proposal_type": ContentType.objects.get_for_model(Proposal).pk,
            "industry": shown.industry_tags.get().industry_id,
            "speaker": shown.proposers.all()[0].delegate_id,
            "public_report": shown.articles.get().report_id,
            "public_session": shown.session_id,
        }
        return [("proposals.proposal", dict(made))]

    def _handled(self, headline: str, department: Department, publication: str = Publication.DRAFT) -> Proposal:
        """In the hands of one department, which is at work."""
        report = make_report(f"{headline}。\n", publication=publication)
        row = make_proposal(
            headline, kind="suggestion", publication=publication, session=make_session(), asks=[headline],
            proposers=[make_delegate(), make_delegate()], industries=[make_industry()], keyword="旧堤",
            mentions=["市水利局"], articles=[make_article(report, headline=headline)], indexed=True,
        )  # fmt: skip
        row.record(Event.ASSIGN, by=None, on=ASSIGNED, department=department, duty=Duty.SOLE)
        row.record(Event.ACCEPT, by=None, on=ASSIGNED)
        row.record(Event.HANDLE, by=None, on=ASSIGNED)
        return row

    def _letters(self) -> list[tuple[str, dict[str, Model]]]:
        """Of either department: a letter that waits for its check, and one sent with all that hangs on it."""
        replies: dict[str, Reply] = {}
        parts, clocks = {}, {}
        for name, department in (("own", self.own), ("other", self.other)):
            parts[name] = self._handled(f"{name}：把码头修好", department).assignments.get()
            replies[name] = self._answered(name, department)
            handed = self._handled(f"{name}：把渡口修好", department).assignments.get()
            letter = hand_in(
                reply=draft(proposal=handed.proposal, assignment=handed, by=None, text="已办"), by=None, on=HANDED_IN
            )
            clocks[name] = Deadline.objects.create(
                proposal=parts[name].proposal, assignment=parts[name], step="reply", starts_on=ASSIGNED, due_on=SENT,
                first_due_on=SENT, because="三个月",
            )  # fmt: skip
            self.named |= {f"{name}_part": parts[name].pk, f"{name}_handed": letter.pk}
        shared = self._handled("两家一起办", self.other)
        shared.record(Event.ASSIGN, by=None, on=ASSIGNED, department=self.own, duty=Duty.ASSIST)
        self.named["shared_part"] = shared.assignments.get(department=self.other).pk
        return [
            ("proposals.reply", dict(replies)),
            ("proposals.assignment", dict(parts)),
            ("proposals.deadline", dict(clocks)),
            ("proposals.rating", {name: one.ratings.get() for name, one in replies.items()}),
            ("proposals.commitment", {name: one.commitments.get() for name, one in replies.items()}),
        ]

    def _answered(self, name: str, department: Department) -> Reply:
        proposal = self._handled(f"{name}：把水塔修好", department)
        paper = ContentFile(b"%PDF-1.4", name="纸.pdf")
        reply = answer(proposal.assignments.get(), file=paper)
        by, (one, other) = self.users["reviewer"], proposal.proposers.all()
        said = Said(Satisfaction.CONTENT, Satisfaction.CONTENT)
        rating = rate_from_paper(reply=reply, proposer=one, by=by, on=RATED, said=said, scan=paper)
        made = promise(reply=reply, by=by, on=RATED, words=words_in(reply.text, "计划六月底前印发"))
        Commitment.objects.filter(pk=made.pk).update(evidence_file=reply.file.name)
        self.named |= {
            f"{name}_letter": reply.pk, f"{name}_answered": proposal.pk, f"{name}_rating": rating.pk,
            f"{name}_promise": made.pk, f"{name}_proposer": other.pk, f"{name}_ask": proposal.asks.get().pk,
            f"{name}_entry": proposal.followups.get(event=Event.HANDLE.value).pk,
        }  # fmt: skip
        return reply

    def _public(self) -> list[tuple[str, dict[str, Model]]]:
        """A published letter with its file and a link to rate it; two files that nobody handles yet; a mail."""
        proposal, (part,) = make_assigned()
        reply = answer(part, file=ContentFile(b"%PDF-1.4", name="答复.pdf"))
        Reply.objects.filter(pk=reply.pk).update(publication=Publication.PUBLISHED)
        by, today = self.users["superuser"], timezone.localdate()
        token = make_link(reply=reply, proposer=proposal.proposers.get(), by=by, on=today)
        self.named |= {"letter": reply.pk, "token": token, "calendar": renew_key(self.own)}
        for name, number in (("fresh", "0001"), ("main", "0002")):
            row = make_proposal(kind="suggestion", session=make_session(), number=number, publication="draft")
            self.named[name] = row.pk
        mine = {
            role: SavedFilter.objects.create(
                user=user, name="未公开", path="/admin/proposals/proposal/", query="q=1"
            ).pk
            for role, user in self.users.items()
        }
        self.named["filter"] = mine["editor"]
        mail = Message.objects.create(
            key="一件",
            to="a@example.com",
            subject="今天要办的事",
            text="一件",
            html="<p>一件</p>",
            due_at=timezone.now(),
        )
        self.named["mail"] = mail.pk
        return [("proposals.message", {"any": mail}), *_webhooks(), *self._readers()]

    def _readers(self) -> list[tuple[str, dict[str, Model]]]:
        """A report of a reader, and two proposals that a machine found alike."""
        other, shown = (Proposal.objects.get(pk=self.named[name]) for name in ("other", "published"))
        problem = Problem.objects.create(code="7Q4KP92MFX", nonce="1", path="/", place="整个网站", text="日期不对")
        pair = SameMatter.objects.create(first=other, second=shown, likeness=0.5, shared=["路灯"])
        self.named["problem_code"] = problem.code
        self.named |= _follower(shown)
        return [("proposals.problem", {"any": problem}), ("proposals.samematter", {"any": pair})]

    def _imports(self) -> list[tuple[str, dict[str, Model]]]:
        """A batch that waits for review, one that waits for its reader, one that was written and is not public."""
        read = make_batch(TEXT, region=make_region())
        waiting = ImportBatch.objects.create()
        _waiting_file(waiting)
        written = make_batch(TEXT.replace("旧堤", "新堤"), region=make_region())
        apply_batch(written, by=None)
        (file,) = read.files.all()
        self.named |= {"read": read.pk, "waiting": waiting.pk, "written": written.pk, "file": file.pk}
        self.named["digests"] = f"{file.pk}:{plan_file(file).digest}"
        report = Report.objects.get(files__batch=written)
        article = Article.objects.filter(report=report).first()
        assert article is not None
        self.named["report"] = report.pk
        read_batch.enqueue(read.pk)
        return [
            ("proposals.importbatch", {"any": read}),
            ("proposals.report", {"any": report}),
            ("proposals.article", {"any": article}),
            ("django_tasks_database.dbtaskresult", {"any": DBTaskResult.objects.all()[0]}),
        ]

    def _staff(self) -> list[tuple[str, dict[str, Model]]]:
        leaver = make_user("leaver", role=Role.EDITOR)
        self.named |= {"own_department": self.own.pk, "other_department": self.other.pk}
        self.named |= {"leaver": leaver.pk, "superuser": self.users["superuser"].pk}
        return [
            ("auth.user", {"any": leaver, "superuser": self.users["superuser"]}),
            ("proposals.position", {"any": Position.objects.get(user=leaver)}),
            ("proposals.department", {"own": self.own, "other": make_department("市档案局")}),
        ]


def _people(named: dict[str, Any]) -> list[tuple[str, dict[str, Model]]]:
    """Rows that hang on nothing else, so that whoever may delete them can."""
    one, other, third = (make_delegate("林知夏", body=None) for _ in range(3))
    units = [make_organisation("青禾农机厂"), make_organisation("株洲市青禾农机厂"), make_organisation("青禾农机")]
    for register, first, second in ((PEOPLE_REGISTER, one, other), (UNITS_REGISTER, units[0], units[1])):
        pair = pair_of(register, first.pk, second.pk)
        assert pair is not None
        decide(pair, Choice.LATER, by=make_user(staff=True), reason="等回音")
    joined = merge(one, third, by=None, reason="同一个人")
    named |= {"person": one.pk, "twin": other.pk, "unit": units[0].pk, "unit_twin": units[1].pk, "merge": joined.pk}
    return [
        ("delegates.delegate", {"any": one, "other": other}),
        ("delegates.organisation", {"any": units[0], "other": units[1]}),
        ("delegates.merge", {"any": joined}),
        ("delegates.sameperson", {"any": SamePerson.objects.all()[0]}),
        ("delegates.sameorganisation", {"any": SameOrganisation.objects.all()[0]}),
    ]


def _webhooks() -> list[tuple[str, dict[str, Model]]]:
    """A receiver of messages that is switched off, and a test message it was sent."""
    webhook = Webhook.objects.create(name="群机器人", url="https://hooks.example/key", secret="0123456789abcdef")
    return [("proposals.webhook", {"any": webhook}), ("proposals.delivery", {"any": queue_test(webhook)})]


def _follower(proposal: Proposal) -> dict[str, Any]:
    """A reader who follows a proposal and has not said yes to it yet: the links of their mails."""
    row = make_subscription(proposal, asked=Pace.DAILY)
    value, barring = row.subscriber.secret, row.subscriber.secret + hashed(row.subscriber.address)
    links = {one.value: token(one, barring if one is Purpose.NEVER else value) for one in Purpose}
    return {**links, "followed": row.pk}


def _reference() -> list[tuple[str, dict[str, Model]]]:
    lonely = make_region("430224", "茶陵县")
    session = make_session("cppcc", term=9, number=5, region=make_region("430225", "炎陵县"))
    return [
        ("delegates.region", {"any": make_region("430221", "渌口区")}),
        ("delegates.council", {"any": make_council(region=make_region("430281", "醴陵市"))}),
        ("delegates.term", {"any": make_session(term=3, region=make_region("430223", "攸县")).term}),
        ("delegates.session", {"any": session}),
        ("proposals.industry", {"any": make_industry("花炮")}),
        ("proposals.keyword", {"any": Keyword.objects.create(name="花炮")}),
        ("proposals.aliasgroup", {"any": make_aliases("花炮", "烟花爆竹")}),
        ("proposals.ruleset", {"any": _rules(session.term.council)}),
        ("proposals.resultscheme", {"any": ResultScheme.objects.create(name="本县分类", council=session.term.council)}),
        ("proposals.calendaryear", {"any": CalendarYear.objects.create(year=2030, notice="二〇三〇年的通知")}),
        ("proposals.holiday", {"any": Holiday.objects.create(day=date(2030, 5, 4), name="庙会", region=lonely)}),
    ]


def _rules(council: Council) -> RuleSet:
    return RuleSet.objects.create(name="本县办法", citation="本县办理办法", council=council)


def _waiting_file(batch: ImportBatch) -> ImportFile:
    data = LIST.encode()
    return ImportFile.objects.create(batch=batch, order=1, name="目录.csv", sha256="0" * 64, size=len(data), data=data)


def _session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    return client.cookies["sessionid"].value
