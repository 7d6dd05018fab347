from motcua.dossiers.tests.scene import open_centre, registry_clerk, seconded_leader

__all__ = ["open_centre", "registry_clerk", "seconded_leader"]
