@echo off
rem A double click sets the program up, the first time, and opens a window in which planner answers.
rem Not installed "editable": the folder's name may have letters that Python reads wrongly from such a link.
rem No labels and no round brackets in texts: cmd.exe loses its place among letters of several bytes.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
title planner
pushd "%~dp0.."

if not exist ".venv\Scripts\python.exe" (
  echo Đang tạo môi trường Python trong thư mục .venv...
  py -3 -m venv .venv || python -m venv .venv
)
if not exist ".venv\Scripts\python.exe" (
  echo Lỗi: chưa có Python 3.11 trở lên. Hãy cài từ https://www.python.org/downloads, đánh dấu "Add python.exe to PATH", rồi nhấp đúp lại tệp này.
  pause
  exit /b 1
)
if not exist ".venv\Scripts\planner.exe" (
  echo Đang cài chương trình. Máy cần có Internet; việc này mất vài phút...
  ".venv\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --constraint ".ci\constraints.txt" .
)
if not exist ".venv\Scripts\planner.exe" (
  echo Lỗi: chưa cài được chương trình. Hãy kiểm tra Internet rồi nhấp đúp lại tệp này.
  pause
  exit /b 1
)
".venv\Scripts\python.exe" -c "import ortools.sat.python.cp_model" || (
  echo Lỗi: thiếu Microsoft Visual C++ 2015–2022 Redistributable bản x64. Hãy cài từ https://aka.ms/vs/17/release/vc_redist.x64.exe rồi nhấp đúp lại tệp này.
  pause
  exit /b 1
)
set "PATH=%CD%\.venv\Scripts;%PATH%"
cmd /k planner --help
