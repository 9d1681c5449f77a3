"""Who has what a resident writes: the chain, with every absence there may be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.ownership import owner, reads_for, stands_in

STAFF = st.integers(1, 8)
AWAY = st.dictionaries(STAFF, st.none() | STAFF)
SOME = st.frozensets(STAFF)


@given(
    worker=st.none() | STAFF, away=AWAY, works=SOME, duty=SOME, in_hours=st.booleans(),
    coordinators=st.frozensets(st.integers(20, 22)),
)  # fmt: skip
def test_there_is_one_owner_and_it_is_one_who_is_there(
    worker: int | None,
    away: dict[int, int | None],
    works: frozenset[int],
    duty: frozenset[int],
    in_hours: bool,
    coordinators: frozenset[int],
) -> None:
    """Never nobody: one person who works and is there, those on duty in hours, or the coordinators' queue."""
    found = owner(
        worker, away, works=works, duty=sorted(duty), in_hours=in_hours,
        coordinators=sorted(coordinators),
    )  # fmt: skip
    match found.kind:
        case "worker":
            assert found.ids == (worker,)
            assert worker not in away
            assert worker in works
        case "stand_in":
            assert len(found.ids) == 1
            assert found.ids[0] not in away
            assert found.ids[0] in works
            assert worker in away
            assert worker in reads_for(found.ids[0], away)
        case "duty":
            assert in_hours
            assert found.ids
            assert set(found.ids) <= duty - away.keys()
        case "coordinator":
            assert found.ids == tuple(sorted(coordinators))
            if worker is not None and in_hours:
                assert not duty - away.keys()


@given(worker=STAFF, away=AWAY)
def test_the_first_who_is_there_answers(worker: int, away: dict[int, int | None]) -> None:
    """Whoever it is, is there; and who is there answers for themselves."""
    found = stands_in(worker, away)
    assert found is None or found not in away
    if worker not in away:
        assert found == worker


def test_a_stand_in_who_is_away_falls_on() -> None:
    """Mari has Berit, who has Siv; two who stand in for each other have nobody."""
    assert stands_in(1, {1: 2, 2: 3}) == 3
    assert stands_in(1, {1: 2, 2: None}) is None
    assert stands_in(1, {1: 2, 2: 1}) is None
    assert set(reads_for(3, {1: 2, 2: 3})) == {1, 2}


def test_whom_nobody_follows_up_is_the_coordinators() -> None:
    """Also in hours, with somebody on duty: they are to be given a worker."""
    assert owner(None, {}, works=(), duty=(5,), in_hours=True, coordinators=(9,)).kind == (
        "coordinator"
    )
