"""The verbs that govern a measure, and those that only say what a measure is for.

加强监管, 出台办法, 将其纳入目录 are measures wherever they stand. 提升能力, 推动发展 are measures at the head of a
demand; after another measure they say its result, unless what they govern is a thing of its own (提高补助标准).
"""

import re

ADVERB = (
    r"(?:进一步|高度|切实|尽快|尽早|及早|及时|逐步|逐渐|适时|适当|大力|积极|着力|全面|全程|主动|深入|广泛|持续|继续|不断|严格|坚决|依法|努力|探索性地|大胆|"
    r"科学|合理|统一|统筹|重点|优先|加快|加紧|抓紧|从严|从快|充分|适度|大幅|稳步|分批|分级|分类|定期|强制|强力|率先|鼓励并?|"
    r"因地制宜|有序|有效|精准|同步|联合|共同|多方|多渠道|按[^，。；]{1,8}?)"
)
STRONG = (
    r"加(?:强|大|快|速|紧|密|装|挂|入|设|派)|建(?:立|好|成|设|造)|[兴新扩改组筹共]建|设(?:立|置)|[增新]设|增(?:加|派|配|补|添)|开(?:设|办|通|展|放|发|辟)|"
    r"成立|创(?:建|设|办)|制[定订]|出台|颁布|发布|修(?:订|改|正|复)|编制|起草|健全|完善|优化|细化|量化|深化|强化|规范|统一|统筹|整合|盘活|"
    r"划(?:定|出|分|拨)|界定|厘清|理顺|明确|允许|准许|放(?:宽|开)|取消|废(?:除|止)|叫停|停止|禁止|严(?:禁|惩|打|查|格|肃)|限制|打击|查处|惩[处治]|处罚|"
    r"减免|免(?:除|征|收|费)|[上下]调|调(?:高|低|整)|延长|缩短|改(?:革|造|进)|实(?:行|施)|试行|推(?:行|广|出)|普及|鼓励|支持(?!力度)|扶持|引(?:导|进|入)|"
    r"培[训养育]|选(?:派|聘)|聘请|派驻|配(?:备|置|齐|套)|投入|拨付|安排|提供|给予|发放|补贴|奖励|采取|采用|运用|利用|探索|纳入|列入|写入|"
    r"扩(?:大|展|充)|拓(?:展|宽)|延伸|重视|关注|突出|注重|狠抓|抓[好住]|压实|落实|履行|追究|恢复|公[开布示]|监[管督测]|检查|审[查核]|考核|评估|"
    r"搭建|清[理除]|整治|治理|保留|倡导|提倡|宣传|组织|举办|规划|布局|指导|督[促查]|协调|定期|依托|充分发挥|发挥好|简化|下放|畅通|设定|"
    r"研究(?!表明|显示)|启动|续[征建办]|开征|划转|承办|主办|吸纳|储备|参照|比照|约束|杜绝|遏制|纠正|收紧|扩容|重点|加注|"
    r"发展(?![不的中是])|立法|铺设|架设|安装|修[建缮筑]|疏[通浚]|栽种|重新|重建|采购|购买|招[募聘]|聘用|邀请|编写|印发|建档|分设|合并|迁移|升级|对接|"
    r"摸[清排]|排查|梳理|普查|抽查|核[查定实减]|巡[查护]|督办|通报|曝光|问责|约谈|验收|兑现|追加|推迟|限[行速购]|清退|淘汰|关停|搬迁|腾退|拆除|"
    r"翻[新建]|疏浚|清淤|接入|联通|连通|贯通|共享|互认|结对|帮扶|走访|救助|援助|资助|募集|贴息|兜底|认定|评[定选审价]|表彰|授予|增[配开]|加开|"
    r"开行|推[介荐送]|策划|创作|拍摄|展示|抢救|修复|宣讲|讲解|教授|传授|开课|调解|加重|取缔|吊销|撤销|暂停|终止|中止|处[置理]|回收|"
    r"投放|追溯|召回|下架|重组|引资|孵化|转变|改[变为建]|变更|更[新换]|替[换代]|补[偿充办发种]|轮作|流转|托管|接管|移交|承[接担]|招标|"
    r"租[赁用]|征集|收集|汇集|预留|提前|预警|告知|谋划|争取|探讨|回应|响应|对标|联动|遴选|挑选|聚焦|强制|下沉|倾斜|授权|赋予|选[取定择]|"
    r"把[关好]|补齐|补足|打造|构(?:建|筑)|用好|用足|贯彻|坚持|确立|建构"
)
# What a measure is for. Governing a thing that an office sets or a work it does, they are measures as well.
SET = re.compile(
    r"标准|比例|待遇|补[贴助]|门槛|占比|额度|起征点|上限|下限|限额|费率|税率|税负|利率|价格|收费|年龄|补偿|工资|薪酬|投入|权重|配额|名额|"
    r"罚款|处罚|违法成本"
)
AIMED = (
    r"提[升高]|降低|减[少轻]|增(?:强|进)|吸引|营造|激[发励活]|鼓[舞励足]|释放|夯实|壮大|丰富|保障|维护|弘扬|传承|创新(?!中心|型)|均衡|汲取|讲好|"
    r"稳定|巩固|保护|多出|千方百计|凝聚|挖掘|发掘|防[止范]|改善|消除|破[除解]|打通|解决|缓解|培厚|涵养|守护|树立|形成|保持|平衡|促成|带动|繁荣"
)
MOVING = r"推[动进]|促进"
RESULT = re.compile(
    r"(?:发展|升级|转型|循环|提升|繁荣|振兴|进步|增长|向好|自强|崛起|腾飞|见效|跨越|飞跃|进程|复苏|改善|落地|提高|跃升|提质|增效|突破|增收|"
    r"普惠|均衡|和谐|稳定|问题|难题)"
    r"(?:[”’]|[\u4e00-\u9fff]{0,2})$"
)
ABSTRACT = re.compile(
    r"(?:质量|水平|能力|环境|氛围|积极性|获得感|幸福感|满意度|权益|活力|效率|效能|竞争力|效果|底线|作用)[”’]?$"
)
WITH = (
    "配备|配置|提供|开设|设立|设置|建立|建设|开展|加装|增设|成立|引入|试点|出台|制定|发放|购买|减免|牵头|主办|承办|负责|参与|组织|实施|协调|统筹|指导|出资|承担|加大|强化|推[动进]|支持|留足|留出|减负|"
    "松绑|配送|开放"
)  # verbs behind 为老人…, 由市级…
GOVERNED = rf"(?:[将把对](?!于|此|其中|他们来说)|(?:为|给|向|从|由|在|与|以)(?=[^，。；]{{2,30}}?(?:{WITH})))"
MODAL = r"(?:应当?|应该|要|须|必须|可以?|可考虑|考虑|需要?|还要|也要|更要)(?!求|素|点|是|说|看到)"
LINK = r"(?:并且?|同时|以及|与此同时|此外|另外|还|也|且|又)[，,]?"
MEASURE = re.compile(
    rf"(?P<link>(?:{LINK}){{0,2}})(?P<modal>{MODAL})?(?P<how>{ADVERB}{{0,3}})"
    rf"(?:(?P<strong>(?:{STRONG})(?![、的]|不足))|(?P<governed>{GOVERNED})|(?P<aimed>{AIMED})|(?P<moving>{MOVING}))"
)
SUBJECT = re.compile(
    rf"[^，。；：的]{{2,12}}?(?:应当?|应该|要|须|必须|可以?|需要?){ADVERB}{{0,3}}(?:{STRONG}|{GOVERNED}|{MOVING})"
    r"|[^，。；：]{2,16}的(?:应当?|应该|要|须|必须|一律)(?=[\u4e00-\u9fff]{2})"  # 破损的要及时更换
    r"|(?:全社会|社会各界|各级[^，。；]{2,6}|各地|各部门|各方)(?:要|应)?(?:共同|一起|联合|合力|协同)"
)
SUBORDINATE = re.compile(
    r"(?:以(?!人为本|[^，]{2,20}为[^，]{2,4}(?:实施|开展|推进|建设|打造)|[^，]{2,30}(?:支撑|推动|带动|引领)[^，、]{2})|从而|进而|由此|使|让|确保|避免|防止|真正|最终|更好|才能?|如(?!实)|例如|比如|包括|特别是|尤其|不仅|而且|甚至|即|"
    r"也就是|其中|但|而|否则|(?:严格)?规定|加以|予以|做好[^，]{0,20}文章|方[可能]|并能|赋能|助力|服务|帮助|方便|满足|若|只要|只有|一旦|"
    r"因为|由于|就像|像|这样|这些|相当于|既|又|不得|不能|不再|既要|切实(?:帮助|保障|维护|提升|提高|减轻|增强|做到|解决|把)|"
    r"进一步(?:弘扬|提升|提高|增强|激发|释放|促进|推动|满足|保障)|(?:不断|全面)(?:提升|提高|增强|满足|推动|促进)|"
    r"有效(?:提升|提高|增强|推动|促进|降低|减少|减轻|解决)|依法(?:维护|保障)|给[^，。；]{2,20}更多|[构建树]{1,2}[建立]?起(?!草|诉)|"
    r"推[动进][^，。；]{2,24}实现|"
    r"为[^，。；]{2,40}(?:注入|贡献|奠定|提供[^，。；]{0,2}(?:有力|坚实|强大|重要|新)"
    r"|提供[^，。；]{0,12}(?:保障|支撑|支持|动力|基础|保证|依据|氛围|环境|空间|平台)(?:服务)?(?:和[^，]{2,8})?[。”’]*$))"
)
BECOMES = re.compile(r"[把将][^，。；]{2,24}(?:建|打造|建设|培育)成")  # 将园区打造成高地, at the end
RELIEF = re.compile(r"(?:缓解|消除|减轻|化解|破解|减少)")  # at the end, what the measures before are for
ASKED = re.compile(r"^[“‘]?(?:建议|希望|呼吁)[，：]?")
MODAL_HEAD = re.compile(r"[“‘]?(?:国家)?(?:应当?|应该|要|须|必须|可以?)(?!求|素|点|是|说|看到)")
PLACED = re.compile(r"[在从由给向为与用][^，。；]{4,}")  # 在社区办起课堂: whatever its verb
LINKED = re.compile(r"(?:并|同时|以及)[，,]?[在从由给向为与][^，。；]{4,}")  # 并向农家书屋配送新书
MANNER = re.compile(r"(?:通过|以|用)[^，。；]{2,20}(?:方式|形式|途径|手段|机制|办法|立法)")
IDIOM = re.compile(rf"(?!最大)[\u4e00-\u9fff]{{3,4}}(?:{STRONG})")  # 一视同仁支持, 高质量打造
OFFICES = (
    r"国家(?!级|层面)|[省市县区镇]里|上级|主管|政府|部门|单位|机构|[局厅部委院](?=[应要可须能进加支对将把])|企业|学校|医院|社会|社区|"
    r"地方|各地|各级|我[国省市县区]|全[国省市县区社会]{1,2}"
)
OFFICE = rf"[“‘]?(?:[^，。；：“”]{{0,12}}?(?:{OFFICES}))?(?:和[^，。；]{{2,8}}?)?(?:能够?|都|也|还)?"
GOVERNING = re.compile(OFFICE + MEASURE.pattern)
SETTLES = re.compile(
    r"法|导则|指南|指引|条例|办法|规定|制度|政策|意见|细则|规范|标准|目录|清单|合同|协议|方案|规划|机制"
)


