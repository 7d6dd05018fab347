"""The bank of prompts: recordings where there are some, a machine's voice for the rest. Pure of Django."""

from motcua.hotline.prompts.building import Built, build
from motcua.hotline.prompts.recording import Recorded, import_folder, missing, recorded_set, recorded_sets, template
from motcua.hotline.prompts.voices import REGIONS

__all__ = [
    "REGIONS",
    "Built",
    "Recorded",
    "build",
    "import_folder",
    "missing",
    "recorded_set",
    "recorded_sets",
    "template",
]
