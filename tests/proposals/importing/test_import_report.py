"""A report goes in by one command, and exactly its facts are in the database."""

import hashlib
import io
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command

from delegates.models import Delegate, Mandate, Organisation, Post, Session
from proposals.importing.apply import apply, apply_batch
from proposals.importing.plan import AlreadyImported, Plan, Said, plan
from proposals.ingest.records import Refusal
from proposals.models import Article, Ask, FollowUp, Proposal, Report, Span
from proposals.shown.evidence import Evidence, evidence_of
from tests.proposals.importing.batches import make_batch
from tests.zhuzhou import EXPECTED

SESSIONS = ("--session", "npc:16-1", "--session", "cppcc:10-1")


def rows() -> dict[str, int]:
    models = [*apps.get_app_config("delegates").get_models(), *apps.get_app_config("proposals").get_models()]
    return {model._meta.label: model._default_manager.count() for model in models}


def planned(path: Path, **said: Any) -> Plan:
    shown = plan(path.read_bytes(), path.name, Said.of(said.pop("sessions", ()), **said))
    assert isinstance(shown, Plan)
    return shown


def test_the_command_imports_exactly_the_facts_of_the_report(report_file: Path):
    call_command("import_report", str(report_file), *SESSIONS)

    articles = list(Article.objects.order_by("order"))
    assert [(a.section, a.headline) for a in articles] == [(e.section, e.headline) for e in EXPECTED]
    assert [[b.name for b in a.bylines.all()] for a in articles] == [[e.reporter] for e in EXPECTED]
    assert {a.publisher for a in articles} == {"株洲日报"}
    assert {name for e in EXPECTED for name in e.people} == set(Delegate.objects.values_list("name", flat=True))
    assert Delegate.objects.count() == 10
    for article, expected in zip(articles, EXPECTED, strict=True):
        check_article(article, expected)


def written_as(post: Post) -> set[str | None]:
    """How the unit's name may be printed: its name and its aliases; None where there is no unit."""
    if post.organisation is None:
        return {None}
    return {post.organisation.name, *post.organisation.aliases.values_list("name", flat=True)}


def check_article(article: Article, expected: Any) -> None:
    proposal = article.proposals.get()
    assert proposal.headline == expected.headline
    assert proposal.kind == expected.kind.value
    assert [(str(p), p.role) for p in proposal.proposers.all()] == [
        (name, "lead" if order == 0 else "cosigner") for order, name in enumerate(expected.people)
    ]
    assert proposal.asks.count() == len(expected.anchors)
    assert [str(t) for t in proposal.keyword_tags.all()] == ([expected.keyword] if expected.keyword else [])
    assert {str(t) for t in proposal.industry_tags.all()} >= expected.industries
    for name, posts in zip(expected.people, expected.posts, strict=True):
        held = Post.objects.filter(delegate__name=name).select_related("organisation")
        assert [(p.title, p.note or None) for p in held] == [(title, note) for _, title, note in posts]
        for row, (organisation, _, _) in zip(held, posts, strict=True):
            assert organisation in written_as(row)
        mandate = Mandate.objects.get(delegate__name=name)
        assert (mandate.council.kind, mandate.council.region.name) == (expected.body, "株洲市")


def test_every_fact_points_at_its_words_in_the_untouched_source(report_file: Path):
    call_command("import_report", str(report_file), *SESSIONS)

    report = Report.objects.get()
    text = report.content.text
    assert bytes(report.content.data) == report_file.read_bytes()
    assert report.sha256 == hashlib.sha256(report_file.read_bytes()).hexdigest()
    spans = Span.objects.select_related("delegate", "ask", "byline", "proposal", "proposer__delegate", "mention")
    assert spans.count() > 100
    for span in spans:
        words = "".join(text[span.start : span.end].split())
        stated: dict[str, Any] = {
            "delegate": lambda one: one.delegate.name,
            "ask": lambda one: one.ask.text,
            "byline": lambda one: one.byline.name,
            "proposer": lambda one: str(one.proposer),
            "mention": lambda one: one.mention.name,
        }
        for target, value in stated.items():
            if getattr(span, f"{target}_id"):
                assert words == "".join(value(span).split())
        if span.proposal_id and span.field == "headline":
            assert words == "".join(span.proposal.headline.split())


