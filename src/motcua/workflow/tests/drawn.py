"""Processes by chance: those that may be published, and any at all."""

from hypothesis import strategies as st

from motcua.workflow import Act, Place, Process, Step

PEOPLE = {
    Act.RECEIVE: [Place.UNIT],
    Act.APPRAISE: [Place.AGENCY],
    Act.APPROVE: [Place.AGENCY],
    Act.RETURN: [Place.UNIT],
}


@st.composite
def publishable(draw):
    """Received and returned once, appraised and approved once or more, stamped once; the shares make a hundred."""
    acts = [
        Act.RECEIVE,
        *[Act.APPRAISE] * draw(st.integers(1, 3)),
        *[Act.APPROVE] * draw(st.integers(1, 3)),
        Act.STAMP,
        Act.RETURN,
    ]
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=len(acts) - 1, max_size=len(acts) - 1)))
    shares = [after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)]
    return Process(
        tuple(
            Step(act, draw(st.sampled_from(PEOPLE.get(act, list(Place)))), share, draw(st.booleans()))
            for act, share in zip(acts, shares, strict=True)
        )
    )


ANY_STEP = st.builds(Step, st.sampled_from(Act), st.sampled_from(Place), st.integers(-5, 100), st.booleans())
ANY = st.builds(Process, st.lists(ANY_STEP, max_size=7).map(tuple))
