"""The standard streams: always UTF-8, quiet when the reader goes away."""

import os
import sys
from typing import TextIO


def prepare() -> None:
    """Make the streams UTF-8 whatever the platform, the locale or PYTHONIOENCODING say."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def out(text: str) -> None:
    """Write a result. Raises OSError, without the name of a file, when the stream can't take it."""
    _write(sys.stdout, text)


def error(text: str) -> None:
    """Write something that is not the result, as it is."""
    _write(sys.stderr, text)


def note(text: str) -> None:
    """Write a note for the person at the terminal, one line."""
    _write(sys.stderr, text + "\n")


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None or not text:  # pythonw has no streams
        return
    try:
        if os.name == "nt":
            # Old consoles don't know the colour sequences: click translates them.
            from click import echo

            echo(text, file=stream, nl=False, color=True)
        else:
            stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError:
        _silence(stream)
        if stream is sys.stdout:
            raise


def finish() -> None:
    """Write out what is left; a stream that takes nothing is told of already."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            _silence(stream)


def _silence(stream: TextIO) -> None:
    """Send the rest nowhere, so that closing the stream at exit does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads the stream."""
    return stream is not None and stream.isatty()


def width() -> int | None:
    """Columns of the terminal, None when the output goes elsewhere and must not be wrapped."""
    if not is_terminal(sys.stdout):
        return None

    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns


def coloured(choice: str) -> bool:
    """Whether to colour: ``always``, ``never``, or ``auto``, which asks NO_COLOR, TERM and the stream."""
    if choice != "auto":
        return choice == "always"
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and is_terminal(sys.stdout)
