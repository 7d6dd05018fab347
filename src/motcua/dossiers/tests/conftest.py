from motcua.dossiers.tests.scene import hand_clock, open_centre, registry_clerk, seconded_leader

__all__ = ["hand_clock", "open_centre", "registry_clerk", "seconded_leader"]
