"""Names of departments and of bodies that propose, as letters print them."""

import re

from .cases import HAN

ENDING = (
    r"(?:人民政府|政府|办公室|办公厅|委员会|管委会|管理委员会|居委会|局|厅|委|办|部|署|院|队|支队|大队|中心|公司|集团|总社|社|"
    r"处|所|站|行|银行|支行|分行|法院|检察院|学院|大学|总工会|工会|联合会|妇联|团委|科协|残联|工商联|侨联|协会|联社|馆|街道|镇|乡|党组|党委|党工委|事务中心|管理处)"
)
UNIT = re.compile(rf"[{HAN}]{{0,26}}{ENDING}(?:（[^（）]{{2,26}}）)?")
HEADED = re.compile(rf"(?P<unit>[{HAN}]{{2,26}}{ENDING})文\s?件")  # 市教育局文件: the head of a document
PARTIES = (
    r"民革|民盟|民建|民进|农工党|农工民主党|致公党|九三学社|台盟|中国国民党革命委员会|中国民主同盟|中国民主建国会|"
    r"中国民主促进会|中国农工民主党|中国致公党|台湾民主自治同盟"
)
MASS = (
    r"工商联|工商业联合会|总商会|总工会|团市委|团[省县区]委|共青团|青联|妇联|妇女联合会|科协|科学技术协会|侨联|归国华侨联合会|"
    r"台联|残联|文联|社科联|知联会|党外知识分子联谊会|新联会|无党派"
)
COLLECTIVE = re.compile(
    rf"[{HAN}]{{0,8}}(?:(?:{PARTIES})(?:[{HAN}]{{0,14}}(?:委员会|委会|委|总支|支部|支社|工委|小组|组))?|(?:{MASS})(?:[{HAN}]{{0,6}}(?:委员会|委|界))?"
    rf"|界别?|代表团|联络组|委员小组|活动组|专门委员会|[{HAN}]{{2,12}}委员会|提案委|专委会)(?:全体)?(?:界别)?"
)
OFFICE = re.compile(r"提案委|代表(?:联络|工作|资格)|选举任免|人大常委会|督查室|政府办|政协办|人大办|办公室|办公厅")
SEPARATOR = re.compile(r"[、，,；;]|和(?=[^、]{2,16}(?:局|委|厅|办|部|中心|公司|院|队)$)|\s+")


def is_unit(text: str) -> bool:
    """Whether a text is nothing but a department's name."""
    return 2 < len(text) <= 40 and UNIT.fullmatch(text) is not None and not re.match(r"关于|对|我|各|本|该|贵", text)


def is_collective(text: str) -> bool:
    """Whether a text names a body that proposes: party, federation, committee, delegation, 界别."""
    return COLLECTIVE.fullmatch(text) is not None and not OFFICE.search(text)
