"""Events abroad: by a place abroad near what is done there."""

import pytest
from drafts import draft

from plancheck.facts import topics
from plancheck.facts.context import Context
from plancheck.knowledge import load_knowledge


def abroad(line: str) -> bool:
    context = Context(draft([line]), load_knowledge(), 20260101)
    return any(fact["topic"] == "events-abroad" and fact["strength"] == "clause" for fact in topics.recognise(context))


@pytest.mark.parametrize(
    "line",
    [
        "Tổ chức Tuần hàng Việt Nam tại Nagoya, Nhật Bản trong quý III",
        "Cử đoàn xúc tiến đầu tư sang Hàn Quốc",
        "Tham gia hội chợ tại tỉnh Quảng Tây (Trung Quốc)",
        "Đưa đoàn nghệ thuật biểu diễn tại thủ đô Viêng Chăn",
        "Triển lãm ảnh tại Át-ta-pư nhân dịp năm hữu nghị",
        "Mở gian hàng giới thiệu sản phẩm ở Pháp",
        "Tổ chức ngày hội văn hóa tại khu tự trị dân tộc Choang Quảng Tây",
        "Dự diễn đàn hợp tác tại Singapore và giới thiệu môi trường đầu tư",
        "Tổ chức hội nghị xúc tiến thương mại tại một số nước ASEAN",
        "Festival văn hóa của tỉnh tại thành phố Gwangju (Hàn Quốc)",
        "Phối hợp tổ chức tọa đàm tại Mát-xcơ-va",
        "Trưng bày sản phẩm OCOP tại thị trường nước ngoài",
        "Tổ chức gian hàng tại Hội chợ thương mại quốc tế tỉnh Savannakhet (Lào)",
        "Đưa nghệ nhân, người Quảng Trị sang Lào biểu diễn trong ngày hội văn hóa",
    ],
)
def test_what_is_done_abroad(line: str) -> None:
    assert abroad(line)


@pytest.mark.parametrize(
    "line",
    [
        "Tổ chức hội nghị xúc tiến đầu tư tại Lào Cai",
        "Tổ chức triển lãm ảnh tại Mỹ Đình",
        "Tổ chức hội nghị tại Hà Nội với các doanh nghiệp Nhật Bản",
        "Tổ chức gặp mặt kiều bào ở nước ngoài về quê đón Tết",
        "Phối hợp với cơ quan đại diện Việt Nam ở nước ngoài giới thiệu cơ hội đầu tư",
        "Tổ chức lễ hội tại xã Đức Thọ",
        "Vận động người Quảng Trị ở nước ngoài tham gia quảng bá quê hương",
        "Tổ chức gặp mặt con em Hà Tĩnh ở Nhật Bản về thăm quê",
    ],
)
def test_what_is_not(line: str) -> None:
    assert not abroad(line)