def measure(clause: str, before: str, *, row: bool, last: bool) -> re.Match[str] | None:
    """Whether a clause that follows `before` in one sentence is a measure of its own; the match ends behind its verb.

    明确… after 出台办法 says what the office shall write, 推动…发展 what comes of it, and so does 提升能力 as the
    `last` of its sentence; before others, in a `row` of three or more, it is one of them.
    """
    if SUBORDINATE.match(clause):
        return None
    found = MEASURE.match(clause)
    if not found and LINKED.match(clause):
        return LINKED.match(clause)
    if not found:
        return SUBJECT.match(clause) or (IDIOM.match(clause) if row else None)
    if found["strong"] == "明确" and SETTLES.search(before):
        return None
    if (
        found["aimed"]
        and (not row or (last and ABSTRACT.search(clause.rstrip("。！”’"))))
        and not found["link"]
        and not SET.search(clause)
    ):
        return None
    if found["governed"] and last and BECOMES.match(clause):
        return None
    if found["aimed"] and last and RELIEF.match(clause) and not found["link"]:
        return None
    if found["moving"] and last and not row and RESULT.search(clause.rstrip("。！”’")):
        return (
            found if clause.rstrip("。！”’")[-2:] == before[-2:] else None
        )  # 加快西部发展，推动东部发展 stand side by side
    return found


def governs(clause: str) -> bool:
    """Whether a demand begins with its measure, an office that shall take it aside: 国家应支持…, 要加强…."""
    bare = ASKED.sub("", clause)
    return any(head.match(bare) for head in (MODAL_HEAD, PLACED, MANNER, GOVERNING))


def follows(clause: str) -> bool:
    """Whether a clause looks like a measure at all."""
    return SUBORDINATE.match(clause) is None and (MEASURE.match(clause) or IDIOM.match(clause)) is not None
