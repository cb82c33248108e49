"""Words of posts and units: where in 湖南中威制药区域营销总监 the unit ends and the post begins."""


def _words(text: str) -> tuple[str, ...]:
    """The words of a list, the longest first: 副总经理 must be tried before 经理."""
    return tuple(sorted(text.split(), key=len, reverse=True))


CORES = _words(
    "博导 硕导 董事长 总经理 副总经理 经理 理事长 会长 秘书长 院长 校长 园长 所长 局长 厅长 处长 科长 股长 站长 "
    "队长 支队长 大队长 主任 主席 主委 书记 委员长 省长 市长 州长 县长 区长 旗长 镇长 乡长 村长 社长 行长 厂长 "
    "店长 班长 组长 部长 馆长 团长 台长 检察长 庭长 总裁 总监 总编 总编辑 主编 总工程师 总工 总会计师 首席执行官 "
    "首席代表 首席专家 董事 监事 监事长 理事 合伙人 创始人 创办人 负责人 法定代表人 法人代表 带头人 联络员 秘书 "
    "干事 干部 职工 员工 工人 技术员 技工 厂医 教师 老师 教授 讲师 研究员 医师 医生 护士 护士长 药师 律师 会计师 "
    "审计师 工程师 设计师 工艺美术师 经济师 农艺师 法官 检察官 警官 警长 民警 教练 演员 导演 记者 编辑 作家 画家 "
    "艺术家 司机 驾驶员 调研员 巡视员 督学 顾问 助理 支书 调解员 网格员 街道办主任 大师 工匠 传承人 传人 "
    "劳模 劳动模范 道德模范 学者 专家 农民 法人 院士 主任委员 常委 成员 政委 司令员 参谋长 营长 连长 战士 主管 "
    "经理人 主理人 董秘 专员 督导员 审判员 书记员 教导员 指导员 总设计师 总经济师 总规划师 首席科学家 CEO CTO CFO "
    "COO 讲解员 辅导员 班主任 馆员 消防员 快递员 外卖员 快递小哥 骑手 环卫工 保洁员 乘务员 列车长 船长 机长 教官 "
    "主播 制片人 制作人 编剧 评论员 主持人 播音员 书法家 音乐家 歌唱家 企业家 科学家 慈善家 教育家 经济学家 "
    "茶艺师 厨师 技师 摄影师 建筑师 规划师 咨询师 分析师 农技员 兽医 村医 乡村医生 护师 康复师 治疗师 退休干部 "
    "志愿者 个体户 大户 农场主 牧民 渔民 村民 居民 会员 盟员 党员 社员 执委 获得者 干警 当家人 掌门人 住持 方丈 "
    "阿訇 牧师 道长 博士 研究生 楼长 网格长 段长 矿长 井长 工长 会首 房地产商 承包商 经销商 校医 园丁 店主 业主 "
    "馆主 场长 塘长 河长 林长 庄主 董事局主席 召集人 发起人 联系人 联合创始人 合作人 负责同志 "
    "车工 钳工 焊工 电工 铣工 纺织工 挡车工 操作工 维修工 装配工 矿工 农民工 参事 关长 首席技术官 领班 导游 养路工 "
    "护林员 饲养员 售票员 收银员 售货员 理发师 美容师 网红 UP主 博主"
)
MODIFIERS = _words(
    "副 常务 常务副 名誉 荣誉 执行 首席 总 原 代 代理 第一 专职 兼职 高级 正高级 副高级 中级 初级 一级 二级 三级 "
    "四级 特级 区域 大区 营销 销售 市场 运营 行政 财务 人事 人力资源 技术 研发 生产 质量 工程 项目 安全 法务 品牌 "
    "采购 客服 党委 党组 党支部 党总支 党工委 纪委 支部 总支 工会 团委 机关党委 车间 班组 联合 独立 主治 主管 "
    "责任 国家 省级 创意 艺术 设计 产品 战略 投资 业务 教研 语文 数学 英语 骨干 特聘 客座 博士生导师 硕士生导师 "
    "知名 著名 资深 青年 退休 优秀 民营 私营 当代 种植 养殖 返乡 创业 一线 挂职 驻村 环卫 团总支 团支部"
)
# Offices of these names belong to a unit; alone, without a unit before them, they are honours or callings.
HONOURS = _words(
    "会员 盟员 党员 社员 获得者 房地产商 承包商 经销商 咨询师 治疗师 规划师 建筑师 分析师 技师 裁判员 院士 "
    "道德模范 书法家 画家 音乐家 歌唱家 企业家 科学家 慈善家 教育家 经济学家 志愿者 个体户 大户 牧民 渔民 村民 "
    "居民 传人 博士 大师 工匠 传承人 劳模 劳动模范 工程师 工艺美术师 专家 学者 农民 艺术家 作家"
)
UNITS = _words(
    "有限责任公司 股份有限公司 有限公司 分公司 公司 集团 股份 大学 学院 医院 中学 小学 学校 幼儿园 研究院 研究所 "
    "设计院 银行 支行 事务所 合作社 卫生院 报社 出版社 电视台 俱乐部 商会 协会 学会 联合会 基金会 研究会 校友会 "
    "同乡会 总会 联谊会 红十字会 理事会 董事会 监事会 博物馆 图书馆 文化馆 美术馆 科技馆 剧院 剧团 歌舞团 艺术团 "
    "杂志社 日报社 报业集团 广播电视台 融媒体中心 律所 合作联社 农商行 分行 总行 研究中心 实验室 教学点 敬老院 "
    "养老院 福利院 促进会 联盟 委员会 促进中心 服务中心 中心 工厂 农场 林场 景区 办事处 法院 检察院 管委会 居委会 "
    "村委会"
)
# Words that end a unit's name, but stand inside other names as well.
ENDINGS = _words(
    "酒店 宾馆 饭店 超市 商场 药业 制药 实业 科技 控股 矿业 车间 庄园 茶场 农庄 家庭农场 果园 基地 产业园 园区 "
    "开发区 高新区 经开区 示范区 新区 工业园 工商联 总工会 妇联 团市委 团省委 团县委 侨联 科协 文联 残联 台联 "
    "贸促会 红会 民革 民盟 民建 民进 农工党 致公党 九三学社 台盟 总队 支队 大队 寺 教堂 清真寺 社区 街道 商行 "
    "海关 监狱 画院 兵团 党校 电力 通信 移动 联通 电信 石化 传媒 教育 农业"
)
# A department is no unit of its own: 市教委|基础教育处 is the 市教委.
PARENTS = _words(
    "局 教委 发改委 卫健委 卫计委 住建委 国资委 工信委 经信委 农委 商委 科委 体委 交委 城管委 公司 集团 医院 大学 "
    "学院 中学 小学 学校 银行 分行 支行 教育部 财政部 商务部 科技部 公安部 民政部 司法部 农业农村部 厅 管委会 "
    "研究院 研究所 设计院 福利院 卫生院 农科院 社科院 法院 检察院 电视台 日报社 报社 中心 股份"
)
DEPARTMENTS = ("处", "科", "室", "司", "部", "组", "庭", "系")
SHORT_UNITS = tuple("局厅处科部院所站队校园村厂店会社行馆场司庭矿")
SEATS_OF_POWER = _words("省 市 州 县 区 旗 镇 乡 委 政府 街道 人大 政协")

