"""LibreOffice without a window: what its user has after accepting or rejecting all changes.

A Basic macro in a profile of its own does the work, so that nothing but the program is needed.
"""

import os
import shutil
import signal
import subprocess
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

#: Where the program is installed, the likeliest first.
PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
#: Debian's package of the word processor without windows (some 260 MB with what it needs).
PACKAGE = "libreoffice-writer-nogui"
#: How long a start may take, in seconds; a few are usual.
PATIENCE = 120
#: Signs that no document contains, between the style and the text of a paragraph and after it.
FIELD, RECORD = "\x1f", "\x1e"

MACRO = r"""
Sub Settle(sFolder As String)
    On Error Goto Failed
    Dim aNames(1000) As String
    Dim nCount As Integer, i As Integer, sName As String
    sName = Dir(ConvertFromURL(sFolder) & "/*.docx")
    Do While sName <> ""
        aNames(nCount) = sName
        nCount = nCount + 1
        sName = Dir
    Loop
    For i = 0 To nCount - 1
        SettleOne sFolder & "/" & aNames(i), "Accept"
        SettleOne sFolder & "/" & aNames(i), "Reject"
    Next i
    StarDesktop.terminate
    Exit Sub
Failed:
    WriteFile sFolder & "/error.txt", Error$ & " in line " & Erl & ", document " & i
    StarDesktop.terminate
End Sub

Sub SettleOne(sUrl As String, sWhat As String)
    Dim aHidden(0) As New com.sun.star.beans.PropertyValue
    aHidden(0).Name = "Hidden"
    aHidden(0).Value = True
    oDocument = StarDesktop.loadComponentFromURL(sUrl, "_blank", 0, aHidden())
    oDispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    oFrame = oDocument.CurrentController.Frame
    sFound = CountTracked(oDocument) & Chr(31)
    oDispatcher.executeDispatch(oFrame, ".uno:" & sWhat & "AllTrackedChanges", "", 0, Array())
    sFound = sFound & CountTracked(oDocument) & Chr(30)
    oParagraphs = oDocument.Text.createEnumeration()
    Do While oParagraphs.hasMoreElements()
        oParagraph = oParagraphs.nextElement()
        If oParagraph.supportsService("com.sun.star.text.Paragraph") Then
            sFound = sFound & oParagraph.ParaStyleName & Chr(31)
            oPortions = oParagraph.createEnumeration()
            Do While oPortions.hasMoreElements()
                oPortion = oPortions.nextElement()
                If oPortion.TextPortionType = "Text" Then sFound = sFound & oPortion.String
                If oPortion.TextPortionType = "LineBreak" Then sFound = sFound & Chr(10)
            Loop
            sFound = sFound & Chr(30)
        End If
    Loop
    WriteFile sUrl & "." & sWhat, sFound
    oDocument.close(True)
End Sub

Function CountTracked(oDocument As Object) As Long
    Dim nTracked As Long
    oChanges = oDocument.Redlines.createEnumeration()
    Do While oChanges.hasMoreElements()
        oChanges.nextElement()
        nTracked = nTracked + 1
    Loop
    CountTracked = nTracked
End Function

Sub WriteFile(sUrl As String, sContent As String)
    oFiles = createUnoService("com.sun.star.ucb.SimpleFileAccess")
    oStream = createUnoService("com.sun.star.io.TextOutputStream")
    oStream.setOutputStream(oFiles.openFileWrite(sUrl))
    oStream.setEncoding("UTF-8")
    oStream.writeString(sContent)
    oStream.closeOutput()
End Sub
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """A document after all its changes were accepted or rejected: paragraphs by style and text."""

    tracked_before: int
    tracked_after: int
    paragraphs: tuple[tuple[str, str], ...]


def find() -> str | None:
    """Return the program, where it is installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def find_or_install() -> str:
    """Return the program; install Debian's package where this is root; else skip the test.

    Raises:
        pytest.fail.Exception: there is none, and on the build server there has to be one.
    """
    program = find() or _install()
    if program is None:
        message = "no LibreOffice, and none could be installed: its test of documents left out"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        warnings.warn(pytest.PytestWarning(message), stacklevel=2)
        pytest.skip(message)
    return program


def _install() -> str | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", PACKAGE]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], install):
        subprocess.run(command, capture_output=True, check=False, timeout=500, env=quiet)
    return find()


def settle(
    program: str, files: Mapping[str, bytes], folder: Path
) -> dict[str, tuple[Settled, Settled]]:
    """Return each document by its name, after accepting all changes and after rejecting all."""
    profile, documents = folder / "profile", folder / "documents"
    documents.mkdir()
    for name, content in files.items():
        (documents / f"{name}.docx").write_bytes(content)
    start = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    # The first start lays out the profile, over anything that is there.
    _run([*start, "--terminate_after_init"])
    _write_macro(profile / "user" / "basic" / "Standard")
    said = _run([*start, f'macro:///Standard.Settling.Settle("{documents.as_uri()}")'])
    error = documents / "error.txt"
    assert not error.exists(), error.read_text(encoding="utf-8")
    left = [name for name in files if not (documents / f"{name}.docx.Reject").exists()]
    assert left == [], f"not settled: {left}\n{said}"
    return {
        name: (
            _read(documents / f"{name}.docx.Accept"),
            _read(documents / f"{name}.docx.Reject"),
        )
        for name in files
    }


def _run(command: list[str]) -> str:
    """Run the program, which starts another; end both where they do not end by themselves."""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as started:
        try:
            return started.communicate(timeout=PATIENCE)[0]
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            raise


def _read(file: Path) -> Settled:
    head, *records = file.read_bytes().decode().removesuffix(RECORD).split(RECORD)
    before, after = head.split(FIELD)
    paragraphs = ((style, text) for style, text in (record.split(FIELD) for record in records))
    return Settled(int(before), int(after), tuple(paragraphs))


def _hide_comments(settings: Path) -> None:
    """Let no comment be shown: the package without windows ends when it would draw one."""
    item = (
        '<item oor:path="/org.openoffice.Office.Writer/Content/Display">'
        '<prop oor:name="Note" oor:op="fuse"><value>false</value></prop></item>'
    )
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("</oor:items>", f"{item}</oor:items>"), encoding="utf-8")


def _write_macro(library: Path) -> None:
    """Write the macro into a profile's own library."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    (library / "Settling.xba").write_text(
        f'{head}<script:module xmlns:script="http://openoffice.org/2000/script" '
        f'script:name="Settling" script:language="StarBasic">{escape(MACRO)}</script:module>',
        encoding="utf-8",
    )
    (library / "script.xlb").write_text(
        f'{head}<library:library xmlns:library="http://openoffice.org/2000/library" '
        'library:name="Standard" library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Settling"/></library:library>',
        encoding="utf-8",
    )
