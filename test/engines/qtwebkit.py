"""QtWebKit in a window, for EnginePage: one command in JSON a line on stdin, one answer a line on stdout.

Usage: qtwebkit.py WIDTH HEIGHT PROFILE BEFORE
BEFORE is a file with the script that runs before any of a page's own.
"""

import base64
import json
import os
import sys

from PyQt5.QtCore import QBuffer, QByteArray, QEvent, QPoint, QSize, QSocketNotifier, Qt, QUrl, qVersion
from PyQt5.QtGui import QKeyEvent, QMouseEvent
from PyQt5.QtWebKit import QWebSettings, qWebKitVersion
from PyQt5.QtWebKitWidgets import QWebPage, QWebView
from PyQt5.QtWidgets import QApplication

width, height, profile = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
with open(sys.argv[4], encoding="utf-8") as file:
    before = file.read()

app = QApplication(sys.argv[:1])
os.makedirs(profile, exist_ok=True)
settings = QWebSettings.globalSettings()
QWebSettings.enablePersistentStorage(profile)
for attribute in (
    QWebSettings.WebGLEnabled,
    QWebSettings.LocalStorageEnabled,
    QWebSettings.OfflineStorageDatabaseEnabled,
    # As the runtimes of both brands have it for installed apps.
    QWebSettings.LocalContentCanAccessRemoteUrls,
    QWebSettings.LocalContentCanAccessFileUrls,
):
    settings.setAttribute(attribute, True)


class Page(QWebPage):
    def javaScriptConsoleMessage(self, message, line, source):
        print(f"{source}:{line}: {message}", file=sys.stderr, flush=True)


view = QWebView()
page = Page(view)
view.setPage(page)
frame = page.mainFrame()
frame.javaScriptWindowObjectCleared.connect(lambda: frame.evaluateJavaScript(before))
frame.setScrollBarPolicy(Qt.Vertical, Qt.ScrollBarAlwaysOff)
frame.setScrollBarPolicy(Qt.Horizontal, Qt.ScrollBarAlwaysOff)
view.setWindowFlags(Qt.FramelessWindowHint)
view.setFixedSize(QSize(width, height))
view.show()
view.activateWindow()
view.setFocus()

names = {
    "Enter": (Qt.Key_Return, "\r"),
    "Left": (Qt.Key_Left, ""),
    "Right": (Qt.Key_Right, ""),
    "Up": (Qt.Key_Up, ""),
    "Down": (Qt.Key_Down, ""),
    "Tab": (Qt.Key_Tab, "\t"),
}


def key(code, text):
    for kind in (QEvent.KeyPress, QEvent.KeyRelease):
        app.sendEvent(view, QKeyEvent(kind, code, Qt.NoModifier, text))


def mouse(kind, point, button):
    app.sendEvent(view, QMouseEvent(kind, point, button, button, Qt.NoModifier))


def answer(command):
    name = command["name"]
    if name == "version":
        return f"{qWebKitVersion()} (Qt {qVersion()})"
    if name == "open":
        view.load(QUrl(command["url"]))
    elif name == "evaluate":
        return frame.evaluateJavaScript(command["script"])
    elif name == "press":
        key(*names[command["key"]])
    elif name == "type":
        for letter in command["text"]:
            key(ord(letter.upper()), letter)
    elif name == "point":
        point = QPoint(int(command["x"]), int(command["y"]))
        mouse(QEvent.MouseMove, point, Qt.NoButton)
        if command["click"]:
            mouse(QEvent.MouseButtonPress, point, Qt.LeftButton)
            mouse(QEvent.MouseButtonRelease, point, Qt.LeftButton)
    elif name == "picture":
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QBuffer.WriteOnly)
        view.grab().save(buffer, "PNG")
        return base64.b64encode(bytes(data)).decode()
    elif name == "close":
        app.quit()
    return None


waiting = b""


def read():
    global waiting
    got = os.read(0, 1 << 20)
    if not got:
        return app.quit()
    waiting += got
    while b"\n" in waiting:
        line, waiting = waiting.split(b"\n", 1)
        print(json.dumps({"answer": answer(json.loads(line))}), flush=True)


notifier = QSocketNotifier(0, QSocketNotifier.Read)
notifier.activated.connect(read)
print(json.dumps({"answer": "ready"}), flush=True)
app.exec_()
# Its own way down may fail in the driver of the display.
os._exit(0)
