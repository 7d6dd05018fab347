from motcua.desk.tests.handling_scene import bench, dossier, staff
from motcua.dossiers.tests.scene import hand_clock, open_centre, registry_clerk

__all__ = ["bench", "dossier", "hand_clock", "open_centre", "registry_clerk", "staff"]
