"""Every path the pipeline reads or writes, once.

`Paths.of()` is the archive of this checkout: `data/` in, `site/` out. `Paths.of(data, out)` is any
other one, inside or outside the checkout; each has a work folder of its own under `build/`, so
archives are built without disturbing each other.
"""

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: where mkdocs.yml, docs/ and pipeline/ stand."""


@dataclass(frozen=True)
class Paths:
    """Where one archive's records lie and where its site goes; all absolute."""

    data: Path
    out: Path
    build: Path = ROOT / "build"
    """Holds the intermediate results of every archive, each in a folder of its own."""
    root: Path = ROOT
    """The checkout that publishes: another one than this in tests."""

    @classmethod
    def of(cls, data: str | Path | None = None, out: str | Path | None = None) -> "Paths":
        """The paths as a user gives them.

        What is not given is the checkout's own; what is given relatively stands relative to the
        working directory, as with any command.
        """
        return cls(
            data=ROOT / "data" if data is None else Path(data).absolute(),
            out=ROOT / "site" if out is None else Path(out).absolute(),
        )

    @property
    def is_default(self) -> bool:
        """Whether this is the checkout's own archive, published at its usual place."""
        return self == Paths.of()

    # What people write: the records.

    @property
    def deals(self) -> Path:
        return self.data / "deals"

    @property
    def exhibits(self) -> Path:
        return self.data / "exhibits"

    @property
    def base_documents(self) -> Path:
        return self.data / "base_documents"

    @property
    def parties(self) -> Path:
        return self.data / "parties"

    @property
    def templates(self) -> Path:
        return self.data / "templates"

    @property
    def specimen(self) -> Path:
        """The commented record that a new deal starts from."""
        return self.templates / "deal.yaml"

    # What people write: the site.

    @property
    def config(self) -> Path:
        """The publisher's configuration, shared by all archives of this checkout."""
        return self.root / "mkdocs.yml"

    @property
    def written(self) -> Path:
        """Written pages (`*.md`), and `assets/`: the site's own styles and scripts."""
        return self.root / "docs"

    # What the pipeline makes. All of it may be deleted at any time.

    @property
    def cache(self) -> Path:
        """Results kept from one build to the next, named by what they were made from.

        Shared by all archives: the same input gives the same result wherever it is used.
        """
        return self.root / "build" / "cache"

    @property
    def work(self) -> Path:
        """This archive's intermediate results, apart from every other archive's."""
        if self.is_default:
            return self.build / "default"
        places = f"{self.data}\0{self.out}".encode()
        return self.build / f"{self.out.name}-{blake2b(places, digest_size=6).hexdigest()}"

    @property
    def tables(self) -> Path:
        """The tables as files (CSV, Parquet, SQLite), before they are published under `data/`."""
        return self.work / "tables"

    @property
    def search(self) -> Path:
        """What searching keeps: the terminal's index, and parts of the site's."""
        return self.work / "search"

    @property
    def docs(self) -> Path:
        """The publisher's `docs_dir`: generated pages, written pages, assets and tables together.

        The page at `docs / "deals/x/index.md"` is published at `deals/x/`.
        """
        return self.written / "archive" if self.is_default else self.work / "docs"
