"""The site on one address, served by waitress: what `bin/serve` runs once its environment stands.

Set-up and service share one process, so that a start where nothing changed loads Django once.
"""

import argparse
import ipaddress
import os
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from config import demonstration, preparation
from config.worker import Worker

DEFAULT_PORT = 8000


def read_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse and check the command line, standard library only; ends the program with a sentence if it is wrong."""
    parser = argparse.ArgumentParser(prog="bin/serve", description="准备好运行环境和数据库，并在本机启动言路网站。")
    parser.add_argument("reports", nargs="*", type=Path, metavar="REPORT", help="启动前一并导入的报道文件")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址；非本机地址须先设 https 的 SITE_URL")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"端口，默认 {DEFAULT_PORT}")
    parser.add_argument(
        "--trusted-proxy", default="127.0.0.1", metavar="ADDRESS", help="反向代理的地址（SITE_URL 为 https 时）"
    )
    parser.add_argument("--prepare-only", action="store_true", help="只做准备和导入，不启动网站")
    parser.add_argument("--demo", action="store_true", help="演示站：另用一个数据库（var/demo），装入虚构的示例城市")
    parser.add_argument(
        "--no-worker", action="store_true", help="不启动读取导入文件的进程（另外运行 manage.py db_worker 时）"
    )
    options = parser.parse_args(arguments)
    missing = [path for path in options.reports if not path.is_file()]
    if missing:
        sys.exit("找不到这些报道文件，请核对路径：" + "、".join(map(str, missing)))
    if not options.prepare_only:
        refuse_taken_port(options.host, options.port)
    return options


def refuse_taken_port(host: str, port: int) -> None:
    """End the program with a sentence when the address cannot be listened on."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # On POSIX the option ignores connections that are winding down; on Windows it would share a taken port.
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as reason:
        sys.exit(
            f"无法在 {host} 的端口 {port} 上启动：{reason}。"
            f"可能已有程序在用这个端口，请先停掉它，或换一个端口，例如 bin/serve --port {DEFAULT_PORT + 10}。"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepare, import what was named, serve until stopped: status 0 after Ctrl+C or SIGTERM, 1 with a sentence else."""
    signal.signal(signal.SIGTERM, _stop)
    options = read_options(arguments)
    try:
        _load_django(options)
        _prepare(options.reports)
        if options.prepare_only:
            return 0
        _serve(options)
    except KeyboardInterrupt:
        pass
    print("已停止。", flush=True)
    return 0


def _load_django(options: argparse.Namespace) -> None:
    """Fix what settings read from the environment before they read it."""
    from environ import Env  # inline: bin/serve reads this module before anything is installed

    Env.read_env(preparation.ROOT / ".env")
    if options.demo and demonstration.choose():
        print("演示站用自己的数据库，DATABASE_URL 里的数据库不会动。", flush=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{options.port}")
    os.environ["HASHED_STATIC"] = "1"  # this process collects the static files before it serves any
    var = Path(os.environ.get("YANLU_VAR", preparation.ROOT / "var"))
    preparation.ensure_folder(var)
    if not os.environ.get("SECRET_KEY"):
        preparation.ensure_secret_key(var)

    import django  # inline: as above

    django.setup()


def _prepare(reports: Sequence[Path]) -> None:
    from django.core.management import CommandError, call_command  # inline: as above
    from django.db import OperationalError  # inline: as above

    try:
        preparation.prepare()
        if reports:
            call_command("import_report", *map(str, reports))
    except CommandError as reason:
        sys.exit(f"{reason}\n网站没有启动。请按上面的说明处理，再运行 bin/serve。")
    except SystemExit:  # a command that has said what is wrong
        sys.exit("网站没有启动。请按上面的说明处理，再运行 bin/serve。")
    except OperationalError as reason:
        sys.exit(f"数据库不能用：{reason}\n网站没有启动。请核对 DATABASE_URL 和数据库服务，再运行 bin/serve。")


def _serve(options: argparse.Namespace) -> None:
    import waitress  # inline: as above
    from django.conf import settings  # inline: as above

    if not (settings.SECURE or _is_loopback(options.host)):
        sys.exit("没有 https 就只能监听本机地址。请设好 https 的 SITE_URL（见 docs/operating.md），或去掉 --host。")
    from config.wsgi import application  # inline: loads the whole site, which a refused address must not wait for

    proxy: dict[str, Any] = {}
    if settings.SECURE:
        proxy = {"trusted_proxy": options.trusted_proxy, "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto"}
    server = waitress.create_server(application, host=options.host, port=options.port, threads=8, ident=None, **proxy)
    local = f"http://{options.host}:{options.port}"
    address = settings.SITE_URL if settings.SECURE else local
    outbox = f"没有设置邮件服务器，写好的邮件在这里看：{address}/admin/proposals/message/\n"
    where = f"网站已启动：{address}/\n工作台：{address}/admin/\n{'' if settings.MAIL_SERVER else outbox}"
    print(f"{where}按 Ctrl+C 停止。", flush=True)
    worker = None if options.no_worker else Worker()
    try:
        if worker:
            worker.start()
        server.run()  # until Ctrl+C or SIGTERM, which it takes as the end
    finally:
        if worker:
            worker.stop()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _stop(signum: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
