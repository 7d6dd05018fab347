"""The hall as a model of itself: a day played by the real rules, advice from the present state, a day replayed. Pure."""
