from motcua.ticketing.tests.scene import hall, hand_clock

__all__ = ["hall", "hand_clock"]
