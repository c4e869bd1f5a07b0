"""The files plancheck reads, by how their names end: one list for the readers, folders, the hook and what is said."""

WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot")
OPEN_DOCUMENT = (".odt", ".ott", ".fodt")
MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
DOCUMENTS = (*WORD, *OPEN_DOCUMENT, ".rtf", ".pdf", ".xml")
"""Files that may be drafts in any repository: the hook takes these."""
TEXTS = (".txt", *MARKDOWN)
DRAFTS = (*DOCUMENTS, *TEXTS)
"""Files taken from a folder."""

_LOCKS = ("~$", ".~", "~wr")
"""Beginnings of the names of files Word, WPS and LibreOffice keep beside an open document, in lower case."""
_APPLE = "._"
"""Beginning of the names of files macOS puts beside others on foreign disks."""


def is_draft(name: str) -> bool:
    """Whether a file's name is that of a draft: hidden files, and those programs keep beside drafts, are none."""
    return name.lower().endswith(DRAFTS) and not name.startswith(".") and not is_companion(name)


def is_companion(name: str) -> bool:
    """Whether a file's name, without folders, is that of a file a program keeps beside a document."""
    return name.lower().startswith((*_LOCKS, _APPLE))


def is_lock(name: str) -> bool:
    """Whether a file's name, without folders, is that of a lock or temporary file of an office program."""
    return name.lower().startswith(_LOCKS)
