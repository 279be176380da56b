"""What the template says of its own rows and columns. These are words of the workbook, Vietnamese like its headers."""

from enum import StrEnum

from planner.intake import layout
from planner.intake.layout import (
    ClosureColumn,
    GoalColumn,
    MachineColumn,
    PhaseColumn,
    PinColumn,
    RateColumn,
    RoadColumn,
    Setting,
    SheetLayout,
    ShiftColumn,
    UnitColumn,
)

TITLE = "Hướng dẫn"

STEPS = (
    "HƯỚNG DẪN LẬP KẾ HOẠCH THU NHẬN HỒ SƠ",
    "1. Điền trang Chiến dịch: tên, ngày bắt đầu, ngày kết thúc. Các mục để trống dùng giá trị mặc định.",
    "2. Điền trang Đơn vị: mỗi đơn vị một dòng, có mã riêng và số hồ sơ cần thu nhận.",
    "3. Điền trang Máy: mỗi máy một dòng; máy đổi nhiệm vụ giữa chiến dịch thì mỗi giai đoạn một dòng.",
    "4. Xem trang Ngày nghỉ: ngày lễ và Chủ nhật đã ghi sẵn nhưng chưa áp dụng; muốn nghỉ thì chọn Có ở cột Áp dụng.",
    "5. Các trang khác (Ca, Quãng đường, Giai đoạn, Ghim, Mục tiêu, Năng suất) chỉ điền khi cần.",
    "6. Lưu tệp rồi chạy: planner check campaign.xlsx để kiểm tra, planner plan campaign.xlsx để lập kế hoạch.",
    "Ngày tháng nhập theo dạng ngày/tháng/năm, ví dụ 18/4/2023. Không gộp ô, không đổi tên trang và tên cột.",
    "Có thể thêm cột, thêm trang của riêng mình; chương trình bỏ qua các phần đó.",
    "Tệp campaign-vi-du.xlsx bên cạnh là một ví dụ hư cấu đã điền đủ.",
)

SETTING_NOTES: dict[Setting, str] = {
    Setting.NAME: "Tên in trên kế hoạch; để trống thì lấy tên thư mục",
    Setting.FIRST_DAY: "Bắt buộc; tính cả ngày này",
    Setting.LAST_DAY: "Bắt buộc; tính cả ngày này",
    Setting.CAPACITY: "Số hồ sơ một máy thu nhận trong một ca; mặc định 160",
    Setting.WHOLE_DAYS: "Có: máy ở trọn ngày, chỉ chuyển đơn vị qua đêm; Không: được chuyển giữa các ca",
    Setting.REACH: "Chỉ dùng khi Đi trọn ngày là Không; để trống là không giới hạn",
    Setting.ROAD_FACTOR: "Số km đường bộ trên mỗi km đường chim bay; mặc định 1,3",
    Setting.NOTICE_UNDER_3: "Khi điều chỉnh: giá của một hồ sơ đã thông báo bị dời, báo trước dưới 3 ngày; mặc định 4",
    Setting.NOTICE_UNDER_7: "Như trên, báo trước dưới 7 ngày; mặc định 2",
    Setting.NOTICE_FROM_7: "Như trên, báo trước từ 7 ngày; mặc định 1",
    Setting.PLACE_PATTERN: "Địa điểm của đơn vị không ghi địa điểm; {tên} là tên không kèm loại; mặc định CAX {tên}",
    Setting.PARENT_BODY: "In ở góc trái, dòng trên",
    Setting.ISSUING_BODY: "In ở góc trái, dòng dưới, chữ đậm",
    Setting.DOCUMENT_NUMBER: "Ví dụ 05/KH-CAX",
    Setting.PLACE: "Địa danh trước ngày tháng, ví dụ Bình Gia",
    Setting.DOCUMENT_DATE: "Ngày ký; để trống thì chừa chỗ",
    Setting.SIGNER_POWER: "Ví dụ TM. ỦY BAN NHÂN DÂN, KT. TRƯỞNG CÔNG AN",
    Setting.SIGNER_TITLE: "Ví dụ CHỦ TỊCH, PHÓ TRƯỞNG CÔNG AN",
    Setting.SIGNER_NAME: "Họ và tên người ký",
    Setting.RECIPIENTS: "Các nơi nhận cách nhau bằng dấu chấm phẩy hoặc xuống dòng",
    Setting.CARD_TERM: "Ví dụ CCCD (trước 01/7/2024), thẻ căn cước",
    Setting.APPENDIX_WORD: "Phụ lục hoặc PHỤ LỤC; mặc định PHỤ LỤC",
    Setting.APPENDIX_TITLE: "Tiêu đề in dưới chữ Phụ lục",
    Setting.ATTACHED_TO: "Dòng trong ngoặc, ví dụ Kèm theo Kế hoạch số 05/KH-CAX ngày 05/4/2024 của Công an xã",
    Setting.SWAP_SHIFTS: "Có: tên ca sáng và ca tối in đổi chỗ cho nhau cách tháng, theo kíp trực; mặc định Không",
}

