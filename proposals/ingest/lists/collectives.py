"""Which words name a body that proposes: a party, a federation, a committee, a sector, a delegation, a group."""

import re

LONG = (
    "农工民主党|农工党|致公党|九三学社|工商联|总工会|团市委|团县委|团区委|团省委|共青团|社科联|贸促会|红十字会|无党派"
)
STARTING = re.compile(
    rf"(?:中共|中国)?(?:{LONG}|民革|民盟|民建|民进|农工|致公|九三|台盟|妇联|科协|侨联|台联|青联|文联|残联)"
)
NAMED_LATER = re.compile(LONG)
ENDING = re.compile(
    r"(?:委员会|专委会|专委|工委|市委会?|省委会?|区委会?|县委会?|州委会?|委|界别?|小组|联组|活动组|\d组|代表团|代表小组|"
    r"联络组|联络处|联络委|联合会|学社|支部|总支|基层组织|协会|学会|促进会|商会|工会|联谊会|办公室|政协|人大|街道|中心|集团|公司|学院|大学)$"
)
FEDERATION = re.compile(r".{0,12}(?:残联|科协|妇联|侨联|台联|文联|青联|社科联|工商联|团委|总工会|红十字会)$")
SHORT = re.compile(r"(?:.{2,}界|.{2,}团|.{2,}组)$")


def collective(text: str) -> bool:
    """Whether a name in a column of proposers is that of a body, not of a person."""
    if len(text) > 40 or len(text) < 2:
        return False
    if STARTING.match(text) or SHORT.match(text) or FEDERATION.match(text) or (len(text) >= 4 and ENDING.search(text)):
        return True
    return bool(NAMED_LATER.search(text)) and len(text) <= 24
