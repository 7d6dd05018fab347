"""Sentences put together from recorded fragments: sets of recordings, their loudness, and one WAV from many.

What is said is the caller's: it names fragments by key and pauses by "," and ".". `prepare` gives the sound of a score, from the
store of announcements or made in some milliseconds. Where no set was made or imported there is no sound, and nothing else is missing.
"""

from motcua.foundation.sound.announcements import Announcement, prepare, prune
from motcua.foundation.sound.fragments import FragmentSet, load_set
from motcua.foundation.sound.importing import examine_folder, import_folder
from motcua.foundation.sound.making import VOICES, make_set
from motcua.foundation.sound.manifest import CHIME, Manifest, SoundSetError
from motcua.foundation.sound.sets import installed_languages, installed_set

__all__ = [
    "CHIME",
    "VOICES",
    "Announcement",
    "FragmentSet",
    "Manifest",
    "SoundSetError",
    "examine_folder",
    "import_folder",
    "installed_languages",
    "installed_set",
    "load_set",
    "make_set",
    "prepare",
    "prune",
]
