"""Imports run one way along the flow, and only the outer stages touch files."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PIPELINE = ROOT / "pipeline"

#: Each part of the pipeline, and the parts that it may import: those before it in the flow.
MAY_IMPORT: dict[str, set[str]] = {
    "findings": set(),
    "memory": set(),
    "paths": set(),
    "records": {"findings"},
    "economics": {"records"},
    "amendments": {"records"},
    "word": {"records", "amendments"},
    "exhibits": {"findings", "records", "amendments", "checks"},
    "review": {"findings", "records", "checks"},
    "checks": {"findings", "records", "economics", "amendments"},
    "tables": {"findings", "records", "economics", "amendments"},
    "pages": {"findings", "records", "economics", "amendments", "word", "checks", "tables"},
    "compare": {"records", "amendments", "tables", "pages"},
    "search": {"findings", "memory", "paths", "records", "checks", "tables", "pages"},
    "publish": {"paths"},
    "stages": {"findings", "memory", "paths", "records", "checks", "tables"},
}


def parts() -> list[str]:
    return sorted(
        path.stem
        for path in PIPELINE.iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
    )


def modules(part: str) -> Iterator[Path]:
    folder = PIPELINE / part
    yield from sorted(folder.rglob("*.py")) if folder.is_dir() else [PIPELINE / f"{part}.py"]


def imported(module: Path) -> Iterator[str]:
    """Yield the parts of the pipeline that a module imports."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name.split(".")[1] for name in names if name.startswith("pipeline."))


def test_every_part_has_its_place_in_the_flow() -> None:
    assert set(parts()) == set(MAY_IMPORT)


@pytest.mark.parametrize("part", sorted(MAY_IMPORT))
def test_imports_run_along_the_flow(part: str) -> None:
    against = {
        f"{module.relative_to(ROOT)} imports {other}"
        for module in modules(part)
        for other in imported(module)
        if other != part and other not in MAY_IMPORT[part]
    }

    assert against == set()


def test_economics_computes_from_plain_values() -> None:
    """Only ``of_deal`` knows records; the rest of economics can be used by itself."""
    knowing = {module.stem for module in modules("economics") if "records" in set(imported(module))}

    assert knowing == {"of_deal"}
