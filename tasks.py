"""The archive's tasks; ``./inv --list`` shows them, ``./inv --help TASK`` explains one."""

import datetime as dt
import os
import shlex
import shutil
import sys
import time
from collections.abc import Callable
from inspect import Parameter, Signature
from pathlib import Path
from typing import Any

from invoke.collection import Collection
from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import Task, task

from pipeline.paths import ROOT, Paths

DATA = "another archive's folder (default: data)"
OUT = "where the site goes (default: site)"


@task(help={"data": DATA})
def check(_: Context, data: str | None = None) -> None:
    """Read and check every record; print what is wrong; exit 1 on any error."""
    from pipeline import stages

    paths = Paths.of(data)
    checked = stages.read_and_check(paths)
    _print("\n".join(stages.finding_lines(checked, paths)))
    if checked.has_errors:
        raise Exit(code=1)


@task(help={"data": DATA, "out": OUT})
def tables(_: Context, data: str | None = None, out: str | None = None) -> None:
    """Check, then write the tables as CSV, Parquet and SQLite."""
    paths = Paths.of(data, out)
    _make(paths, upto="tables")
    print(f"tables: {paths.tables}")


@task(help={"data": DATA, "out": OUT})
def pages(_: Context, data: str | None = None, out: str | None = None) -> None:
    """Check, write the tables, and generate the Markdown pages."""
    paths = Paths.of(data, out)
    _make(paths, upto="pages")
    print(f"pages: {paths.docs}")


@task(help={"data": DATA, "out": OUT})
def site(_: Context, data: str | None = None, out: str | None = None) -> None:
    """Publish the pages that are generated already."""
    paths = Paths.of(data, out)
    if not (paths.docs / "index.md").exists():
        raise Exit(f"{paths.docs} holds no pages yet; run ./inv pages (or build) first", code=1)
    _publish(paths)


@task(
    help={
        "data": DATA,
        "out": OUT,
        "only": "publish one deal by itself, for a look (default place: build/preview/<deal>)",
    }
)
def build(
    _: Context, data: str | None = None, out: str | None = None, only: str | None = None
) -> None:
    """Check, tables, pages, site: the whole pipeline."""
    start = time.perf_counter()
    if only and out is None:
        out = str(Paths.of(data).build / "preview" / only)
    paths = Paths.of(data, out)
    _make(paths, upto="pages", only=only)
    _publish(paths)
    print(f"built in {time.perf_counter() - start:.0f} s")


@task(help={"data": DATA, "out": OUT, "port": "the first port to try (default: 8000)"})
def serve(_: Context, data: str | None = None, out: str | None = None, port: int = 8000) -> None:
    """Build, serve on this machine alone, and rebuild on every change."""
    from pipeline.publish.serve import serve as serve_site

    serve_site(Paths.of(data, out), port=port)


def _words_after(task_name: str, *switches: str) -> list[str]:
    """Name a task's words on the command line, wherever its flags stand among them.

    Every flag takes the word after it as its value, except ``switches`` and those that hold it
    (``--since=2004``, ``-s2004``).
    """
    count = 0
    words = iter(sys.argv[sys.argv.index(task_name) + 1 :] if task_name in sys.argv else [])
    for word in words:
        if not word.startswith("-"):
            count += 1
        elif word not in switches and (len(word) == 2 or (word[:2] == "--" and "=" not in word)):
            next(words, None)
    return [f"word_{number}" for number in range(1, count + 1)]


class _TakingWords(Task[Callable[..., Any]]):
    """A task of several words, of which Invoke must know beforehand how many will come.

    Its body takes them as ``**words``.
    """

    def argspec(self, body: Callable[..., Any]) -> Signature:
        """Return the body's parameters with one for each word."""
        parameters = super().argspec(body).parameters.values()
        named = [one for one in parameters if one.kind is not Parameter.VAR_KEYWORD]
        words = [Parameter(name, Parameter.KEYWORD_ONLY) for name in self.positional]
        return Signature([*named, *words])


@task(
    klass=_TakingWords,
    positional=_words_after("search"),
    help={
        "issuer": "deals of an issuer, under any of its names",
        "underwriter": "deals in which a firm takes part",
        "currency": "the currency's code; several with commas",
        "since": "from this day, month or year on",
        "until": "up to this day, month or year",
        "amends": "deals that amend this section: 6, 6(a)",
        "removed": "words that an amendment takes out",
        "inserted": "words that an amendment puts in",
        "format": "table, json or csv",
        "data": DATA,
    },
)
def search(
    _: Context,
    *,
    issuer: str | None = None,
    underwriter: str | None = None,
    currency: str | None = None,
    since: str | None = None,
    until: str | None = None,
    amends: str | None = None,
    removed: str | None = None,
    inserted: str | None = None,
    format: str = "table",  # noqa: A002 - the option's name
    data: str | None = None,
    **words: str,
) -> None:
    """Search the deal history: ./inv search WORDS; exit 1 when nothing is found.

    The language of the words is that of the site's search (docs/search.md); options are
    conditions of it, and may stand alone.
    """
    from pipeline.search import terminal

    if format not in terminal.FORMATS:
        raise Exit(f"--format {format}: there are {', '.join(terminal.FORMATS)}", code=2)
    options = {
        "issuer": issuer, "underwriter": underwriter, "currency": currency, "since": since,
        "until": until, "amends": amends, "removed": removed, "inserted": inserted,
    }  # fmt: skip
    store = _search_store(Paths.of(data))
    question = terminal.question(" ".join(words.values()), options)
    text, notes, found = terminal.run(store, question, format)
    print(*notes, sep="\n", end="\n" if notes else "", file=sys.stderr, flush=True)
    _print(text)
    if not found:
        raise Exit(code=1)


