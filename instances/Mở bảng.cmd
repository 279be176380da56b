@echo off
rem A workbook or a folder dragged onto this opens its board; after a double click the workbook is chosen in the browser,
rem or a new campaign begun there.
rem What is dragged onto it is read from the whole command line: Windows puts no quotation marks round C:\a&b.xlsx.
rem Such a line would go on with b.xlsx as a command, so this ends with exit, which closes the window.
rem No labels and no round brackets in texts: cmd.exe loses its place among letters of several bytes.
setlocal EnableExtensions DisableDelayedExpansion
set "TYPED=%~1"
chcp 65001 >nul
title planner
pushd "%~dp0"
set "PROGRAM="
if exist "..\.venv\Scripts\planner.exe" set "PROGRAM=..\.venv\Scripts\planner.exe"
if exist ".venv\Scripts\planner.exe" set "PROGRAM=.venv\Scripts\planner.exe"

if not defined PROGRAM (
  echo Lỗi: máy này chưa cài chương trình. Hãy nhấp đúp tệp cài đặt ở cùng thư mục rồi làm lại; phần 1 của hướng dẫn nói rõ từng bước.
  pause
  exit 1
)
setlocal EnableDelayedExpansion
set "WORKBOOK=!TYPED!"
set "DROPPED=!CMDCMDLINE!"
if defined DROPPED set "DROPPED=!DROPPED:*.cmd" =!"
if not "!DROPPED!"=="!CMDCMDLINE!" set "WORKBOOK=!DROPPED!"
if defined WORKBOOK set "WORKBOOK=!WORKBOOK:"=!"
if defined WORKBOOK "!PROGRAM!" board "!WORKBOOK!"
if not defined WORKBOOK "!PROGRAM!" board
if errorlevel 1 pause
exit
