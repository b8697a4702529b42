"""Publishing: the same site with and without the hook, from both publishers, and never half of one.

The pages here are made up; the site of the real archive is tested in tests of its own.
"""

import filecmp
import functools
import http.server
import importlib.util
import itertools
import os
import re
import shutil
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import markdown
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from pipeline.paths import ROOT, Paths
from pipeline.publish import PublishError, assemble, fonts, hook, links, publish
from pipeline.publish.assets import vendored
from pipeline.publish.build import MARKER
from pipeline.publish.serve import free_port
from pipeline.publish.tree import sync

EXTENSIONS = ["admonition", "attr_list", "tables", "toc"]

DEAL = """\
---
title: Deal {0}
search:
  exclude: true
---

<!-- Made by a test. -->

# Deal {0}

<section class="summary" id="summary">
<p>Sold &amp; paid: <a href="../{1}/#term-title">the other deal</a>, <a href="#terms">terms</a></p>
</section>

## Terms {{#terms}}

<table>
<tr id="term-title"><th>Title</th><td>3.625% Notes due 2009</td></tr>

<tr><th>Spaced \t out</th><td>*not emphasis*</td></tr>
</table>

Text with *emphasis* and [a term](#term-title), [all deals](../index.md).

<figure>
<svg viewBox="0 0 9 9"><rect width="9" height="9"/></svg>
</figure>
"""


class Page(NamedTuple):
    path: str
    content: str


def pages(**changed: str) -> list[Page]:
    """Return one page for each generated place of the navigation, and two deals."""
    made = {f"deals/{one}.md": DEAL.format(one, other) for one, other in ("ab", "ba")}
    for name in ("issuers", "underwriters", "base-documents", "compare", "data", "checks"):
        made[f"{name}/index.md"] = f"# {name}\n\nSome words.\n"
    made["deals/index.md"] = '# Deals\n\n<ul>\n<li><a href="a/">a</a></li>\n</ul>\n'
    made["method.md"] = '# Method\n\n<p><a href="../deals/a/">a deal</a></p>\n'
    made["index.md"] = "# Home\n\n[Glossary](glossary.md)\n"
    made |= {f"{name}.md": text for name, text in changed.items()}
    return list(itertools.starmap(Page, made.items()))


