"""What every test stands on: the repository, the corpus, a browser, and no way out to a network."""

import fcntl
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NAMES_OF_THIS_MACHINE = {"", "localhost", "localhost.localdomain", "ip6-localhost", platform.node()}


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a home of its own, so that no setting of the person running it changes a result."""
    home = Path(tempfile.mkdtemp(prefix="workbench-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    for variable in ("MPLCONFIGDIR", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR",
                     "XDG_STATE_HOME"):  # fmt: skip
        place = home / variable.lower()
        place.mkdir()
        os.environ[variable] = str(place)
    os.environ.pop("WORKBENCH_AGENT", None)
    os.environ.pop("WORKBENCH_PASSPHRASE", None)
    os.environ.pop("WORKBENCH_KEY_PASSPHRASE", None)
    sys.addaudithook(_refuse_the_network)
    # Speed is measured in benchmarks/ alone: on a busy machine no property fails for want of time.
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")


def _refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop a connection or a name look-up that would leave this machine: the workbench makes none."""
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
    elif event == "socket.getaddrinfo":
        host = "" if arguments[0] is None else _text(arguments[0])
    else:
        return
    if host not in NAMES_OF_THIS_MACHINE and not host.startswith("127.") and host not in ("::1", "0.0.0.0", "::"):
        raise AssertionError(f"a test tried to reach {host}: nothing here may leave this machine")


def _text(host: str | bytes) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else host


@pytest.fixture(autouse=True)
def no_clock_left_running() -> Iterator[None]:
    """Stops what a test left to run later: a sealed case that nobody closed would close itself in another test."""
    yield
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.cancel()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Real files of many makers, named by $WORKBENCH_CORPUS; read, never written, never copied into the project."""
    place = os.environ.get("WORKBENCH_CORPUS", "")
    if not place:
        pytest.skip("WORKBENCH_CORPUS does not name a folder of real files on this machine")
    folder = Path(place)
    assert folder.is_dir(), f"WORKBENCH_CORPUS names {folder}, which is no folder"
    return folder


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The fictional case, built from its raw files: to be read, never written."""
    return _built("demo_synthetic", tmp_path_factory)


@pytest.fixture(scope="session")
def public_case(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The model case from the public record, built from its notes: to be read, never written."""
    return _built("zrenjanin_public_record", tmp_path_factory)


def _built(name: str, factory: pytest.TempPathFactory) -> Any:
    """A copy of a case that one process of a run builds; the others wait for it."""
    from tests.copied import copied
    from workbench.casefile import open_case
    from workbench.demo import build, shipped

    own = factory.mktemp("cases") / name
    shared = factory.getbasetemp().parent if os.environ.get("PYTEST_XDIST_WORKER") else own.parent
    place = shared / f"built-{name}"
    with (shared / f"{name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not place.exists():
            made = build(shipped(name), shared / f"half-built-{name}")
            assert not made.problems, [str(problem) for problem in made.problems]
            made.case.path.rename(place)
    return copied(open_case(place), own)


@pytest.fixture(scope="session")
def small_bundle(public_case: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reviewer's bundle of the model case with two notebooks, to be read, and harmed in copies."""
    from workbench.release import bundle as packing
    from workbench.release.notebooks import shipped

    few = [path for path in shipped() if path.name in ("01_intake.ipynb", "02_testimony.ipynb")]
    out = tmp_path_factory.mktemp("small") / "bundle"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "shipped", lambda: few)
        packing.pack(public_case, audience="reviewer", out=out)
    return out


