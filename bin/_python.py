"""Whether this Python can run the product at all. Written so that even a Python 3.6 can read it."""

OLDEST = (3, 11)


def too_old(version: "tuple[int, ...]") -> str:
    """The sentence for a Python older than the product needs, "" for one that will do."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    found, needed = ("{}.{}".format(*pair) for pair in (version[:2], OLDEST))
    return (
        f"这台机器的 Python 是 {found}，言路需要 {needed} 或更新的版本。"
        f"请先安装新版 Python，再用它运行这条命令，例如 python{needed} bin/serve。"
    )