def written_pages() -> list[str]:
    """Return the names of the written pages in the navigation."""
    return re.findall(r": ((?!index)[\w-]+\.md)$", (ROOT / "mkdocs.yml").read_text(), re.MULTILINE)


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what this checkout publishes with, without its written pages."""
    root = tmp_path_factory.mktemp("checkout with a space")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for folder in ("docs/assets", "docs/overrides", "pipeline/publish"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.rmtree(root / "pipeline/publish/__pycache__", ignore_errors=True)
    for page in written_pages():
        (root / "docs" / page).write_text("# Written\n\n[All deals](deals/index.md)\n")
    vendored(ROOT / "build" / "cache")  # made once, not once a test run
    shutil.copytree(ROOT / "build" / "cache", root / "build" / "cache")
    return root


@pytest.fixture
def paths(checkout: Path, tmp_path: Path) -> Paths:
    (tmp_path / "data").mkdir()
    return Paths(tmp_path / "data", tmp_path / "out" / "site", tmp_path / "build", checkout)


def built(paths: Paths, made: Iterable[Page] | None = None, *, with_hook: bool = True) -> Path:
    assemble(paths, pages() if made is None else made)
    return publish(paths, hook=with_hook).site


def differences(one: Path, other: Path) -> list[str]:
    """Return the names that only one folder has, or whose bytes differ."""
    names = {
        file.relative_to(folder).as_posix()
        for folder in (one, other)
        for file in folder.rglob("*")
        if file.is_file()
    }
    return sorted(
        name
        for name in names
        if not (one / name).exists()
        or not (other / name).exists()
        or not filecmp.cmp(one / name, other / name, shallow=False)
    )


# --- Where things go


def test_every_page_is_published_at_its_address(paths: Paths) -> None:
    (paths.tables).mkdir(parents=True)
    (paths.tables / "deals.csv").write_text("deal_id\na\n")

    site = built(paths)

    for place in ("index.html", "deals/index.html", "deals/a/index.html", "method/index.html"):
        assert (site / place).is_file(), place
    assert (site / "data/deals.csv").read_text() == "deal_id\na\n"
    assert (site / "assets/vendor/licences/fonts.txt").is_file()


def test_an_archive_of_its_own_leaves_the_checkout_alone(paths: Paths, checkout: Path) -> None:
    built(paths)

    assert not (checkout / "docs/archive").exists()
    assert not (checkout / "site").exists()
    assert [place.name for place in paths.out.parent.iterdir()] == ["site"]


def test_archives_have_work_folders_of_their_own(tmp_path: Path) -> None:
    own = Paths.of()
    others = [
        Paths.of(tmp_path / "a", tmp_path / "site"),
        Paths.of(tmp_path / "b", tmp_path / "site"),
        Paths.of(out=tmp_path / "site"),
        Paths.of(data=tmp_path / "a"),
    ]

    assert own.docs == ROOT / "docs" / "archive"
    assert len({paths.work for paths in (own, *others)}) == 5
    assert len({paths.docs for paths in (own, *others)}) == 5


def test_given_paths_are_relative_to_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert Paths.of("mine", "there").data == tmp_path / "mine"
    assert Paths.of("mine", "there").out == tmp_path / "there"
    assert Paths.of().data == ROOT / "data"


def test_two_sources_of_one_address_are_refused(paths: Paths) -> None:
    with pytest.raises(ValueError, match=r"glossary/index\.md and glossary\.md"):
        assemble(paths, pages(glossary="# Generated\n"))


names = st.lists(st.sampled_from(["a", "b", "c.md", "d.csv"]), min_size=1, max_size=3).map("/".join)
trees = st.dictionaries(names, st.text(max_size=5)).filter(
    lambda tree: not any(one.startswith(f"{other}/") for one in tree for other in tree)
)


@given(before=trees, after=trees)
@settings(max_examples=60, deadline=None)
def test_a_synced_folder_holds_just_what_it_should(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, str], after: dict[str, str]
) -> None:
    root = tmp_path_factory.mktemp("tree")
    sync(root, before.items())

    changes = sync(root, after.items())

    found = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    assert found == {name: text.encode() for name, text in after.items()}
    assert set(changes.written) == {n for n in after if before.get(n) != after[n]}
    assert set(changes.removed) == before.keys() - after.keys()
    assert sync(root, after.items()).written == ()


@pytest.mark.parametrize("name", ["../x.md", "/etc/x.md", "a/../../x.md", "a//x.md"])
def test_no_file_is_written_outside_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="plain relative"):
        sync(tmp_path / "tree", [(name, "x")])

    assert not any(tmp_path.rglob("*.md"))


# --- The hook


block = st.sampled_from(
    [
        "<div>one</div>",
        '<section id="a">\n<div>in *it*\n\n</div>\n</section>',
        "<table><tr><td>&amp;&nbsp;&copy; <br/></td></tr></table>",
        "<div>\n\n<div>nested</div>\n\n</div>",
        "<figure>\n<svg><rect/></svg>\n</figure>",
        "<div\n  class='x'>tabs\there\n   \nspaces</div>",
        "<pre>a\n  b\n\n    c</pre>",
        "<details><summary>S</summary>\n<p>t</p></details>",
        "<p>one</p> <p>two on the line</p>",
        "<div>one</div>\n<table><tr><td>two</td></tr></table>\n<p>three</p>",
        "<div>one</div>\nwords",
        "<div>never closed",
        "</div>",
        "<div/>",
        "<hr>",
        "<DIV>upper</DIV>",
        "<div><!-- <div> --></div>",
        '<div markdown="1">*x*</div>',
        "<div title='</div>'>y</div>",
        "<span>inline</span>",
        "<svg><g/></svg>",
        "<script>if (1 < 2) '</div>'</script>",
    ]
)
prose = st.sampled_from(
    [
        "# Title",
        "## Terms {#terms}",
        "Words *with* emphasis & an <em>inline</em> tag.",
        "- a\n- b",
        "    code <div>x</div>",
        "```\n<div>example</div>\n```",
        "!!! note\n    said",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "> quoted",
        "[ref]: x.md",
        "&nbsp;",
    ]
)
separator = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n \n", "\n\n\n"])
documents = st.lists(st.tuples(st.one_of(block, block, prose), separator), max_size=9).map(
    lambda parts: "".join(text + end for text, end in parts)
)


@given(documents, st.booleans())
@settings(max_examples=400, deadline=None)
def test_the_parser_puts_out_the_same_with_blocks_hidden(text: str, searched: bool) -> None:
    meta = {} if searched else {"search": {"exclude": True}}
    page = SimpleNamespace(file=SimpleNamespace(src_uri="x.md"), meta=meta, present_anchor_ids=None)

    def converted(text: str) -> str:
        return markdown.markdown(text, extensions=EXTENSIONS)

    content = hook.on_page_content(converted(hook.on_page_markdown(text, page=page)), page=page)

    plain = converted(text)
    if searched:
        assert content == plain
    assert hook.on_post_page(f"<main>{content}</main>", page=page) == f"<main>{plain}</main>"


def test_the_blocks_of_a_page_are_hidden() -> None:
    hidden, blocks = hook.stash(DEAL.format("a", "b"))

    assert [text[:8] for text in blocks] == ["<section", "<table>\n", "<figure>"]
    assert "<t" not in hidden


def test_without_the_hook_the_same_site_comes_out(paths: Paths, tmp_path: Path) -> None:
    site = built(paths)
    site.rename(tmp_path / "hooked")

    assert differences(tmp_path / "hooked", built(paths, with_hook=False)) == []


# --- Links


def test_an_anchor_inside_a_hidden_block_can_be_linked_from_markdown(paths: Paths) -> None:
    home = "# Home\n\n[title](deals/a/index.md#term-title)\n"

    assert built(paths, pages(index=home)).is_dir()


BROKEN = [
    ("# Home\n\n[x](deals/c/index.md)\n", "deals/c/index.md"),
    ("# Home\n\n[x](deals/a/index.md#nowhere)\n", "'#nowhere'"),
    ('# Home\n\n<p><a href="deals/c/">x</a></p>\n', "index.html: deals/c/: is not in the site"),
    ('# Home\n\n<p><a href="deals/a">x</a></p>\n', "index.html: deals/a: is not in the site"),
    ('# Home\n\n<p><a href="deals/a/#nowhere">x</a></p>\n', "no such anchor in deals/a/index.html"),
    ('# Home\n\n<p><a href="#nowhere">x</a></p>\n', "no such anchor in index.html"),
    ('# Home\n\n<p><a href="/deals/a/">x</a></p>\n', "/deals/a/: leads from the root"),
    ('# Home\n\n<p><a href="../x/">x</a></p>\n', "../x/: is not in the site"),
    ('# Home\n\n<p><a href="javascript:x()">x</a></p>\n', "no browser should follow"),
    ('# Home\n\n<p><img src="https://a.example/x.png"></p>\n', "another host"),
    ('# Home\n\n<p><img src="x.png" srcset="deals/y.png 2x"></p>\n', "deals/y.png: is not in"),
    ('# Home\n\n<p style="background: url(//a.example/x.png)">x</p>\n', "another host"),
    ('# Home\n\n<script src="https://a.example/x.js"></script>\n', "another host"),
    ('# Home\n\n<div><form action="https://a.example/"></form></div>\n', "another host"),
]


@pytest.mark.parametrize(("home", "said"), BROKEN)
def test_a_broken_link_fails_the_build_and_keeps_the_old_site(
    paths: Paths, home: str, said: str
) -> None:
    old = paths.out
    old.mkdir(parents=True)
    (old / MARKER).touch()
    (old / "index.html").write_text("the old site")

    with pytest.raises(PublishError) as failure:
        built(paths, pages(index=home))

    assert said in str(failure.value)
    assert (old / "index.html").read_text() == "the old site"
    assert [place.name for place in old.parent.iterdir()] == ["site"]


def test_links_that_a_reader_may_click_lead_anywhere(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<h1 id="é">x</h1><a href="https://www.sec.gov/x?y#z">1</a> <a href="mailto:a@b.c">2</a>'
        '<a href="#%C3%A9">3</a> <a href="?q=1">4</a> <a href="./">5</a>'
        '<a name="n" href="#n">6</a>'
        '<link rel="canonical" href="https://a.example/"><img src="data:image/png;base64,AA">'
    )

    assert links.check(tmp_path) == []


def test_styles_are_followed_as_well(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(
        '/* url(no.png) */ @import "b.css"; p { background: url( "c.png" ) } '
        "q { background: url(https://a.example/d.png) } r { background: url(#e) }"
    )

    assert [(fault.address, fault.problem[:10]) for fault in links.check(tmp_path)] == [
        ("b.css", "is not in "),
        ("c.png", "is not in "),
        ("https://a.example/d.png", "would be f"),
    ]


def test_only_the_error_page_links_from_the_root(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text('<a href="/archive/">home</a><a href="/other/">?</a>')
    (tmp_path / "index.html").write_text("<h1>home</h1>")

    assert [str(fault) for fault in links.check(tmp_path, "/archive/")] == [
        "404.html: /other/: leads out of /archive/"
    ]


# --- Putting the site in place


def test_two_builds_of_the_same_input_are_equal(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("SITE_URL", "https://archive.example/deals/")
    built(paths).rename(tmp_path / "first")
    monkeypatch.setattr("time.time", lambda: 4e9)
    again = Paths(paths.data, tmp_path / "elsewhere", tmp_path / "build2", paths.root)

    assert differences(tmp_path / "first", built(again)) == []
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_the_sitemap_names_every_page_where_the_site_has_an_address(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://archive.example/x/")

    sitemap = (built(paths) / "sitemap.xml").read_text()

    assert "<loc>https://archive.example/x/deals/a/</loc>" in sitemap
    assert sitemap.count("<loc>") == len(pages()) + len(written_pages())
    assert "lastmod" not in sitemap


def test_a_new_site_replaces_the_old_one_whole(paths: Paths) -> None:
    site = built(paths)
    (site / "deals/a/left.html").write_text("left over")

    built(paths)

    assert not (site / "deals/a/left.html").exists()
    assert [place.name for place in site.parent.iterdir()] == ["site"]


def test_a_folder_that_is_no_site_is_not_replaced(paths: Paths) -> None:
    paths.out.mkdir(parents=True)
    (paths.out / "thesis.txt").write_text("precious")

    with pytest.raises(PublishError, match="not a site of this archive"):
        built(paths)

    assert (paths.out / "thesis.txt").read_text() == "precious"


@pytest.mark.parametrize("place", ["data", "data/site", "."])
def test_the_site_never_lies_over_or_in_the_records(paths: Paths, place: str) -> None:
    over = Paths(paths.data, paths.data.parent / place, paths.build, paths.root)

    with pytest.raises(PublishError, match="give --out a folder of its own"):
        publish(over)


def test_a_preview_may_lie_in_the_build_folder(paths: Paths) -> None:
    preview = Paths(paths.data, paths.build / "preview" / "a", paths.build, paths.root)

    assert built(preview).parent.name == "preview"


def test_a_fault_on_every_page_is_told_in_few_lines(paths: Paths) -> None:
    home = "# Home\n\n" + "".join(f'<p><a href="{n}/">x</a></p>\n' for n in range(99))

    with pytest.raises(PublishError, match="99 faulty links") as failure:
        built(paths, pages(index=home))

    assert len(failure.value.problems) == 41
    assert failure.value.problems[-1] == "and 59 more"


def test_what_a_killed_build_left_is_cleared_away(paths: Paths) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    left = paths.out.parent / f".site-{gone.pid}"
    (left / "new").mkdir(parents=True)
    (left / "old").mkdir()
    (left / "old" / MARKER).touch()

    # Killed between the two renamings: there is no site, and the old one lies aside. A build
    # that then fails must bring it back.
    with pytest.raises(PublishError):
        built(paths, pages(index="# Home\n\n[x](nowhere.md)\n"))

    assert (paths.out / MARKER).exists()
    assert [place.name for place in paths.out.parent.iterdir()] == ["site"]


# --- Other publishers and the browser


def test_zensical_builds_the_same_folder(paths: Paths, checkout: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec("zensical") is None:
        message = "zensical is not installed: its build was left out"
        warnings.warn(pytest.PytestWarning(message), stacklevel=1)
        pytest.skip(message)
    made = pages(demo="---\nneeds: [tables, charts]\n---\n\n# Demo\n\nWords.\n")
    assemble(paths, made)
    project = tmp_path / "project"
    shutil.copytree(paths.docs, project / "docs/archive")
    shutil.copytree(checkout / "docs/overrides", project / "docs/overrides")
    shutil.copy(checkout / "mkdocs.yml", project)

    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    site = project / "site"
    assert links.check(site) == []
    for name, _ in made:
        place = name.removesuffix(".md").removesuffix("index").rstrip("/")
        assert (site / place / "index.html").is_file(), name
    deal = (site / "deals/a/index.html").read_text()
    assert '<tr id="term-title"><th>Title</th><td>3.625% Notes due 2009</td></tr>' in deal
    demo = (site / "demo/index.html").read_text()
    for needed in ("vendor/vega.js", "javascripts/tables.js"):
        assert needed in demo
        assert needed not in deal


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Serve the test's folder; return its address."""
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


