"""The forecast of a hall's next two hours: wished for by whoever opens the page, reckoned by the worker, told to the page."""

from datetime import datetime, timedelta
from multiprocessing import get_context

from django.db import transaction
from django.db.models import F, Q

from motcua.foundation.live import messages
from motcua.kernel import clock
from motcua.kernel.errors import UnavailableError
from motcua.ticketing.hall.forecast import Forecast, Scene, foresee_apart
from motcua.ticketing.models import HallForecast
from motcua.ticketing.selectors.forecast import WATCHED_FOR, is_foreseen, scene_of
from motcua.ticketing.selectors.hall import hall_of

AGAIN_AFTER = timedelta(minutes=3, seconds=30)
"""The job looks each minute, so a forecast is made anew every four."""
_CLAIMED_FOR = timedelta(minutes=5)
"""Whoever reckons longer than this has died: it takes seconds."""
_NOTED_AGAIN_AFTER = timedelta(minutes=1)


def channel(unit_id: int) -> str:
    """The live channel on which the head's page hears that there is a new forecast; the hall's screens have no use for it."""
    return f"hall-forecast:{unit_id}"


def note_watched(unit_id: int, known: HallForecast | None, at: datetime) -> None:
    """Note that the head looks at the hall, so that its forecast is kept fresh; at most one row is written a minute."""
    if known is None or at - known.watched_at >= _NOTED_AGAIN_AFTER:
        row = HallForecast(unit_id=unit_id, watched_at=at)
        HallForecast.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["unit"], update_fields=["watched_at"]
        )


def forecasts_due(at: datetime) -> list[int]:
    """The units whose forecast somebody waits for: the page was loaded lately, the hall is open, the last one has aged."""
    watched = HallForecast.objects.filter(watched_at__gt=at - WATCHED_FOR)
    aged = watched.filter(Q(computed_at=None) | Q(computed_at__lte=at - AGAIN_AFTER))
    units = aged.order_by(F("computed_at").asc(nulls_first=True), "pk").values_list("pk", flat=True)
    return [unit_id for unit_id in units if is_foreseen(hall_of(unit_id), at)]


def make_forecast(unit_id: int) -> bool:
    """Reckon a unit's forecast and tell its page; False if somebody else is at it.

    Raises:
        UnavailableError: the process that reckons died. The unit may be tried again at once.
    """
    at = clock.now()
    if not _claim(unit_id, at):
        return False
    try:
        scene = scene_of(unit_id, at)
        forecast = _reckoned(scene) if scene else None
    except BaseException:
        HallForecast.objects.filter(pk=unit_id, claimed_at=at).update(claimed_at=None)
        raise
    with transaction.atomic():
        mine = HallForecast.objects.filter(pk=unit_id, claimed_at=at)
        payload = forecast.to_json() if forecast else None
        if mine.update(claimed_at=None, computed_at=at, payload=payload) != 1:
            return False  # it took so long that another has taken over
        messages.publish(channel(unit_id), {"forecast": at.isoformat()})
    return True


def _claim(unit_id: int, at: datetime) -> bool:
    free = Q(claimed_at=None) | Q(claimed_at__lte=at - _CLAIMED_FOR)
    return HallForecast.objects.filter(free, pk=unit_id).update(claimed_at=at) == 1


def _reckoned(scene: Scene) -> Forecast:
    """By a process of its own: in this one, seconds of arithmetic would hold up the relay that screens are told by."""
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=foresee_apart, args=(sender, scene), daemon=True)
    process.start()
    sender.close()  # so that the child's death is an end of the stream
    try:
        forecast: Forecast = receiver.recv()
    except EOFError as error:
        sentence = "Chưa tính được dự báo của sảnh; hệ thống tự tính lại trong vài phút."
        raise UnavailableError("ticketing:forecast:failed", sentence, "the forecasting process died") from error
    finally:
        process.join()
        receiver.close()
    return forecast
