"""A day's work on a case full of planted words, in folders of its own, through the command line and a notebook."""

import csv
import email.message
import io
import json
import os
import signal
import subprocess
import sys
import time
import unicodedata
import zipfile
from pathlib import Path
from typing import NamedTuple

import docx
import nbformat
from openpyxl import Workbook
from PIL import Image, PngImagePlugin

from tests.extract.test_pdf import pdf

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PASSPHRASE = "seven lamps over the quiet harbour"
# Told of every file that any Python process of the session opens for writing; read by the test, never by the program.
WATCH = """
import os, sys
_log = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def _told(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        mode, flags = arguments[1], arguments[2] or 0
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) or set(mode or "") & set("wax+"):
            os.write(_log, os.path.abspath(os.fsencode(arguments[0])) + b"\\n")
sys.addaudithook(_told)
"""


RUN = """
import json, sys
from workbench.cli import main
for command in json.load(sys.stdin):
    refused = command[0] == "!"
    try:
        code = main(command[refused:])
    except SystemExit as end:
        code = end.code
    if (code == 2) != refused:
        sys.exit(f"{command}: {code}")
"""


class Session(NamedTuple):
    """Where things stand: the case, the folders that must stay clean, what was handed in and what was exported."""

    root: Path
    case: Path
    clean: tuple[Path, ...]
    environment: dict[str, str]

    def do(self, commands: list[list[str]], *, together: bool) -> None:
        """Runs commands, each in a process of its own or all in one; one that begins with `!` must be refused."""
        for batch in [commands] if together else [[command] for command in commands]:
            answer = subprocess.run(
                [sys.executable, "-c", RUN], cwd=self.root / "here", env=self.environment, input=json.dumps(batch),
                capture_output=True, text=True, timeout=600, check=False,
            )  # fmt: skip
            assert answer.returncode == 0, f"{batch}\n{answer.stdout[-2000:]}{answer.stderr[-2000:]}"

    def written(self) -> set[str]:
        """Every path that a Python process of the session opened for writing."""
        return set((self.root / "watched").read_text("utf-8", "surrogateescape").splitlines())