@task(help={"issuer": "the issuer's id", "date": "the agreement's date, YYYY-MM-DD", "data": DATA})
def new(_: Context, issuer: str, date: str, data: str | None = None) -> None:
    """Start a new record from the commented specimen."""
    from pipeline.records.new import NewRecordError, new_record

    try:
        file = new_record(Paths.of(data).data, issuer, date, dt.datetime.now().astimezone().date())
    except NewRecordError as error:
        raise Exit(str(error), code=1) from error
    print(f"{file}: fill it in, then run ./inv check")
    issuers = Paths.of(data).parties / "issuers.yaml"
    if f"id: {issuer}\n" not in issuers.read_text(encoding="utf-8"):
        print(f"{issuers} has no issuer {issuer} yet: add it there")


@task(
    name="import",
    positional=["exhibit"],
    help={
        "exhibit": "the paper as filed, .txt or .htm",
        "issuer": "the issuer's id, where the paper's name is not the archive's",
        "date": "the month of filing (2004-02), where the paper prints no date",
        "lines": "of a text that holds several agreements, the lines of one: 72-146",
        "data": DATA,
    },
)
def import_(
    _: Context,
    exhibit: str,
    issuer: str | None = None,
    date: str | None = None,
    lines: str | None = None,
    data: str | None = None,
) -> None:
    """Draft the record of a filed Terms Agreement, with its lines for every value."""
    from pipeline.exhibits.importing import import_exhibit, report
    from pipeline.exhibits.intake import RefusedError
    from pipeline.records.reader import read_archive

    folder = Paths.of(data).data
    archive = read_archive(folder)
    today = dt.datetime.now().astimezone().date()
    try:
        done = import_exhibit(
            Path(exhibit), folder, archive, today, issuer=issuer, date=date, lines=lines
        )
    except RefusedError as error:
        raise Exit(f"{exhibit}: {error}", code=1) from error
    print(*report(done, archive), sep="\n")
    print(*(f"wrote {path}" for path in done.written), sep="\n")
    print(f"read it against the paper with ./inv review {done.draft.deal_id}")


@task(
    positional=["deal"],
    help={"deal": "the deal's id", "by": "who reads (default: git's user name)", "data": DATA},
)
def review(_: Context, deal: str, by: str | None = None, data: str | None = None) -> None:
    """Read a draft against its paper, field by field, in this terminal."""
    from rich.console import Console
    from rich.text import Text

    from pipeline.records.reader import read_archive
    from pipeline.review.editor import ReviewError
    from pipeline.review.session import Session
    from pipeline.review.terminal import review as go_through

    archive = read_archive(Paths.of(data).data)
    if deal not in archive.deals:
        wrong = [str(one) for one in archive.findings if deal in one.path]
        raise Exit("\n".join(wrong) or f"the archive has no deal {deal}", code=1)
    record = archive.deals[deal]
    file = Paths.of(data).data.parent / record.path
    console = Console()
    try:
        who = by or _git_user() or console.input("your name: ").strip()
        if not who:
            raise Exit("a review needs the name of who reads: --by NAME", code=1)
        today = dt.datetime.now().astimezone().date()
        session = Session(record, file, who, today, archive)
    except (ReviewError, EOFError) as error:
        raise Exit(
            str(error) or "a review needs the name of who reads: --by NAME", code=1
        ) from error
    print(go_through(session, console, lambda prompt: console.input(Text(prompt))))