@pytest.fixture(scope="session")
def sealed_rows(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """A sealed case and the reviewer's bundle of its protected rows: to be read, and harmed in copies."""
    from tests.release.sealed_rows import sealed_case
    from workbench.release.reviewing import pack_rows

    folder = tmp_path_factory.mktemp("rows")
    case = sealed_case(folder / "case")
    pack_rows(case, out=folder / "bundle", agent=case.agent("MJ"), recipient="Dr A. B.")
    return case, folder / "bundle"


@pytest.fixture(scope="session")
def rows_bundle(sealed_rows: tuple[Any, Path]) -> Path:
    """The bundle alone."""
    return sealed_rows[1]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """A Chromium that starts. Without one a browser test is skipped, and where CI is set it fails."""
    named = os.environ.get("WORKBENCH_CHROMIUM")
    tried = []
    for candidate in [named] if named else BROWSERS:
        path = shutil.which(candidate)
        if path and _starts(path):
            return path
        tried.append(candidate)
    reason = (
        f"no browser starts here (tried {', '.join(tried)}); install Chromium or set WORKBENCH_CHROMIUM to its path"
    )
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def _starts(path: str) -> bool:
    answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    return answer.returncode == 0


@pytest.fixture
def page(chromium_path: str) -> Any:
    """A page in a headless browser that has no way out: every request that is not a file or this machine is refused.

    The addresses it refused are in `page.refused`, so that a test can assert that there were none.
    """
    from playwright.sync_api import sync_playwright  # only the browser tests pay for it

    allowed = (
        "file:",
        "data:",
        "blob:",
        "about:",
        "http://127.0.0.1:",
        "http://localhost:",
        "ws://127.0.0.1:",
        "ws://localhost:",
    )
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=quiet)
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.refused = []  # type: ignore[attr-defined]

        def judge(route: Any) -> None:
            if route.request.url.startswith(allowed):
                route.continue_()
            else:
                opened.refused.append(route.request.url)  # type: ignore[attr-defined]
                route.abort()

        opened.route("**/*", judge)
        yield opened
        browser.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses the browser carries the mark, so that `-m 'not browser'` leaves out exactly those."""
    for item in items:
        if "chromium_path" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


CONFIG = """
[req]
distinguished_name=dn
prompt=no
[dn]
CN=x
[ca]
basicConstraints=critical,CA:true
keyUsage=critical,keyCertSign,cRLSign
[tsa]
basicConstraints=critical,CA:false
extendedKeyUsage=critical,timeStamping
keyUsage=critical,digitalSignature
[stamp]
serial=serial
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256,sha512
accuracy=secs:1,millisecs:500
tsa_name=yes
ess_cert_id_alg=sha256
"""


class Authority:
    """A time-stamping authority of our own, run by the openssl program: it answers requests, and has a certificate."""

    def __init__(self, place: Path, *, expired: str = "", above: Path | None = None) -> None:
        self.place = place
        place.mkdir(parents=True)
        (place / "c.cnf").write_text(CONFIG)
        (place / "serial").write_text("01")
        roots = above or place
        if above is None:
            self._openssl("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.csr "
                          "-config c.cnf -subj", "/CN=Test CA")  # fmt: skip
            self._openssl("x509 -req -in ca.csr -signkey ca.key -out ca.pem -extfile c.cnf -extensions ca",
                          *self._term(expired == "ca"))  # fmt: skip
            self._certified("ca", place, "tsa", self._term(expired == "tsa"))
            self.certificate = (place / "ca.pem").read_bytes()
        else:
            self._certified("ca", roots, "middle", self._term(False))
            self._certified("middle", place, "tsa", self._term(False))
            self.certificate = (roots / "ca.pem").read_bytes() + (place / "middle.pem").read_bytes()

    def _term(self, expired: bool) -> list[str]:
        return ["-days", "-1"] if expired else ["-days", "3650"]

    def _certified(self, by: str, where: Path, who: str, term: list[str]) -> None:
        name = {"tsa": "/CN=Test TSA", "middle": "/CN=Test Middle"}[who]
        self._openssl(f"req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {who}.key -out {who}.csr "
                      "-config c.cnf -subj", name)  # fmt: skip
        self._openssl(f"x509 -req -in {who}.csr -CAcreateserial -out {who}.pem -extfile c.cnf",
                      "-extensions", {"tsa": "tsa", "middle": "ca"}[who], "-CA", str(where / f"{by}.pem"),
                      "-CAkey", str(where / f"{by}.key"), *term)  # fmt: skip

    def _openssl(self, words: str, *more: str) -> None:
        line = ["openssl", *words.split(), *more]
        done = subprocess.run(line, cwd=self.place, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def answer(self, request: bytes, carrying: bytes = b"") -> bytes:
        """The answer to a request, in DER; it carries the signer's certificate, and then these (PEM)."""
        (self.place / "q.tsq").write_bytes(request)
        (self.place / "chain.pem").write_bytes(carrying)
        self._openssl(
            "ts -reply -config c.cnf -section stamp -queryfile q.tsq -signer tsa.pem -inkey tsa.key -out r.tsr",
            *(("-chain", "chain.pem") if carrying else ()),
        )
        return (self.place / "r.tsr").read_bytes()

    def again(self, place: Path, **options: str) -> "Authority":
        """Another authority of the same names."""
        return Authority(place, **options)

    def below(self) -> "Authority":
        """An authority whose certificate rests on one in the middle, which rests on this one's."""
        return Authority(self.place / "below", above=self.place)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A time-stamping authority on this machine."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl program on this machine to be an authority")
    return Authority(tmp_path_factory.mktemp("authority") / "one")
