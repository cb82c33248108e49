"""Words of what is to be done, which stand in proposals on anything."""

# Words that name a kind of step or of paper, not a matter: they stand in proposals on anything.
_STEPS = """
小事 办成 日子 明白 一笔 要算 盼了
消除 修复 打造 打通 整改 拓宽 盘活 畅通 错时 开放 合理 调整 丰富 规划 指导 促进 关爱 关注 降低 减少 抢救 配齐
稳定 关于 加快 推进 推动 进一步 支持 扶持 鼓励 引导 规范 完善 健全 加强 强化 提升 提高 改善 改造 治理 整治 解决
破解 缓解 优化 增加 扩大 延长 设立 设置 建设 建立 新建 扩建 修建 修缮 建成 开展 举办 办好 引进 引入 培育 培养
培训 发展 保护 利用 推广 推行 统一 公布 公开 制定 出台 编制 划定 落实 给予 提供 安排 纳入 机制 制度 办法 标准
方案 措施 政策 服务 管理 工作 设施 项目 专项 资金 财政 补贴 补助 奖补 奖励 投入 中心 基地 平台 城区 城市 社区
农村 乡村 乡镇 全面 尽快 逐步 逐一 定期 每个 一个 三条 四所 部分 周边 沿线 市民 群众 居民 社会 企业 产业 提案
议案 建议 代表 委员 待遇 队伍
"""
STEPS = frozenset(_STEPS.split())
