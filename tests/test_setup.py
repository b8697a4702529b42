"""Setting up: `./inv` makes .venv once, refreshes it when it must, and hands everything on.

The packages here are made up and lie on this disk, so that nothing is fetched.
"""

import ast
import base64
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

from pipeline.paths import ROOT

FAKE_INVOKE = """\
import importlib.util, json, os, sys
found = [name for name in ("testtool", "added") if importlib.util.find_spec(name)]
print(json.dumps({"version": VERSION, "arguments": sys.argv[1:], "cwd": os.getcwd(),
                  "path": sys.path, "prefix": sys.prefix, "found": found}))
"""


def wheel(folder: Path, name: str, release: str, modules: dict[str, str]) -> str:
    """Make a wheel; return the line of a requirements file that asks for it."""
    info = f"{name}-{release}.dist-info"
    files = modules | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {release}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\n"
        "Tag: py3-none-any\n",
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()},\n"
        for path, text in files.items()
    )
    file = folder / f"{name}-{release}-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            archive.writestr(path, text)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return f"{name} @ {file.as_uri()} --hash=sha256:{digest}\n"


class Checkout:
    """A folder with this project's `inv` and requirements of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a checkout"
        self.wheels = folder
        self.root.mkdir()
        shutil.copy(ROOT / "inv", self.root)
        self.require(self.invoke("1"))
        tool = wheel(folder, "testtool", "1", {"testtool.py": ""})
        (self.root / "requirements-test.txt").write_text(tool)

    def invoke(self, release: str) -> str:
        code = FAKE_INVOKE.replace("VERSION", release)
        return wheel(self.wheels, "invoke", release, {"invoke/__main__.py": code})

    def require(self, *lines: str) -> None:
        (self.root / "requirements.txt").write_text("".join(lines))

    def run(
        self, *words: str, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.root / "inv"), *words],
            cwd=cwd or self.root,
            env=os.environ | {"PIP_NO_INDEX": "1", "PYTHON": sys.executable} | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


def said(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    """Return what the made-up invoke was called with."""
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Return a checkout whose environment is made, without the test tools."""
    checkout = Checkout(tmp_path_factory.mktemp("settled"))
    first = checkout.run("build")
    assert "making .venv" in first.stderr
    assert said(first)["found"] == []
    return checkout


def test_the_first_run_installs_and_the_next_only_runs(settled: Checkout) -> None:
    done = settled.run("build")

    assert said(done)["prefix"] == str(settled.root / ".venv")
    assert done.stderr == ""