SPEC = (
    '{mark: "bar", data: {values: [{a: 1, b: 2}]}, encoding: '
    '{x: {field: "a", type: "ordinal"}, y: {field: "b", type: "quantitative"}}}'
)
TABLE = (
    "<table id='t'><thead><tr><th>n</th></tr></thead><tbody>"
    "<tr><td>9</td></tr><tr><td>10</td></tr><tr><td>1</td></tr></tbody></table>"
)


@pytest.mark.browser
def test_scripts_and_fonts_work_from_packages_alone(
    browser: Browser, served: str, tmp_path: Path
) -> None:
    for name, file in vendored(ROOT / "build/cache").items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, tmp_path / name)
    (tmp_path / "index.html").write_text(
        "<!doctype html><link rel='icon' href='data:,'>"
        "<style>@font-face { font-family: F; src: url(assets/vendor/fonts/regular.woff2) }"
        "p { font-family: F }</style><p>1,234.50 × “§” — €</p><div id='c'></div>"
        f"{TABLE}<script src='assets/vendor/vega.js'></script>"
        f"<script>vegaEmbed('#c', {SPEC}, {{renderer: 'svg', actions: false}})</script>"
        "<script type='module'>import DataTable from './assets/vendor/datatables.js';"
        "new DataTable('#t', {order: [0, 'asc']})</script>"
    )
    asked: list[str] = []
    faults: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)

    page.goto(served)
    page.wait_for_selector("#c svg .mark-rect path")
    page.wait_for_selector("#t.dataTable")

    assert page.locator("#t tbody td").all_inner_texts() == ["1", "9", "10"]
    assert page.evaluate("document.fonts.check('16px F')")
    assert faults == []
    assert [url for url in asked if not url.startswith((served, "data:"))] == []
    page.close()


