"""What the hotline says, written for the ear: fragments that are spoken one after the other."""
