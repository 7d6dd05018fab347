"""What monitoring reads, read back by the format's own parser."""

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from motcua.foundation.exposition import Family, Kind, Sample, exposed, one

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n"\\'), max_size=20)
VALUES = st.floats(allow_nan=False, min_value=-1e12, max_value=1e12)


def read(text):
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@given(st.dictionaries(TEXT, VALUES, max_size=5), TEXT)
def test_any_label_comes_back(values, text):
    samples = tuple(Sample(value, {"name": label}) for label, value in values.items())
    found = read(exposed([Family("motcua_things", text, samples)]))
    assert found.keys() == {("motcua_things", (("name", label),)) for label in values}
    for label, value in values.items():
        assert abs(found["motcua_things", (("name", label),)] - value) <= abs(value) * 1e-12


def test_kinds_and_what_is_empty():
    told = exposed([one("motcua_lag_seconds", "Lag", 1.5), Family("motcua_none", "Nothing", ())])
    told += exposed([Family("motcua_calls_total", "Calls", (Sample(3, {}),), Kind.COUNTER)])
    families = {family.name: family.type for family in text_string_to_metric_families(told)}
    assert families == {"motcua_lag_seconds": "gauge", "motcua_calls": "counter"}
    assert "motcua_none" not in told
    assert read(told)["motcua_lag_seconds", ()] == 1.5
