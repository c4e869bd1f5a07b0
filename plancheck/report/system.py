"""Why the system refused something, in the reader's language."""

import errno

from plancheck.report.names import Language, told

_REASONS = {
    errno.ENODEV: (
        "không phải tệp thường (ống dẫn, thiết bị …); muốn đưa qua ống dẫn hãy dùng “-”",
        "not a regular file (a pipe, a device); use “-” for a pipe",
    ),
    errno.ENOSPC: ("đĩa đã đầy", "the disk is full"),
    errno.EDQUOT: ("đã hết dung lượng được cấp", "the quota is used up"),
    errno.EFBIG: ("tệp vượt quá cỡ cho phép", "the file would be too large"),
    errno.EACCES: ("không có quyền", "permission denied"),
    errno.EPERM: ("không có quyền", "permission denied"),
    errno.EROFS: ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
    errno.ENOENT: ("tệp hay thư mục không còn", "there is no such file or folder"),
    errno.ENOTDIR: ("đường dẫn đi qua một tệp, không phải thư mục", "part of the path is no folder"),
    errno.EISDIR: ("đó là thư mục", "it is a folder"),
    errno.ENAMETOOLONG: ("tên quá dài", "the name is too long"),
    errno.ELOOP: ("liên kết vòng", "links go round in a circle"),
    errno.EBUSY: ("tệp đang được dùng", "the file is in use"),
    errno.EIO: ("ổ đĩa lỗi", "the disk failed"),
    errno.EPIPE: ("nơi nhận đã đóng", "the reader is gone"),
}


def reason(error: OSError, language: Language) -> str:
    """A few words, without a full stop; the system's own where they are not known here."""
    if error.errno in _REASONS:
        return told(language, *_REASONS[error.errno])
    return error.strerror or str(error)
