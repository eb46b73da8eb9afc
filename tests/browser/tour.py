"""The whole tour on a machine that has no network at all, as a program of its own: `unshare -rn python tour.py DIR`.

It prints one JSON document: how often anything tried to leave, and what the browser asked for.
"""

import fcntl
import json
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/lab/tree/\S+\?token=[0-9a-f]{48}")
HERE = ("file:", "data:", "blob:", "about:", "http://127.0.0.1:", "ws://127.0.0.1:")
# A browser looks for a network of its own accord; these keep it from that. What a page asks for is seen before any name
# would be looked up.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-domain-reliability", "--no-pings",
         "--disable-default-apps", "--disable-extensions", "--metrics-recording-only",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip
LETTER = "Tran Van Hu Cau keeps our passports. https://192.0.2.1/letter\n"
RUN = "workbench"


def loopback_up() -> None:
    """A new network has a loopback device, and it is down: SIOCSIFFLAGS with IFF_UP and IFF_RUNNING."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh", b"lo", 0x1 | 0x40))


def attempts() -> dict[str, int]:
    """How often something tried to reach what is not this machine, as the system itself counts it, and devices."""
    lines = Path("/proc/self/net/snmp").read_text().splitlines()
    named = dict(zip(lines[0].split(), lines[1].split(), strict=True))
    six = dict(line.split() for line in Path("/proc/self/net/snmp6").read_text().splitlines())
    devices = len(Path("/proc/self/net/dev").read_text().splitlines()) - 2
    return {"ipv4": int(named["OutNoRoutes"]), "ipv6": int(six["Ip6OutNoRoutes"]), "devices": devices}


def workbench(*arguments: object) -> None:
    """One command, as a person types it."""
    line = [sys.executable, "-m", RUN, *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, (line, done.stdout[-500:], done.stderr[-2000:])


def tour(home: Path) -> Path:
    """From raw files to everything that a person opens; gives the case."""
    case, letter = home / "demo", home / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    workbench("demo", "--into", case)
    workbench("add", case, letter, "--agent", "MJ")
    workbench("redact", case, "letter.txt", "--words", "Tran Van Hu Cau", "--reason", "identity", "--agent", "MJ",
              "--out", home / "redacted.txt")  # fmt: skip
    workbench(
        "custody", case, "letter.txt", "--out", home / "custody.html", "--out", home / "custody.pdf", "--agent", "MJ"
    )
    workbench("seal", case, "--out", home / "seal.json")
    workbench("verify", case, "--against", home / "seal.json")
    workbench("backup", case, "--out", home / "backup.tar")
    workbench("release", case, "--for", "reviewer", "--out", home / "bundle", "--agent", "MJ")
    return case


def pages(home: Path, browser: Any) -> list[str]:
    """Opens every page and drawing, and gives every address that the browser asked for."""
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    opened = sorted(file for ending in ("html", "svg") for file in home.rglob(f"*.{ending}"))
    assert len(opened) > 15, opened
    for file in opened:
        page.goto(file.as_uri())
    page.close()
    return asked


def lab(case: Path, home: Path, browser: Any) -> list[str]:
    """Runs the first notebook in Lab, and gives every address that the browser asked for."""
    asked: list[str] = []
    log = home / "log"
    with tempfile.TemporaryDirectory(prefix="wbt", dir="/tmp") as short, log.open("wb") as out:
        env = {**os.environ, "TMPDIR": short, "WORKBENCH_LAB_AS_ROOT": "1"}
        child = subprocess.Popen([sys.executable, "-m", RUN, "lab", str(case), "--no-browser"], env=env, stdout=out,
                                 stderr=out)  # fmt: skip
        try:
            address = None
            for _ in range(900):
                address = ADDRESS.search(log.read_text())
                if address:
                    break
                time.sleep(0.1)
            assert address, log.read_text()
            page = browser.new_page()
            page.on("request", lambda request: asked.append(request.url))
            page.on("websocket", lambda opened: asked.append(opened.url))
            page.goto(address[0])
            page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=120_000)
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
            page.locator(".jp-CodeCell:last-of-type .jp-OutputArea-output").first.wait_for(timeout=180_000)
        finally:
            child.terminate()
            child.wait(30)
    return asked


def main(home: Path, chromium: str) -> None:
    """The tour, its counts, and a control: an attempt that is made on purpose is counted."""
    from playwright.sync_api import sync_playwright

    loopback_up()
    began = attempts()
    case = tour(home)
    after_tour = attempts()
    # Chromium asks the system now and then whether it has a way to an address of IPv6; no packet is made for that.
    Path("/proc/sys/net/ipv6/conf/all/disable_ipv6").write_text("1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        asked = pages(home, browser) + lab(case, home, browser)
        after_pages = attempts()
        browser.close()
    with socket.socket() as control:
        control.settimeout(5)
        reached = control.connect_ex(("192.0.2.1", 80)) == 0
    told = {
        "began": began, "tour": after_tour, "pages": after_pages,
        "control": attempts(), "reached": reached, "requests": len(asked),
        "outside": sorted({url for url in asked if not url.startswith(HERE)}),
    }  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
