from motcua.desk.tests.counter import counter, counter_of_cases
from motcua.desk.tests.handling_scene import bench, dossier, staff
from motcua.dossiers.tests.scene import hand_clock, open_centre, registry_clerk

__all__ = [
    "bench",
    "counter",
    "counter_of_cases",
    "dossier",
    "hand_clock",
    "open_centre",
    "registry_clerk",
    "staff",
]