SHEET_NOTES: dict[SheetLayout, str] = {
    layout.SETTINGS: "Thông tin chung và phần in trên văn bản",
    layout.SHIFTS: "Các ca trong ngày, theo thứ tự từ sáng đến tối; để trống là hai ca 7h00–15h00 và 15h00–23h00",
    layout.UNITS: "Các đơn vị có dân cần thu nhận hồ sơ",
    layout.MACHINES: "Máy thu nhận; thứ tự dòng là thứ tự in",
    layout.CLOSURES: "Ngày, ca không làm việc: toàn bộ, hoặc riêng một máy, một đơn vị",
    layout.ROADS: "Quãng đường thực tế; cặp nào không ghi thì tính từ tọa độ",
    layout.PHASES: "Mốc phải đạt trong chiến dịch",
    layout.PINS: "Lịch đã chốt trước: máy phải ở đơn vị đó trong các ca còn mở",
    layout.GOALS: "Thứ tự ưu tiên các mục tiêu; để trống là thứ tự mặc định. Mục tiêu không ghi thì chỉ báo cáo",
    layout.RATES: "Số hồ sơ thực tế một ca, dùng khi điều chỉnh theo kết quả; dòng càng cụ thể càng được ưu tiên",
}

COLUMN_NOTES: dict[SheetLayout, dict[StrEnum, str]] = {
    layout.SHIFTS: {
        ShiftColumn.LABEL: "Tên ca, dùng trong mọi trang khác",
        ShiftColumn.STARTS: "Ví dụ 7h00",
        ShiftColumn.ENDS: "Ví dụ 15h00; ca không được qua nửa đêm",
    },
    layout.UNITS: {
        UnitColumn.CODE: "Bắt buộc, không trùng; nhập dạng chữ để giữ số 0 ở đầu, ví dụ 06112",
        UnitColumn.NAME: "Bắt buộc; không trùng trong cùng Khu vực",
        UnitColumn.KIND: "xã, phường, thị trấn, đặc khu, trường, khu công nghiệp...",
        UnitColumn.ZONE: "Khu vực mà máy phụ trách, ví dụ tên huyện hoặc cụm",
        UnitColumn.PLACE: "Nơi đặt máy; để trống thì theo Mẫu địa điểm",
        UnitColumn.POPULATION: "Số dân từ đủ 14 tuổi",
        UnitColumn.TARGET: "Tổng số hồ sơ được giao",
        UnitColumn.COLLECTED_BEFORE: "Số đã thu nhận TRƯỚC ngày bắt đầu; kết quả trong chiến dịch không ghi vào đây",
        UnitColumn.NEED: "Để trống thì bằng Chỉ tiêu trừ Đã thu nhận",
        UnitColumn.PRIORITY: "Số nguyên từ 1; càng lớn càng quan trọng; mặc định 1",
        UnitColumn.LATITUDE: "Độ thập phân, ví dụ 21,951",
        UnitColumn.LONGITUDE: "Độ thập phân, ví dụ 106,368",
        UnitColumn.FIRST_DAY: "Ngày đầu tiên đơn vị tiếp dân; để trống là cả chiến dịch",
        UnitColumn.LAST_DAY: "Ngày cuối cùng đơn vị tiếp dân",
        UnitColumn.SHIFTS: "Các ca được phép, cách nhau bằng dấu phẩy; để trống là mọi ca",
        UnitColumn.TOGETHER: "Số máy nhiều nhất cùng một lúc; mặc định 1",
        UnitColumn.VISITS: "Số đợt máy đến nhiều nhất; mặc định bằng Số máy cùng lúc",
    },
    layout.MACHINES: {
        MachineColumn.NAME: "Tên máy, ví dụ MÁY 1; nhiều dòng cùng tên là nhiều nhiệm vụ nối tiếp của một máy",
        MachineColumn.KIND: "Cố định hoặc Lưu động; để trống là Lưu động",
        MachineColumn.PLACE: "Nơi đặt máy cố định",
        MachineColumn.ZONES: "Các khu vực phục vụ, cách nhau bằng dấu phẩy",
        MachineColumn.UNITS: "Các đơn vị phục vụ (mã hoặc tên), cách nhau bằng dấu phẩy; có ghi thì thay cho Khu vực",
        MachineColumn.FIRST_DAY: "Để trống là từ ngày bắt đầu",
        MachineColumn.LAST_DAY: "Để trống là đến ngày kết thúc",
        MachineColumn.CAPACITY: "Số hồ sơ một ca; để trống thì theo trang Chiến dịch",
        MachineColumn.BASE: "Đơn vị nơi máy xuất phát; để trống thì chặng đầu không tính km",
        MachineColumn.NOTE: "In thành một dòng cuối phần của máy",
    },
    layout.CLOSURES: {
        ClosureColumn.FIRST_DAY: "Bắt buộc khi áp dụng",
        ClosureColumn.LAST_DAY: "Để trống là chỉ một ngày",
        ClosureColumn.WEEKDAYS: "Chỉ các thứ này: 2–7, CN, cách nhau bằng dấu phẩy; để trống là mọi ngày",
        ClosureColumn.SHIFTS: "Chỉ các ca này; để trống là mọi ca",
        ClosureColumn.SCOPE: "Để trống hoặc Toàn bộ, nếu không thì tên một máy hay một đơn vị",
        ClosureColumn.REASON: "Ví dụ Nghỉ lễ",
        ClosureColumn.APPLIES: "Có hoặc Không; để trống là Có",
    },
    layout.ROADS: {
        RoadColumn.ORIGIN: "Mã hoặc tên đơn vị",
        RoadColumn.DESTINATION: "Mã hoặc tên đơn vị; một dòng dùng cho cả hai chiều, trừ khi ghi cả hai",
        RoadColumn.KM: "Số km đường bộ",
    },
    layout.PHASES: {
        PhaseColumn.NAME: "Ví dụ Giai đoạn 1",
        PhaseColumn.FIRST_DAY: "Không bắt buộc",
        PhaseColumn.LAST_DAY: "Bắt buộc; mốc tính đến hết ngày này",
        PhaseColumn.TARGET: "Tổng số hồ sơ của chiến dịch phải đạt đến hết ngày đó, không kể Đã thu nhận",
    },
    layout.PINS: {
        PinColumn.MACHINE: "Tên máy ở trang Máy",
        PinColumn.UNIT: "Mã hoặc tên đơn vị",
        PinColumn.FIRST_DAY: "Bắt buộc",
        PinColumn.LAST_DAY: "Để trống là chỉ một ngày",
        PinColumn.SHIFTS: "Để trống là mọi ca",
    },
    layout.GOALS: {
        GoalColumn.RANK: "1 là quan trọng nhất",
        GoalColumn.GOAL: "Còn sót, Mốc giai đoạn, Xáo trộn, Ngày xong, Quãng đường hoặc Chờ đợi",
        GoalColumn.TOLERANCE: "Số % mà mục tiêu sau được phép làm kém mục tiêu này; mặc định 0",
    },
    layout.RATES: {
        RateColumn.UNIT: "Mã hoặc tên đơn vị; để trống là mọi đơn vị",
        RateColumn.MACHINE: "Tên máy ở trang Máy; để trống là mọi máy",
        RateColumn.SHIFT: "Để trống là mọi ca",
        RateColumn.DOSSIERS: "Bắt buộc, số nguyên từ 1; vượt Năng lực ca thì chỉ tính bằng năng lực",
    },
}
