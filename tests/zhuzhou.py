"""The facts of the Zhuzhou special report, read by hand before any rule was written.

Two texts hold the same facts: the newspaper page itself, used wherever it lies beside the repository, and
`fixtures/reports/zhuzhou-special.txt` in the project's own words with the same damage. An ask is named by its first
and last characters in the newspaper; in our own text only by its place, number and figures.
"""

from dataclasses import dataclass
from pathlib import Path

from proposals.ingest.records import Kind

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "seeds" / "zhuzhou-two-sessions-report.txt"
OWN = ROOT / "fixtures" / "reports" / "zhuzhou-special.txt"
REPORTS = {"newspaper": REAL, "own words": OWN}
WORDS, CHANCES = "两会高频词", "两会说·株洲的机遇"


@dataclass(frozen=True)
class Expected:
    """One article as a careful clerk would record it."""

    section: str
    headline: str
    people: tuple[str, ...]
    body: str
    posts: tuple[tuple[tuple[str | None, str, str | None], ...], ...]  # for each person
    reporter: str
    keyword: str | None
    kind: Kind
    anchors: tuple[tuple[str, str], ...]  # first and last characters of each ask in the newspaper
    quantities: tuple[tuple[str, ...], ...] = ()  # for each ask that holds a figure: its place, then the figures
    industries: frozenset[str] = frozenset()
    departments: tuple[str, ...] = ()


EXPECTED = (
    Expected(
        section=WORDS,
        headline="加速芦淞市场群老旧小区提质改造",
        people=("罗梓文",),
        body="cppcc",
        posts=((("湖南中威制药", "区域营销总监", None),),),
        reporter="李军",
        keyword="聚焦",
        kind=Kind.PROPOSAL,
        anchors=(
            ("要政策引导和", "荣稳定发展"),
            ("引导各市场应用", "稳定存量市场"),
            ("要严控新建", "等现象"),
            ("加快芦淞市场", "物流、人流"),
            ("城管、消防", "体验和质量"),
        ),
        industries=frozenset({"服饰"}),
        departments=("城管", "消防"),
    ),
    Expected(
        section=WORDS,
        headline="蓄积裂变动能 闯出发展新路",
        people=("张建美",),
        body="npc",
        posts=((("醴陵振美艺术陶瓷有限公司", "总经理", None),),),
        reporter="王军",
        keyword="裂变",
        kind=Kind.REPORTED,
        anchors=(("对于企业而言", "扩容倍增"), ("裂变要向产业", "延伸产业链"), ("走进风雨才能", "良好的基础")),
        industries=frozenset({"陶瓷"}),
    ),
    Expected(
        section=WORDS,
        headline="让创新成为城市发展的强劲“助推器”",
        people=("罗曼",),
        body="cppcc",
        posts=((("荷塘区", "副区长", None), ("致公党市委", "副主委", "兼")),),
        reporter="孙晓静",
        keyword="创新",
        kind=Kind.PROPOSAL,
        anchors=(),
        industries=frozenset({"先进硬质材料"}),
    ),
    Expected(
        section=WORDS,
        headline="树立文化自信 促进醴瓷产业升级",
        people=("孙建成",),
        body="npc",
        posts=(((None, "中国工美行业艺术大师", None), (None, "正高级工艺美术师", None)),),
        reporter="何春林",
        keyword="升级",
        kind=Kind.REPORTED,
        anchors=(("培育一批陶瓷", "技艺和文化"), ("壮大一批龙头", "升级发展"), ("搭建系列展示", "人窑名品")),
        industries=frozenset({"陶瓷"}),
    ),
    Expected(
        section=WORDS,
        headline="以标准化为基 助力品牌塑造",
        people=("晏小玲",),
        body="cppcc",
        posts=((("株洲钻石人力资源服务有限公司", "董事长", None),),),
        reporter="易蓉",
        keyword="品牌",
        kind=Kind.REPORTED,
        anchors=(),
        industries=frozenset({"人力资源服务"}),
    ),
    Expected(
        section=CHANCES,
        headline="实施重点企业培育工程 加快高分子新材料产业集群建设",
        people=("汤海涛", "王树峰"),
        body="npc",
        posts=(
            (("株洲现代高分子材料产业集群促进中心", "理事长", None),),
            (("株洲现代高分子材料产业集群促进中心", "副理事长", None),),
        ),
        reporter="伍靖雯",
        keyword=None,
        kind=Kind.SUGGESTION,
        anchors=(("由市级层面牵", "给予企业支持"), ("加快引进建设", "“发动机”"), ("依托渌口区现", "和技术高地")),
        quantities=(("0", "千亿"),),
        industries=frozenset({"高分子新材料"}),
    ),
    Expected(
        section=CHANCES,
        headline="加速建设湖南先进硬质材料及工具产业园",
        people=("谢康德",),
        body="npc",
        posts=((("中钨高新股份有限公司", "总经理", None), ("株洲硬质合金集团有限公司", "副董事长", None)),),
        reporter="伍靖雯",
        keyword=None,
        kind=Kind.REPORTED,
        anchors=(("尽快启动金溪", "迁入需求"), ("持续做好企业", "招才育才"), ("高位推进，", "再进一步")),
        industries=frozenset({"先进硬质材料"}),
    ),
    Expected(
        section=CHANCES,
        headline="提高“初升高”指标生比例 促进义务教育优质均衡",
        people=("戴永红",),
        body="cppcc",
        posts=((("株洲市第五中学", "校长", None),),),
        reporter="易楚瞳",
        keyword=None,
        kind=Kind.REPORTED,
        anchors=(("逐步提高优质", "高质量发展"), ("学校老师在", "幸福株洲")),
        industries=frozenset({"教育"}),
    ),
    Expected(
        section=CHANCES,
        headline="推动生产性服务 赋能制造业高质量发展",
        people=("龙永红",),
        body="cppcc",
        posts=((("湖南工业大学", "副校长", None),),),
        reporter="易楚瞳",
        keyword=None,
        kind=Kind.REPORTED,
        anchors=(("要加快建设国", "国家级中心"), ("要加快行业智", "的人才培养")),
        industries=frozenset({"生产性服务业"}),
    ),
)
PEOPLE = tuple(name for article in EXPECTED for name in article.people)
