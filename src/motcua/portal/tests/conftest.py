from motcua.dossiers.tests.scene import open_centre

__all__ = ["open_centre"]
