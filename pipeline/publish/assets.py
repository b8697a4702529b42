"""Fonts and scripts that come out of pinned packages, so that the site asks no other host.

They are made once and kept in the cache, under a name that changes with whatever they are made
from: the packages' versions and the modules that make them.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

from pipeline.publish import fonts
from pipeline.publish.tree import Content, sync

_PACKAGES = ("font-source-sans-pro", "fonttools", "itables", "vl-convert-python")
_HERE = Path(__file__).parent
_LICENCES = _HERE / "licences"


def vendored(cache: Path) -> dict[str, Path]:
    """The files by their names in the docs folder, all under `assets/vendor/`.

    ==================================  ==========================================================
    `fonts/<face>.woff2`                regular, italic, semibold, bold of `fonts.FAMILY`
    `vega.js`                           a plain script; sets `vega`, `vegaLite` and `vegaEmbed`
    `datatables.js`                     a module; its default export is `DataTable`
    `licences/*.txt`                    the licence of each
    ==================================  ==========================================================
    """
    folder = cache / f"assets-{_key()}"
    if not folder.is_dir():
        _fill(folder)
    return {
        f"assets/vendor/{path.relative_to(folder).as_posix()}": path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _fill(folder: Path) -> None:
    cache = folder.parent
    cache.mkdir(parents=True, exist_ok=True)
    unfinished = Path(mkdtemp(prefix="unfinished-", dir=cache))
    sync(unfinished, _make())
    unfinished.chmod(0o755)
    # Named as done only when it is; another build may have been quicker.
    with suppress(OSError):
        unfinished.rename(folder)
    for old in {*cache.glob("assets-*"), unfinished} - {folder}:
        shutil.rmtree(old, ignore_errors=True)


def _key() -> str:
    made_from = [f"{package} {version(package)}".encode() for package in _PACKAGES]
    made_from += [path.read_bytes() for path in (Path(__file__), Path(fonts.__file__))]
    made_from += [path.read_bytes() for path in sorted(_LICENCES.iterdir())]
    return blake2b(b"\0".join(made_from), digest_size=8).hexdigest()


def _make() -> Iterator[tuple[str, Content]]:
    import itables

    source = fonts.source_folder()
    for face, file in fonts.FACES.items():
        yield f"fonts/{face}.woff2", fonts.subset(source / file, face)
    yield "licences/fonts.txt", source / "LICENSE.txt"
    yield "vega.js", _vega()
    yield "datatables.js", Path(itables.__file__).parent / "html" / "dt_bundle.js"
    for licence in sorted(_LICENCES.iterdir()):
        yield f"licences/{licence.name}", licence


def _vega() -> str:
    import vl_convert

    names = ("vega", "vegaLite", "vegaEmbed")
    bundle = vl_convert.javascript_bundle(" ".join(f"window.{name} = {name};" for name in names))
    # In a function of its own: the bundle's functions have one-letter names, and as a plain script
    # they would be everybody's.
    return f"(function () {{\n{bundle}\n}})();\n"