CORE_SET, MODIFIER_SET = frozenset(CORES), frozenset(MODIFIERS)
LONGEST = max(len(word) for word in (*CORES, *MODIFIERS))


def _longest_end(text: str, words: frozenset[str]) -> int:
    """The length of the longest of the words that ends a text; 0 when none does."""
    return next((length for length in range(min(LONGEST, len(text)), 0, -1) if text[-length:] in words), 0)


def core_length(text: str) -> int:
    """How many characters at the end of a text are the core of a post (总监); 0 when none is."""
    return _longest_end(text, CORE_SET)


def title_length(text: str) -> int:
    """How many characters at the end are a post with what qualifies it (区域营销总监); 0 when no post ends here."""
    length = core_length(text)
    while length and (more := _longest_end(text[: len(text) - length], MODIFIER_SET)):
        length += more
    return length


def _with_department(text: str) -> int:
    """Where the unit ends that a department belongs to: 市教委|基础教育处; all of it where none does."""
    if not text.endswith(DEPARTMENTS):
        return len(text)
    ends = [at + len(parent) for parent in PARENTS if (at := text.rfind(parent, 0, len(text) - 2)) > 0]
    return max(ends, default=len(text))


def unit_end(text: str) -> int:
    """Where the last unit of a text ends (株洲市中心医院|骨外); all of it when a unit ends the text, 0 without one."""
    if text.endswith((*UNITS, *ENDINGS)):
        return len(text)
    if text.endswith((*SHORT_UNITS, *SEATS_OF_POWER)):
        return _with_department(text)
    return max((text.rfind(unit) + len(unit) for unit in UNITS if unit in text), default=0)
