"""The queries written down beforehand, asked of the real archive's own index."""

import sqlite3
from typing import Any

import pytest
import yaml

from pipeline import stages
from pipeline.paths import ROOT
from pipeline.search.build import SearchIndex
from pipeline.search.find import ask
from pipeline.tables.build import build_tables

QUERIES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "search" / "queries.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    from pipeline.paths import Paths

    checked = stages.read_and_check(Paths.of(), quiet=True)
    tables = build_tables(checked.archive, checked.findings)
    work = tmp_path_factory.mktemp("search")
    index = SearchIndex(checked.archive, tables, ROOT / "data", work)
    return sqlite3.connect(index.store())


@pytest.mark.parametrize("query", QUERIES, ids=[query["query"] for query in QUERIES])
def test_a_query_finds_its_deals_and_no_others(
    store: sqlite3.Connection, query: dict[str, Any]
) -> None:
    answer = ask(store, query["query"])

    assert sorted(answer.deals) == query["deals"]
    assert list(answer.corrected.values()) == ([query["corrected"]] if "corrected" in query else [])


def test_there_are_enough_of_each_kind() -> None:
    assert len(QUERIES) >= 40
    assert {query["kind"] for query in QUERIES} == {
        "exact number", "phrase", "alias", "range", "facet", "amendment", "misspelt", "no hit",
    }  # fmt: skip
