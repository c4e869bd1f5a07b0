"""``plancheck lsp``: for editors."""

from typing import Any

import click

from plancheck.cli.commands import Command
from plancheck.cli.extras import needs
from plancheck.cli.language import say
from plancheck.cli.loading import load, prepared
from plancheck.cli.options import common, dated, ruled, settle


@click.command(
    cls=Command,
    options_metavar=say("[TÙY CHỌN]…", "[OPTIONS]…"),
    help=say(
        "Chạy máy chủ ngôn ngữ (LSP) cho trình soạn thảo, qua đầu vào và đầu ra chuẩn: phát hiện hiện ngay khi viết, "
        "giải thích khi trỏ chuột, sửa bằng một lần bấm; cho kế hoạch ở dạng XML, Markdown, văn bản thuần.\n\n"
        "Trả về 0: trình soạn thảo đã đóng; 2: không dùng được dòng lệnh hoặc thiết lập.",
        "Run a language server (LSP) for editors over standard input and output: findings as one writes, explained on "
        "hover, put right by a click; for plans as XML, Markdown or plain text.\n\n"
        "Returns 0: the editor has closed it; 2: the command line or settings could not be used.",
    ),
)
@dated
@ruled
@common
def command(**given: Any) -> int:
    """Serve an editor."""
    needs("lsp", "pygls", "lsprotocol")
    settings = settle(given, [], given.pop("config"))
    checker = prepared(settings, load(settings))

    from plancheck.lsp.server import serve

    serve(checker)
    return 0
