import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.percentiles import percentile


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 1.0), (0.5, 5.0), (0.51, 6.0), (0.95, 10.0), (0.9, 9.0), (1.0, 10.0)]
)
def test_the_nearest_rank(share: float, value: float):
    assert percentile([float(number) for number in range(1, 11)], share) == value


@given(st.lists(st.floats(allow_nan=False), min_size=1), st.floats(0, 1))
def test_that_share_of_the_values_is_no_larger(values: list[float], share: float):
    found = percentile(sorted(values), share)
    assert sum(value <= found for value in values) >= share * len(values)
    assert found in values


def test_nothing_has_no_percentile():
    with pytest.raises(IndexError):
        percentile([], 0.5)