def test_every_fact_has_a_place(report_file: Path):
    call_command("import_report", str(report_file), *SESSIONS)

    for proposal in Proposal.objects.all():
        assert proposal.spans.filter(field="headline").exists()
        related: Any
        for related in (*proposal.asks.all(), *proposal.proposers.all(), *proposal.industry_tags.all()):
            assert related.spans.exists()
    fact: Any
    for fact in (*Delegate.objects.all(), *Post.objects.all(), *Mandate.objects.all()):
        assert fact.spans.exists()


def test_a_report_proves_that_something_was_raised_and_nothing_more(sample: Path):
    call_command("import_report", str(sample), *SESSIONS)

    assert set(Proposal.objects.values_list("state", flat=True)) == {"reported"}
    assert set(FollowUp.objects.values_list("event", "happened_on")) == {("report", None)}
    assert set(Proposal.objects.values_list("number", flat=True)) == {""}


def test_the_same_file_twice_changes_nothing(report_file: Path, capsys: pytest.CaptureFixture[str]):
    call_command("import_report", str(report_file), *SESSIONS)
    before = rows()

    call_command("import_report", str(report_file), *SESSIONS)

    assert rows() == before
    assert "已经导入过，没有改动任何内容" in capsys.readouterr().out


def test_a_dry_run_shows_everything_and_writes_nothing(sample: Path, capsys: pytest.CaptureFixture[str]):
    before = rows()

    call_command("import_report", str(sample), "--dry-run")

    assert rows() == before
    shown = capsys.readouterr().out
    assert all(name in shown for expected in EXPECTED for name in expected.people)
    assert "没有说是人大哪次会议" in shown


def test_nothing_is_public_until_somebody_publishes(sample: Path):
    call_command("import_report", str(sample))

    assert Proposal.objects.visible_to(None).count() == 0
    assert Delegate.objects.visible_to(None).count() == 0
    assert Report.objects.visible_to(None).count() == 0


def test_each_proposal_belongs_to_the_session_of_its_proposers_body(sample: Path):
    call_command("import_report", str(sample), *SESSIONS)

    names = {str(p.session) for p in Proposal.objects.filter(proposers__delegate__mandates__council__kind="npc")}
    assert names == {"株洲市十六届人大一次会议"}
    names = {str(p.session) for p in Proposal.objects.filter(proposers__delegate__mandates__council__kind="cppcc")}
    assert names == {"株洲市政协十届一次会议"}


def test_a_session_that_nobody_named_stays_empty(sample: Path):
    call_command("import_report", str(sample))

    assert set(Proposal.objects.values_list("session", flat=True)) == {None}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "空"),
        (b"  \r\n\t\n", "空"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "图片"),
        (b"\x00\x01\x02\x03\xff\xfe\xfa" * 40, "文本"),
        ("今天天气晴朗，气温三到十一度，东北风二级。请市民注意添衣。\n".encode(), "不是两会报道"),
        (b"\xff\x81\x20\x80\x30\xff\xff\x7f" * 30, "编码"),
    ],
    ids=["empty", "blank", "a picture", "binary", "no report", "unknown encoding"],
)
def test_what_is_no_report_gets_one_sentence_and_leaves_no_row(
    content: bytes, sentence: str, tmp_path: Path, reference: None, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "material.txt"
    path.write_bytes(content)
    before = rows()

    with pytest.raises(SystemExit) as stopped:
        call_command("import_report", str(path), "--region", "430200")

    complaint = capsys.readouterr().err.strip()
    assert stopped.value.code == 1
    assert sentence in complaint
    assert len(complaint.splitlines()) == 1
    assert rows() == before


def test_a_missing_file_is_named_in_the_sentence(reference: None, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        call_command("import_report", "没有.txt")

    assert capsys.readouterr().err.strip() == "没有.txt：没有这个文件。请核对路径和文件名。"


def test_one_bad_file_does_not_stop_the_good_ones(sample: Path, tmp_path: Path):
    bad = tmp_path / "空.txt"
    bad.write_bytes(b"")

    with pytest.raises(SystemExit):
        call_command("import_report", str(bad), str(sample))

    assert Report.objects.count() == 1


def test_a_report_can_come_in_by_standard_input(sample: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sample.read_bytes())))

    call_command("import_report", "-")

    assert Report.objects.get().filename == "标准输入"


