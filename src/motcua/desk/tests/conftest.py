from motcua.desk.tests.counter import counter, counter_of_cases
from motcua.dossiers.tests.scene import open_centre, registry_clerk

__all__ = ["counter", "counter_of_cases", "open_centre", "registry_clerk"]
