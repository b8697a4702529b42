"""The real archive through the whole pipeline: equal bytes each time, and a second publisher."""

import filecmp
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.pages.build import build_pages
from pipeline.paths import ROOT, Paths
from pipeline.publish import assemble, links, publish
from pipeline.search.build import searched

SEED_PAGE = "deals/citigroup-2004-02-02/index.html"


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """Assemble the real archive's pages and tables in a place of their own."""
    place = tmp_path_factory.mktemp("whole")
    paths = Paths(ROOT / "data", place / "site", build=place / "build")
    checked = stages.read_and_check(paths, quiet=True)
    tables = stages.make_tables(paths, checked, quiet=True)
    pages = build_pages(checked.archive, tables, checked.findings)
    assemble(paths, *searched(checked.archive, tables, pages, paths))
    return paths


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_two_builds_of_the_real_archive_are_equal(paths: Paths, site: Path) -> None:
    publish(paths)

    assert files(paths.out) == files(site)
    _, different, unread = filecmp.cmpfiles(paths.out, site, files(site), shallow=False)
    assert (different, unread) == ([], [])


def test_zensical_publishes_the_same_pages(paths: Paths, tmp_path: Path) -> None:
    pytest.importorskip("zensical")
    shutil.copytree(paths.docs, tmp_path / "docs" / "archive")
    shutil.copytree(ROOT / "docs" / "overrides", tmp_path / "docs" / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)

    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert links.check(tmp_path / "site") == []
    made = {p.relative_to(paths.docs).as_posix() for p in paths.docs.rglob("*.md")}
    published = set(files(tmp_path / "site"))
    assert {name.replace(".md", ".html") for name in made if name.endswith("index.md")} <= published
    seed = (tmp_path / "site" / SEED_PAGE).read_text(encoding="utf-8")
    assert "99.435" in seed
    assert 'id="line-83"' in seed