def begin(root: Path, *, sealed: bool) -> Session:
    """An empty machine: a home, a folder for temporary files, and folders of each kind that programs use."""
    places = {"HOME": "home", "TMPDIR": "tmp", "XDG_STATE_HOME": "xdg/state", "XDG_CACHE_HOME": "xdg/cache",
              "XDG_CONFIG_HOME": "xdg/config", "XDG_DATA_HOME": "xdg/data", "XDG_RUNTIME_DIR": "xdg/runtime",
              "IPYTHONDIR": "ipython", "JUPYTER_CONFIG_DIR": "jupyter/config", "JUPYTER_DATA_DIR": "jupyter/data",
              "JUPYTER_RUNTIME_DIR": "jupyter/runtime", "MPLCONFIGDIR": "mpl"}  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL")}
    environment = kept | {name: str(root / place) for name, place in places.items()}
    for place in (*places.values(), "here", "watch", "inbox", "out"):
        (root / place).mkdir(parents=True)
    (root / "watch" / "sitecustomize.py").write_text(WATCH)
    environment |= {"PYTHONPATH": f"{root / 'watch'}{os.pathsep}{REPOSITORY}", "WATCHED": str(root / "watched"),
                    "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip
    if sealed:
        environment["WORKBENCH_PASSPHRASE"] = PASSPHRASE
    clean = tuple(root / place.split("/")[0] for place in dict.fromkeys((*places.values(), "here")))
    return Session(root, root / "case", tuple(dict.fromkeys(clean)), environment)


def work(session: Session, words: list[str], *, sealed: bool, together: bool) -> None:
    """Begins a case, takes files of many kinds in, registers, codes, looks, draws, verifies, and meets errors."""
    files = fill(session.root / "inbox", words)
    rows = sheets(session.root / "inbox", words, files)
    out, by = session.root / "out", ["--agent", "MJ"]
    commands = [["init", "--title", f"Site of {words[0]}", *by, *([] if sealed else ["--unsealed"])]]
    commands += [["register", kind, str(rows[kind]), *by] for kind in ("entities", "sources", "consents")]
    commands += [["add", str(session.root / "inbox" / "raw"), *by, "--source", "T-01"],
                 ["code", "import", str(rows["codings"]), *by], ["register", "events", str(rows["events"]), *by],
                 ["items"], ["show", files[0]], ["show", files[0], "--json"], ["counsel"], ["verify"], ["network"],
                 ["chronology", "--json"], ["evidence", "W-01", "deception", "--json"],
                 ["matrix", "--out", str(out / "matrix.html"), "--out", str(out / "matrix.svg")],
                 ["network", "--out", str(out / "network.html")],
                 ["chronology", "--out", str(out / "chronology.xlsx")],
                 ["code", "export", str(out / "codings.qdpx")], ["search", words[0]], ["search", words[4], "--json"],
                 ["read", files[0]], ["custody", files[0], "--out", str(out / "sheet.html"), *by],
                 ["backup", "--out", str(out / "case.tar")]]  # fmt: skip
    # Where something goes wrong a program is most talkative.
    commands += [["!", "show", words[0]], ["!", "evidence", words[4], "deception"],
                 ["!", "register", "entities", str(session.root / "inbox" / "raw"), *by]]  # fmt: skip
    session.do([_in_case(command, session.case) for command in commands], together=together)


def killed(session: Session, words: list[str], *, moments: tuple[int, ...]) -> None:
    """Takes more files in and is killed with all its readers, each time once so many more objects lie in the store."""
    more = session.root / "inbox" / "more"
    more.mkdir()
    for number, word in enumerate(words[:12]):
        document = docx.Document()
        for _ in range(200):
            document.add_paragraph(f"{number}: she said {word}.")
        document.save(str(more / f"{number}.docx"))
    add = ["add", str(session.case), str(more), "--agent", "MJ"]
    for moment in moments:
        before = _stored(session.case)
        with subprocess.Popen(
            [sys.executable, "-m", "workbench.cli", *add], cwd=session.root / "here", env=session.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        ) as child:  # fmt: skip
            while child.poll() is None and _stored(session.case) < before + moment:
                time.sleep(0.01)
            assert child.poll() is None, "it ended before it was killed: more files are needed"
            os.killpg(child.pid, signal.SIGKILL)
    session.do([add, ["verify", str(session.case)]], together=True)


def _stored(case: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(case / "objects"))


def _in_case(command: list[str], case: Path) -> list[str]:
    at = 2 if command[0] == "!" else 1
    return [*command[:at], str(case), *command[at:]]


def in_a_notebook(session: Session) -> str:
    """Looks at the case in a notebook, as JupyterLab would run it; the text of what it showed."""
    cells = [f"import workbench\ncase = workbench.open({str(session.case)!r})\ncase",
             "[live.record for live in case.state().all]", "case.tables().passages", "1 / 0"]  # fmt: skip
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    here = session.root / "inbox" / "look.ipynb"
    nbformat.write(book, here)
    program = (
        "import nbformat, sys\nfrom nbclient import NotebookClient\n"
        "book = nbformat.read(sys.argv[1], 4)\n"
        "NotebookClient(book, timeout=120, allow_errors=True, kernel_name='python3').execute()\n"
        "print(''.join(str(out) for cell in book.cells for out in cell.outputs))\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, str(here)], cwd=session.root / "here", env=session.environment,
        capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    return answer.stdout


def fill(inbox: Path, words: list[str]) -> list[str]:
    """Files of many kinds with the words in them, ten to a file; the names of some hold a word as well."""
    raw = inbox / "raw"
    raw.mkdir()
    parts = [words[at : at + 10] for at in range(0, len(words), 10)]
    lines = ["\n".join(f"He said: {word}. They kept the cards." for word in part) for part in parts]
    (raw / f"letter of {words[0]}.txt").write_text(lines[0], "utf-8")
    (raw / "wide.txt").write_bytes(lines[1].encode("utf-16"))
    (raw / "apart.txt").write_text(unicodedata.normalize("NFD", lines[2]), "utf-8")
    (raw / "page.html").write_text(f"<html><body><p>{lines[3]}</p></body></html>", "utf-8")
    document = docx.Document()
    document.add_paragraph(lines[4])
    document.save(str(raw / "statement.docx"))
    book = Workbook()
    for at, word in enumerate(parts[5], 1):
        book.active.cell(at, 1, word)  # type: ignore[union-attr]
    book.save(raw / "list.xlsx")
    mail = email.message.EmailMessage()
    mail["From"], mail["Subject"] = "somebody@example.org", parts[6][0]
    mail.set_content(lines[6])
    (raw / "mail.eml").write_bytes(bytes(mail))
    (raw / "data.json").write_text(json.dumps(parts[7]))
    told = PngImagePlugin.PngInfo()
    told.add_itxt("Comment", lines[8], zip=True)
    Image.new("RGB", (40, 30), "grey").save(raw / "picture.png", pnginfo=told)
    (raw / "scanned.pdf").write_bytes(pdf(*(word for word in words if word.isascii() and word.isalnum())))
    seen = Image.Exif()
    seen[0x010E], seen[0x013B], seen[0x9C9C] = parts[8][0], parts[8][4], parts[8][8].encode("utf-16-le")
    Image.new("RGB", (60, 40), "grey").save(raw / "IMG-20240518-WA0007.jpg", exif=seen.tobytes())
    with zipfile.ZipFile(raw / "bundle.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", lines[9])
    (raw / "number.txt").write_text(words[1], "utf-8")  # its digest is the digest of a passport's number
    return [f"letter of {words[0]}.txt"]


def sheets(inbox: Path, words: list[str], files: list[str]) -> dict[str, Path]:
    """Registers with the words in names, notes, quotes and memos."""
    rows = {
        "entities": [["key", "schema", "label", "names", "note"], ["W-01", "Worker", "W-01", words[0], words[1]],
                     ["W-02", "Worker", "W-02", words[4], words[2]], ["CO", "Company", words[8], "", ""]],
        "sources": [["key", "label", "kind", "worker", "note"],
                    ["T-01", f"Told by {words[0]}", "worker", "W-01", words[3]]],
        "consents": [["worker", "audience", "purpose", "form", "given", "note"],
                     ["W-01", "ombudsman", "inquiry", "signed", "2024-05-11", words[5]]],
        "codings": [["file", "quote", "framework", "indicator", "stance", "subject", "means", "memo"],
                    *([files[0], f"He said: {word}.", "ilo-11", "deception", "supports", "W-01", "first-hand", word]
                      for word in words[:6])],
        "events": [["track", "title", "start", "source"], ["travel", f"{words[4]} arrives", "2024-03-04", "T-01"]],
    }  # fmt: skip
    made = {}
    for kind, table in rows.items():
        out = io.StringIO()
        csv.writer(out).writerows(table)
        made[kind] = inbox / f"{kind}.csv"
        made[kind].write_text(out.getvalue(), "utf-8")
    return made