@pytest.mark.parametrize("face", fonts.FACES)
def test_figures_are_of_one_width_and_the_name_is_not_the_reserved_one(face: str) -> None:
    made = fonts.subset(fonts.source_folder() / fonts.FACES[face], face)
    font = TTFont(BytesIO(made))
    glyphs = font.getBestCmap()

    assert len({font["hmtx"][glyphs[ord(figure)]][0] for figure in "0123456789"}) == 1
    assert {ord(sign) for sign in "—–“”§€£¥×÷≤≥→¶†‡…·−é"} <= glyphs.keys()
    assert font["name"].getDebugName(1) == "Archive Sans"
    given_names = [str(n) for n in font["name"].names if n.nameID in (1, 3, 4, 6, 16, 18)]
    assert not [name for name in given_names if "Source" in name]
    assert "Reserved Font Name" in font["name"].getDebugName(0)
    assert made == fonts.subset(fonts.source_folder() / fonts.FACES[face], face)
    assert len(made) < 32_000


def test_assets_are_made_once(tmp_path: Path) -> None:
    (tmp_path / "assets-0000").mkdir()
    first = vendored(tmp_path)
    times = {file: file.stat().st_mtime_ns for file in first.values()}

    assert {file: file.stat().st_mtime_ns for file in vendored(tmp_path).values()} == times
    assert len(list(tmp_path.iterdir())) == 1


def test_the_next_free_port_is_taken() -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), Quiet) as taken:
        assert free_port(taken.server_port) > taken.server_port
