@echo off
rem Starts Akomodasi on this computer alone and opens the browser. Nothing is fetched and nothing is installed.
setlocal
cd /d "%~dp0program"
set "PYTHONPATH=%~dp0pustaka;%~dp0program"
set "PYTHONUTF8=1"
set "PYTHONDONTWRITEBYTECODE="
if not defined AKOMODASI_WORKSPACE set "AKOMODASI_WORKSPACE=%~dp0ruang-kerja"
if not defined AKOMODASI_AUTHOR set "AKOMODASI_AUTHOR=pemilik"
if not defined PORT set "PORT=8501"

set "PY="
if exist "%~dp0python\python.exe" set "PY="%~dp0python\python.exe""
if not defined PY py -3.11 -c "import sys; sys.exit(sys.maxsize < 2**32)" >nul 2>nul && set "PY=py -3.11"
if not defined PY (
    echo Akomodasi memerlukan Python 3.11 64-bit dari python.org. Pasang dahulu, lalu jalankan mulai.bat lagi.
    echo Akomodasi needs Python 3.11, 64 bit, from python.org. Install it, then run mulai.bat again.
    pause
    exit /b 1
)
if not "%~1"=="" (
    %PY% -m analytics %*
    exit /b %errorlevel%
)
echo Akomodasi: http://localhost:%PORT%
echo Tutup jendela ini untuk berhenti. / Close this window to stop.
start "" /b %PY% "%~dp0buka.py" %PORT%
%PY% -m analytics serve --port %PORT%
if errorlevel 1 pause