def test_words_and_working_directory_are_handed_on(settled: Checkout, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")

    answer = said(settled.run("build", "--data", "my data", "*", cwd=tmp_path))

    root = ["--search-root", str(settled.root)]
    assert answer["arguments"] == [*root, "build", "--data", "my data", "*"]
    assert answer["cwd"] == str(tmp_path)
    assert "" not in answer["path"]


def test_alone_it_lists_the_tasks(settled: Checkout) -> None:
    assert said(settled.run())["arguments"] == ["--search-root", str(settled.root), "--list"]


def test_other_environments_are_kept_out(settled: Checkout, tmp_path: Path) -> None:
    answer = said(settled.run("build", PYTHONPATH=str(tmp_path), PYTHONHOME=""))

    assert str(tmp_path) not in answer["path"]


def test_a_word_to_search_for_is_no_task(settled: Checkout) -> None:
    assert said(settled.run("search", "test"))["found"] == []


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Return a checkout without an environment."""
    return Checkout(tmp_path)


@pytest.fixture
def made(settled: Checkout, checkout: Checkout) -> Checkout:
    """Return a checkout with a copy of an environment; to make one takes seconds."""
    shutil.copy(settled.root / "requirements.txt", checkout.root)
    shutil.copytree(settled.root / ".venv", checkout.root / ".venv", symlinks=True)
    return checkout


def test_requirements_decide_when_the_environment_is_refreshed(made: Checkout) -> None:
    tools = said(made.run("fmt", "test"))
    assert (tools["version"], tools["found"]) == (1, ["testtool"])

    added = wheel(made.wheels, "added", "1", {"added.py": ""})
    made.require(made.invoke("2"), added)
    refreshed = made.run("build")
    answer = said(refreshed)
    assert (answer["version"], answer["found"]) == (2, ["testtool", "added"])
    assert "making .venv" not in refreshed.stderr

    (made.root / "requirements.txt").touch()
    assert made.run("build").stderr == ""


def test_a_broken_install_is_never_believed(made: Checkout) -> None:
    good = made.invoke("1")
    made.require(re.sub("sha256:....", "sha256:0000", good))

    failed = made.run("build")

    assert failed.returncode != 0
    assert failed.stdout == ""
    assert not (made.root / ".venv.lock").exists()

    made.require(good)
    (made.root / ".venv" / "half").touch()
    mended = made.run("build")
    assert said(mended)["version"] == 1
    assert not (made.root / ".venv" / "half").exists()


def test_a_python_that_went_away_is_replaced(made: Checkout) -> None:
    said(made.run("build"))
    python = made.root / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python3")

    again = made.run("build")

    assert said(again)["version"] == 1
    assert "making .venv" in again.stderr


def test_two_at_once_make_one_environment(checkout: Checkout) -> None:
    (checkout.root / ".venv.lock").mkdir()
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    (checkout.root / ".venv.lock/pid").write_text(f"{gone.pid}\n")
    environment = os.environ | {"PIP_NO_INDEX": "1", "PYTHON": sys.executable}
    command = [str(checkout.root / "inv"), "build"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}

    both = [subprocess.Popen(command, env=environment, **pipes) for _ in range(2)]
    ends = [process.communicate(timeout=120) for process in both]

    assert [json.loads(out)["version"] for out, _ in ends] == [1, 1]
    assert sum("making .venv" in err for _, err in ends) == 1
    assert not (checkout.root / ".venv.lock").exists()


@pytest.mark.parametrize("python", ["/nowhere/python3", "old"])
def test_without_a_fit_python_it_says_what_to_do(
    checkout: Checkout, tmp_path: Path, python: str
) -> None:
    if python == "old":
        fake = tmp_path / "old"
        fake.write_text("#!/bin/sh\n[ \"$1\" = --version ] && echo 'Python 3.9.2'; exit 1\n")
        fake.chmod(0o755)
        python = str(fake)

    done = checkout.run("build", PYTHON=python)

    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "apt install python3-venv" in done.stderr
    assert not (checkout.root / ".venv").exists()


# --- What is depended on


def pins(name: str) -> dict[str, list[tuple[str, Requirement]]]:
    """Return a requirements file's pins by package; a package may have one for each Python."""
    found: dict[str, list[tuple[str, Requirement]]] = {}
    for line in (ROOT / name).read_text().replace("\\\n", "").splitlines():
        if line and not line.lstrip().startswith("#"):
            required, *hashes = line.split("--hash=")
            requirement = Requirement(required)
            found.setdefault(plain(requirement.name), []).append((str(hashes), requirement))
    return found


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked(*extras: str) -> Sequence[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = project["dependencies"] + [
        line for extra in extras for line in project["optional-dependencies"][extra]
    ]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(
    ("name", "extras"), [("requirements.txt", ()), ("requirements-test.txt", ("test",))]
)
def test_what_is_asked_for_is_pinned(name: str, extras: tuple[str, ...]) -> None:
    pinned = pins(name)

    for requirement in asked(*extras):
        for _, pin in pinned[plain(requirement.name)]:
            (specifier,) = pin.specifier
            assert specifier.operator == "=="
            assert requirement.specifier.contains(specifier.version), requirement


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_pins_have_hashes_and_name_no_place(name: str) -> None:
    for package, lines in pins(name).items():
        for hashes, requirement in lines:
            assert re.search(r"sha256:[0-9a-f]{64}", hashes), package
            assert requirement.url is None
    places = r"https?:|file:|--index|--find-links|--extra|--trusted|^/"
    assert not re.search(places, (ROOT / name).read_text(), re.MULTILINE)


def test_both_files_pin_the_same() -> None:
    with_tools = pins("requirements-test.txt")

    for package, lines in pins("requirements.txt").items():
        assert with_tools[package] == lines


def test_what_is_installed_is_what_is_pinned() -> None:
    environment = default_environment()

    for package, lines in pins("requirements-test.txt").items():
        for _, pin in lines:
            if pin.marker is None or pin.marker.evaluate({**environment}):
                (specifier,) = pin.specifier
                assert version(package) == specifier.version, package


def test_nothing_that_is_needed_is_missing() -> None:
    command = [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


#: What is imported under another name than its package's.
IMPORTED = {
    "docx": "python-docx",
    "pydantic-core": "pydantic",
    "vl-convert": "vl-convert-python",
    "yaml": "pyyaml",
}


def test_what_is_imported_is_asked_for() -> None:
    known = {plain(requirement.name) for requirement in asked()}
    imports = {
        name.split(".")[0]
        for file in [ROOT / "tasks.py", *(ROOT / "pipeline").rglob("*.py")]
        for node in ast.walk(ast.parse(file.read_text()))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    foreign = {plain(name) for name in imports - sys.stdlib_module_names - {"pipeline"}}

    assert {IMPORTED.get(name, name) for name in foreign} == known - {"mkdocs-material"}


def test_every_direct_dependency_says_what_it_is_for() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    listed = [line for line in lines if re.match(r'    "[A-Za-z0-9_.\[\]-]+[><=]', line)]

    assert len(listed) == len(asked("test"))
    assert [line for line in listed if not re.search(r"#\s*\w.{5}", line)] == []


# --- Continuous integration


@pytest.fixture
def stubbed(tmp_path: Path) -> Path:
    """Return a copy of `.ci/run` beside an `inv` that says how it was called."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", tmp_path / ".ci")
    (tmp_path / "inv").write_text(
        '#!/bin/sh\necho "asked: $* CI=$CI in $(pwd)"; cat; echo on stderr >&2\n'
        'echo "1 failed, 2 passed in 0.01s"; exit 3\n'
    )
    (tmp_path / "inv").chmod(0o755)
    return tmp_path


def test_ci_runs_the_tests_and_closes_with_their_summary(stubbed: Path) -> None:
    environment = {name: text for name, text in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [str(stubbed / ".ci/run")],
        cwd="/",
        env=environment,
        input="not for pytest",
        capture_output=True,
        text=True,
        check=False,
    )

    lines = done.stdout.splitlines()
    assert lines[0] == f"asked: test CI=true in {stubbed}"
    assert lines[-1] == "1 failed, 2 passed in 0.01s"
    assert "not for pytest" not in lines
    assert done.returncode == 3


@pytest.mark.parametrize("script", ["inv", ".ci/run"])
def test_scripts_can_be_run_as_they_are(script: str) -> None:
    shell = "bash" if script == ".ci/run" else "sh"

    assert (ROOT / script).stat().st_mode & stat.S_IXUSR
    subprocess.run([shell, "-n", str(ROOT / script)], check=True)
