"""``plancheck serve``: the local page on which drafts are dropped and gone through."""

import re
import secrets
from pathlib import Path
from typing import Any

import click

from plancheck.cli import streams
from plancheck.cli.commands import Command
from plancheck.cli.extras import needs
from plancheck.cli.language import say
from plancheck.cli.loading import load, prepared
from plancheck.cli.options import Jobs, Number, common, dated, ruled, settle
from plancheck.cli.problem import Problem


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Mở trang soát trong trình duyệt: thả dự thảo vào, xem từng chỗ, sửa, bỏ qua có lý do, so với bản trước, tải "
        "bản đã soát và phiếu kiểm tra. Mọi việc làm trên máy này. Với THƯ-MỤC: liệt kê mọi dự thảo trong đó, có "
        "trang tổng quan.\n\n"
        "Ctrl+C để dừng. Trả về 0: đã dừng; 2: không dùng được dòng lệnh, thiết lập hoặc cổng.",
        "Open the page in the browser: drop drafts on it, go through them, correct, ignore with a reason, compare with "
        "the version before, take away the reviewed copy and the slip. All is done on this machine. With a FOLDER all "
        "its drafts are listed, with an overview.\n\n"
        "Ctrl+C stops it. Returns 0: stopped; 2: the command line, settings or the port could not be used.",
    ),
)
@click.option("--port", type=Number(), metavar=say("CỔNG", "PORT"), help=say("Cổng.", "Port."))
@click.option(
    "--host",
    default="127.0.0.1",
    metavar=say("ĐỊA-CHỈ", "ADDRESS"),
    help=say(
        "Địa chỉ để nghe (mặc định: chỉ máy này); rộng hơn thì cần --token hoặc --unsafe.",
        "Address to listen on (default: this machine alone); a wider one needs --token or --unsafe.",
    ),
)
@click.option(
    "--token",
    metavar=say("MÃ", "TOKEN"),
    help=say("Mã mà ai mở trang cũng phải có; auto: tự đặt.", "What whoever opens the page must have; auto: made up."),
)
@click.option(
    "--allow-host",
    multiple=True,
    metavar=say("TÊN", "NAME"),
    help=say("Tên máy mà người khác gõ để mở trang; dùng được nhiều lần.", "Host name others open it by; repeatable."),
)
@click.option("--unsafe", is_flag=True, help=say("Mở cho cả mạng, không cần mã.", "Open to the network, no token."))
@click.option("--no-open", is_flag=True, help=say("Không mở trình duyệt.", "Don't open the browser."))
@click.option("-j", "--jobs", type=Jobs(), help=say("Số tiến trình soát.", "Processes that check."))
@click.argument("folder", required=False, type=click.Path(), metavar=say("[THƯ-MỤC]", "[FOLDER]"))
@dated
@ruled
@common
def command(
    folder: str | None,
    port: int | None,
    host: str,
    token: str | None,
    allow_host: tuple[str, ...],
    unsafe: bool,
    no_open: bool,
    jobs: int | None,
    **given: Any,
) -> int:
    """Serve."""
    needs("web", "starlette", "uvicorn", "jinja2", "python_multipart")
    home = Path(folder) if folder else None
    if home is not None and not home.is_dir():
        raise Problem(say(f"không có thư mục “{folder}”.", f"there is no folder “{folder}”."))
    settings = settle(given, [home] if home else [], given.pop("config"))
    checker = prepared(settings, load(settings))

    from plancheck.api.jobs import cores
    from plancheck.web.app import application
    from plancheck.web.security import Access, is_local
    from plancheck.web.server import listening, run

    if not is_local(host) and not token and not unsafe:
        raise Problem(
            say(
                f"--host {host} mở trang cho máy khác: thêm --token auto (nên dùng), hoặc --unsafe.",
                f"--host {host} opens the page to other machines: add --token auto (better), or --unsafe.",
            )
        )
    if token is not None and token != "auto" and not re.fullmatch(r"[A-Za-z0-9_-]{8,128}", token):
        raise Problem(
            say(
                "--token: ít nhất 8 chữ không dấu, chữ số, “-”, “_”; hoặc auto.",
                "--token: at least 8 letters without diacritics, digits, “-”, “_”; or auto.",
            )
        )
    secret = secrets.token_urlsafe(16) if token == "auto" else token or ""
    try:
        listener = listening(host, port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Problem(
            say(f"không nghe được ở {host}, cổng {port}: {reason}.", f"can't listen on {host}, port {port}: {reason}.")
        ) from None
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{listener.getsockname()[1]}/" + (f"?token={secret}" if secret else "")

    app = application(checker, Access(host, secret, allow_host), home, jobs or max(2, min(cores(), 4)))
    streams.note(say(f"Trang soát: {url}", f"The page: {url}"))
    streams.note(say("Ctrl+C để dừng.", "Ctrl+C stops it."))
    try:
        run(app, listener, "" if no_open else url)
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
    return 0
