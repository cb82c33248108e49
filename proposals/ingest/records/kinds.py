"""What there is: kinds of material, of proposals, of assemblies and their levels."""

from enum import StrEnum


class ReportKind(StrEnum):
    """The kind of material a file is."""

    PRESS = "press"
    LIST = "list"
    REPLY = "reply"
    OTHER = "other"


class Kind(StrEnum):
    """What a proposal is, on the evidence of the source alone."""

    MOTION = "motion"  # 议案
    SUGGESTION = "suggestion"  # 建议 of a 人大代表, stated as filed
    PROPOSAL = "proposal"  # 提案 of a 政协 member or body, stated as filed
    REPORTED = "reported"  # spoken of in the press; no filing stated


class Body(StrEnum):
    """The assembly a delegate sits in."""

    NPC = "npc"  # 人大代表
    CPPCC = "cppcc"  # 政协委员


class Level(StrEnum):
    """The level of that assembly, as the text states it."""

    NATIONAL = "全国"
    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县区"
    TOWNSHIP = "乡镇"
