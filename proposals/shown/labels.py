"""What each kind of fact is called beside its source. By target and field, as a span names them."""

LABELS = {
    ("article", "headline"): "文章标题",
    ("article", "publisher"): "署名媒体",
    ("byline", "name"): "记者",
    ("delegate", "name"): "姓名",
    ("mandate", "identity"): "身份",
    ("post", "post"): "单位和职务",
    ("proposal", "headline"): "题目",
    ("proposal", "number"): "案号",
    ("proposal", "filing"): "提交方式",
    ("proposer", "proposer"): "提出人",
    ("ask", "text"): "诉求",
    ("industry_tag", "evidence"): "行业",
    ("keyword_tag", "keyword"): "高频词",
    ("mention", "department"): "提到的单位",
    ("proposal", "session"): "会议",
    ("proposal", "field"): "领域",
    ("reply", "number"): "文号",
    ("reply", "date"): "答复日期",
    ("reply", "issuer"): "发文单位",
    ("reply", "reply_class"): "办理结果类别",
    ("reply", "public"): "是否同意公开",
    ("", "title"): "版面标题",
    ("", "publisher"): "发布者",
    ("", "place"): "城市",
    ("", "section"): "栏目",
}
# Press text is quoted wherever these stand; for a name or an industry its first place is enough.
QUOTED = {"诉求", "提交方式", "题目", "案号", "文号", "答复日期", "办理结果类别"}
