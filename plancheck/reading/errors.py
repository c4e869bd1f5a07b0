"""Refusal of an input."""


class ReadingError(Exception):
    """An input that can't be read.

    ``code`` is kebab-case and stable; the messages are one line each: what is wrong and what to do.
    """

    def __init__(self, code: str, message_vi: str, message_en: str) -> None:
        super().__init__(f"{code}: {message_en}")
        self.code = code
        self.message_vi = message_vi
        self.message_en = message_en
