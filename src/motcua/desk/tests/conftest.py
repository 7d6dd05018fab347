from motcua.desk.tests.counter import counter, counter_of_cases
from motcua.desk.tests.hall_scene import desk_at, hall
from motcua.desk.tests.handling_scene import bench, dossier, staff
from motcua.dossiers.tests.scene import hand_clock, open_centre, registry_clerk

__all__ = [
    "bench",
    "counter",
    "counter_of_cases",
    "desk_at",
    "dossier",
    "hall",
    "hand_clock",
    "open_centre",
    "registry_clerk",
    "staff",
]
