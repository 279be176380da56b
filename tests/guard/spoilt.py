"""What is wrong in the workbooks of the case of mistakes: one thing a cell, so that each is told by a line."""

from tests.guard.by_hand import Cells

SPOILT_CAMPAIGN: dict[str, Cells] = {
    "Chiến dịch": {"B5": "nhiều", "B6": "Có lẽ", "B8": 0.2, "B9": -1},
    "Ca": {"B3": "11h00", "C3": "chiều"},
    "Đơn vị": {
        "A3": "SM01",
        "B4": None,
        "B5": "Xã Bản  Lim",
        "G5": "năm trăm",
        "G6": -3,
        "K6": 210.5,
        "L7": None,
        "M8": "30/2/2024",
        "N9": "2/5/2024",
        "O8": "thứ Tám",
        "P8": "Ca đêm",
        "R2": 0,
        "B10": "Khu công nghiệp 001204012345",
    },
    "Máy": {"B2": "Bán cố định", "E2": "SM01, SM77", "H3": "1e3", "I4": "Ở đâu", "F4": "20/5/2023"},
    "Ngày nghỉ": {"A2": "mai", "C3": "2-9", "E4": "Xã Không Tên", "G4": "Chưa"},
    "Quãng đường": {"A2": "SM00", "C3": "xa"},
    "Giai đoạn": {"C2": "1/5/2024", "D2": "tất cả"},
    "Ghim": {"A2": "MÁY 9", "D2": "1/5/2024"},
    "Mục tiêu": {"A3": 1, "B4": "Hạnh phúc", "C5": 200},
    "Năng suất": {"D2": 0, "C3": "Ca khuya"},
    "Đơn vị cũ": {"C2": "SM99"},
    "Phân công thôn": {"A2": "SM88", "D3": "9", "E4": "ít"},
}
SPOILT_RESULTS: dict[str, Cells] = {
    "Kết quả": {
        "A2": "31/4/2023",
        "B3": "Ca 03",
        "E4": "MÁY 7",
        "F5": "Xã Nào Đó",
        "H6": "nhiều",
        "H7": -5,
        "I8": 999,
        "A9": "1/1/2022",
        "H10": 1600,
        "H11": 12.5,
    }
}
