@echo off
rem A double click sets the program up from this folder alone, without a network.
rem No labels and no round brackets in texts: cmd.exe loses its place among letters of several bytes.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
title planner
pushd "%~dp0"

if not exist ".venv\Scripts\python.exe" (
  echo Đang tạo môi trường Python trong thư mục .venv...
  py -3.11 -m venv .venv || python -m venv .venv
)
if not exist ".venv\Scripts\python.exe" (
  echo Lỗi: chưa có Python 3.11. Hãy cài Python 3.11 bản 64-bit, đánh dấu "Add python.exe to PATH", rồi nhấp đúp lại tệp này.
  pause
  exit /b 1
)
".venv\Scripts\python.exe" -c "import sys; sys.exit(sys.version_info[:2] != (3, 11) or sys.maxsize < 2**32)" || (
  echo Lỗi: các gói ở đây chỉ dùng cho Python 3.11 bản 64-bit. Hãy cài bản đó, xóa thư mục .venv, rồi nhấp đúp lại tệp này.
  pause
  exit /b 1
)
echo Đang cài chương trình từ thư mục wheels, không cần mạng; việc này mất vài phút...
".venv\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels --upgrade enrolment-planner[lan] || (
  echo Lỗi: chưa cài được chương trình. Hãy chép lại trọn thư mục này, kể cả thư mục wheels, rồi nhấp đúp lại tệp này.
  pause
  exit /b 1
)
".venv\Scripts\python.exe" -c "import ortools.sat.python.cp_model" || (
  echo Lỗi: thiếu Microsoft Visual C++ 2015–2022 Redistributable bản x64. Hãy cài từ tệp vc_redist.x64.exe, rồi nhấp đúp lại tệp này.
  pause
  exit /b 1
)
echo Đã cài xong. Nhấp đúp tệp "Mở bảng.cmd" để bắt đầu.
pause
