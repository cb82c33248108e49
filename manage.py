#!/usr/bin/env python3
"""Django's command line, with this project's settings."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line  # inline: a machine without Django gets the hint below

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except ImportError as missing:
        sys.exit(f"缺少运行环境（{missing}）。请先运行 bin/serve，或按 README 安装。")