@pytest.mark.parametrize("said", ["人大16-1", "npc:16", "npc:0-1", "npc:16-1-2", ""])
def test_a_session_nobody_can_read_is_refused_with_an_example(said: str):
    with pytest.raises(Refusal, match="npc:16-1"):
        Said.of([said])


def test_an_unknown_region_is_refused_with_an_example(sample: Path):
    with pytest.raises(Refusal, match="430200"):
        planned(sample, region="999999")


def test_a_plan_that_no_longer_holds_is_refused(sample: Path):
    shown = planned(sample)
    other = Delegate.objects.create(name=EXPECTED[0].people[0])
    council = shown.delegates[0].council
    assert council is not None
    council.save()
    Mandate.objects.create(delegate=other, council=council)
    organisation, title, _ = EXPECTED[0].posts[0][0]
    unit, _ = Organisation.objects.get_or_create(name=organisation, defaults={"region": shown.region})
    Post.objects.create(delegate=other, organisation=unit, title=title)

    with pytest.raises(Refusal, match="重新预览"):
        apply(shown, by=None)

    assert Report.objects.count() == 0


def test_a_known_delegate_is_recognised_by_name_council_and_organisation(sample: Path, tmp_path: Path):
    call_command("import_report", str(sample), *SESSIONS)
    again = tmp_path / "again.txt"
    again.write_bytes(sample.read_bytes() + b"\n")

    shown = planned(again)

    assert all(one.match.delegate is not None for one in shown.delegates)
    apply(shown, by=None)
    assert Delegate.objects.count() == 10
    assert Report.objects.count() == 2


def test_a_namesake_is_never_taken_for_the_same_person(sample: Path):
    stranger = Delegate.objects.create(name=EXPECTED[0].people[0])

    shown = planned(sample)
    apply(shown, by=None)

    assert any(stranger.name in warning and "同名" in warning for warning in shown.warnings)
    assert Delegate.objects.filter(name=stranger.name).count() == 2
    assert not stranger.mandates.exists()


def test_an_import_that_fails_half_way_leaves_no_row(sample: Path):
    batch = make_batch(sample.read_bytes(), sample.read_bytes() + b"\n", sample.read_bytes() + b"\n\n")
    before = rows()

    def power_cut(done: int, total: int) -> None:
        if (done, total) == (2, 3):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_batch(batch, by=None, progress=power_cut)

    assert rows() == before
    assert {file.state for file in batch.files.all()} == {"read"}


def test_applying_a_report_that_is_there_says_so(sample: Path):
    call_command("import_report", str(sample))

    assert isinstance(plan(sample.read_bytes(), sample.name, Said()), AlreadyImported)


def test_sessions_are_made_once(sample: Path, tmp_path: Path):
    before = Session.objects.count()
    call_command("import_report", str(sample), *SESSIONS)

    assert Session.objects.count() == max(before, 2)


def test_press_text_is_quoted_only_where_a_fact_was_taken(report_file: Path):
    call_command("import_report", str(report_file), "--publish")
    articles = list(Article.objects.order_by("order"))

    quoted = [shown(evidence) for evidence in evidence_of(articles, None)]
    Report.objects.update(shown="full")
    whole = [shown(evidence) for evidence in evidence_of(articles, None)]

    assert all(part <= all_of_it for part, all_of_it in zip(quoted, whole, strict=True))
    assert sum(quoted) < 0.8 * sum(whole)
    for evidence in evidence_of(articles, None):
        asks = Ask.objects.filter(proposal__articles=evidence.article)
        text = "".join(paragraph.text for paragraph in evidence.paragraphs)
        assert all(ask.text in text for ask in asks)


def shown(evidence: Evidence) -> int:
    """How many characters of the article the public reads."""
    return sum(len(piece.text) for paragraph in evidence.paragraphs for piece in paragraph.pieces)
