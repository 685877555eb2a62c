"""The same columns in every engine: DuckDB, Polars' lazy frames, pandas and PyArrow."""

from collections.abc import Callable, Mapping
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from tests.rules.frames.frames import frames_of, meant, reckoned
from tests.rules.frames.test_translating import Batch, batches
from tests.rules.trees import partial_for

_NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}

ENGINES: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
    "lazy polars": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_arrow().to_pandas(types_mapper=_NULLABLE.get),
    "pyarrow": lambda frame: frame.to_arrow(),
}


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=25)
@given(batch=batches(partial_for))
def test_every_engine_gives_the_value_of_the_rule(engine: str, batch: Batch) -> None:
    rules, cases = batch
    expected = [tuple(meant(rule, known) for rule in rules) for known in cases]
    assert reckoned(rules, frames_of(cases).by(ENGINES[engine])) == expected