def _git_user() -> str:
    """Return the name under which git commits here; empty where it has none."""
    import subprocess

    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603 - a fixed command
        [git, "config", "user.name"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


@task(
    klass=_TakingWords,
    positional=_words_after("compare", "--only-differences", "-o", "--whole", "-w"),
    help={
        "only-differences": "leave out the lines on which they agree",
        "whole": "long clauses to their end, and lines that are known of one deal only",
        "data": DATA,
    },
)
def compare(
    _: Context,
    *,
    only_differences: bool = False,
    whole: bool = False,
    data: str | None = None,
    **deals: str,
) -> None:
    """Lay two to six deals side by side: ./inv compare DEAL DEAL, and up to four more.

    Every term, what is computed, allocations, selling restrictions, and what the agreements
    vary; it says which lines differ, and which nobody can tell.
    """
    from rich.console import Console

    from pipeline.compare.align import compare as side_by_side
    from pipeline.compare.read import CompareError, sheets_of
    from pipeline.compare.terminal import Printer

    try:
        sheets = sheets_of(Paths.of(data).data, list(deals.values()))
    except CompareError as error:
        raise Exit(str(error), code=1) from error
    printer = Printer(Console(), only_differences=only_differences, whole=whole)
    series = [security["name"] for sheet in sheets for security in sheet["securities"]]
    try:
        printer.print(side_by_side(sheets), series)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@task(help={"deals": "how many made-up deals (default: 1000)", "growth": "measure growth too"})
def bench(c: Context, deals: int = 1000, *, growth: bool = False) -> None:
    """Measure the pipeline on made-up deals, against plain MkDocs in the same run."""
    arguments = f"--deals {deals}{' --growth' if growth else ''}"
    with c.cd(ROOT):
        c.run(f"{sys.executable} -m tests.benchmark {arguments}")


@task
def lint(c: Context) -> None:
    """Check form and types: ruff and mypy."""
    with c.cd(ROOT):
        for command in ("ruff check .", "ruff format --check .", "mypy"):
            c.run(f"{sys.executable} -m {command}")


@task
def fmt(c: Context) -> None:
    """Bring the code into its form: ruff."""
    with c.cd(ROOT):
        c.run(f"{sys.executable} -m ruff check --fix .", warn=True)
        c.run(f"{sys.executable} -m ruff format .")


@task(
    help={
        "keyword": "only tests whose names match this pytest expression",
        "processes": "on how many processes (default: one a core)",
    }
)
def test(c: Context, keyword: str = "", processes: str = "auto") -> None:
    """Run the whole suite; it runs lint as well."""
    chosen = f' -k "{keyword}"' if keyword else ""
    with c.cd(ROOT):
        done = c.run(f"{sys.executable} -m pytest -n {processes}{chosen}", warn=True, pty=False)
    if not done.ok:
        raise Exit(code=done.return_code)


@task(help={"data": DATA, "out": OUT})
def clean(_: Context, data: str | None = None, out: str | None = None) -> None:
    """Remove the site, the generated pages and every cache."""
    from pipeline.stages import remove_generated

    for place in remove_generated(Paths.of(data, out)):
        print(f"removed {place}")
    for name in (".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"):
        shutil.rmtree(ROOT / name, ignore_errors=True)


def _print(text: str) -> None:
    try:
        print(text, flush=True)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _search_store(paths: Paths) -> Path:
    """Return the terminal's index, made anew where the archive has changed since."""
    from pipeline.search.find import STORE, is_current
    from pipeline.search.traces import signature

    store = paths.search / STORE
    if not paths.data.is_dir():
        raise Exit(f"{paths.data} is not a folder; name the archive's data folder", code=2)
    if not is_current(store, signature(paths.data)):
        from pipeline import stages
        from pipeline.search.build import SearchIndex
        from pipeline.tables.build import build_tables

        checked = stages.read_and_check(paths)
        if checked.has_errors:
            print("some records have errors: ./inv check tells which", file=sys.stderr)
        made = build_tables(checked.archive, checked.findings)
        store = SearchIndex(checked.archive, made, paths.data, paths.search).store()
    return store


def _make(paths: Paths, *, upto: str, only: str | None = None) -> None:
    """Run the stages up to the tables or the pages; stop at the first record with an error."""
    from pipeline import stages

    checked = stages.read_and_check(paths)
    print(*stages.finding_lines(checked, paths, only_errors=True), sep="\n")
    try:
        if only:
            checked = stages.only(checked, only)
        made = stages.make_tables(paths, checked)
    except stages.CheckFailedError:
        raise Exit("nothing was written: correct the errors above first", code=1) from None
    except stages.UnknownDealError as error:
        raise Exit(str(error), code=1) from error
    if upto == "pages":
        from pipeline.pages.build import build_pages
        from pipeline.publish.assemble import assemble
        from pipeline.search.build import searched

        built = build_pages(checked.archive, made, checked.findings)
        assemble(paths, *searched(checked.archive, made, built, paths))


def _publish(paths: Paths) -> None:
    from pipeline.publish.build import PublishError, publish

    try:
        published = publish(paths)
    except PublishError as error:
        raise Exit(str(error), code=1) from error
    print(f"{published.pages} pages published in {published.site}")
    print("look at them with ./inv serve, or open the folder with any web server, such as")
    folder = shlex.quote(str(published.site))
    print(f"  {Path(sys.executable).name} -m http.server --bind 127.0.0.1 --directory {folder}")


namespace = Collection(
    *(check, tables, pages, site, build, serve, search, compare),
    *(new, import_, review, bench, lint, fmt, test, clean),
)
