from motcua.dossiers.tests.scene import open_centre
from motcua.feedback.tests.scene import hand_clock, scene

__all__ = ["hand_clock", "open_centre", "scene"]
