"""Nothing is silently late: an alarm at the desk, in the log and by mail, once each."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction

from communique.newsroom.desk.models import State
from communique.newsroom.steps import alarms
from communique.newsroom.steps.errors import NotAllowed
from communique.newsroom.steps.models import Alarm, AlarmKind
from communique.newsroom.steps.sign_off import publish
from communique.newsroom.steps.watch import LOG, Watch, log_to, watch
from communique.outbox import orders as outbox
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import cleared, enter, letters, placed, subject, words


def after(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def beat(at: datetime) -> None:
    with transaction.atomic():
        outbox.beat(connection, alarms.REGISTRAR, at)


def mailed(desk: Desk) -> list[str]:
    """Return the subjects of the mails that tell of alarms."""
    return [subject(one) for one in letters(desk) if subject(one).startswith("Alarm")]


def test_an_order_that_is_late_by_ten_seconds_raises_one_alarm(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"))
    watching = Watch()
    keeper = log_to(desk.config.newsroom / LOG)
    beat(after(11))
    watching.look(after(9))
    assert Alarm.objects.count() == 0
    for seconds in (11, 12, 13):
        watching.look(after(seconds))
    (alarm,) = Alarm.objects.all()
    keeper.close()
    assert (alarm.kind, alarm.symbol) == (AlarmKind.LATE, copy.symbol)
    assert f"{copy.symbol} is late: it was due at" in alarm.text
    assert mailed(desk) == [f"Alarm: {alarm.text}"]
    assert letters(desk)[-1]["To"] == "press-secretary@lakes.example"
    logged = (desk.config.newsroom / LOG).read_text("utf-8").splitlines()
    assert [line.partition(" ")[2] for line in logged] == [f"WARNING {alarm.text}"]


def test_a_late_order_that_goes_out_after_all_says_how_late(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"))
    watching = Watch()
    watching.look(after(11))
    enter(desk.config)
    watching.look(after(12))
    alarm = Alarm.objects.get(kind=AlarmKind.LATE)
    assert alarm.over_at
    assert f"{copy.symbol} went out at" in alarm.over_text
    copy.refresh_from_db()
    assert copy.state == State.ISSUED


def test_what_went_out_late_while_nobody_watched_is_told(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"))
    (line,) = placed()
    with transaction.atomic():
        outbox.take(connection, after(0))
        outbox.mark_entered(connection, {line.order: 700}, after(3600))
    Watch().look(after(3605))
    alarm = Alarm.objects.get()
    assert alarm.kind == AlarmKind.ENTERED_LATE
    assert alarm.text.endswith("1 h late.")
    assert mailed(desk) == [f"Alarm: {alarm.text}"]


def test_a_refusal_is_told_also_where_the_order_was_late_before(desk: Desk) -> None:
    copies = [cleared(desk, title=f"Release {n}") for n in range(2)]
    for copy in copies:
        publish([copy], desk.who("press-secretary"))
    watching = Watch()
    ids = {line.symbol: line.order for line in placed()}
    beat(after(14))
    with transaction.atomic():
        outbox.take(connection, after(0))
        outbox.mark_refused(connection, [ids[copies[0].symbol]], "it does not fit", after(1))
    watching.look(after(11))
    with transaction.atomic():
        outbox.mark_refused(connection, [ids[copies[1].symbol]], "no more", after(12))
    for seconds in (13, 14):
        watching.look(after(seconds))
    refused = Alarm.objects.filter(kind=AlarmKind.REFUSED).order_by("pk")
    assert [alarm.symbol for alarm in refused] == [copy.symbol for copy in copies]
    assert "it does not fit" in refused[0].text
    assert Alarm.objects.count() == 3
    assert len(mailed(desk)) == 2


def test_many_late_ones_are_one_mail(desk: Desk) -> None:
    copies = [cleared(desk, title=f"Release {n}") for n in range(5)]
    publish(copies, desk.who("press-secretary"))
    beat(after(12))
    Watch().look(after(12))
    assert Alarm.objects.count() == 5
    assert mailed(desk) == ["Alarm: 5 things went wrong"]
    said = words(letters(desk)[-1])
    assert all(copy.symbol in said for copy in copies)


def test_a_silent_registrar_is_told_once_while_orders_wait(desk: Desk) -> None:
    watching = Watch()
    beat(after(0))
    watching.look(after(30))
    assert Alarm.objects.count() == 0
    publish([cleared(desk)], desk.who("press-secretary"), at=after(7200))
    watching.look(after(30))
    watching.look(after(60))
    alarm = Alarm.objects.get()
    assert alarm.kind == AlarmKind.SILENT
    beat(after(61))
    watching.look(after(62))
    alarm.refresh_from_db()
    assert alarm.over_at
    watching.look(after(90))
    assert Alarm.objects.count() == 2


def test_a_registrar_that_never_ran_is_told(desk: Desk) -> None:
    publish([cleared(desk)], desk.who("press-secretary"), at=after(7200))
    Watch().look(after(5))
    assert Alarm.objects.count() == 0
    Watch().look(after(11))
    assert "never" in Alarm.objects.get().text


def test_press_secretaries_alone_answer_alarms(desk: Desk) -> None:
    publish([cleared(desk)], desk.who("press-secretary"))
    Watch().look(after(12))
    keys = [alarm.pk for alarm in alarms.unread()]
    with pytest.raises(NotAllowed):
        alarms.acknowledge(desk.who("author"), keys, after(13))
    assert alarms.acknowledge(desk.who("press-secretary"), keys, after(13)) == len(keys)
    assert alarms.unread() == []
    assert alarms.acknowledge(desk.who("press-secretary"), keys, after(14)) == 0


def test_a_database_that_is_away_is_said_once_and_awaited(desk: Desk) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE outbox_order RENAME TO elsewhere")
    keeper = log_to(desk.config.newsroom / LOG)
    watching = Watch()
    for _ in range(3):
        watching.look(after(0))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE elsewhere RENAME TO outbox_order")
    watching.look(after(0))
    keeper.close()
    logged = (desk.config.newsroom / LOG).read_text("utf-8").splitlines()
    assert [line.split()[1] for line in logged] == ["ERROR", "WARNING"]
    assert "there again" in logged[1]


def test_the_watch_looks_until_it_is_told_to_stop(desk: Desk) -> None:
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"))
    enter(desk.config)
    stop = threading.Event()
    watching = threading.Thread(target=watch, args=(stop,))
    watching.start()
    for _ in range(100):
        copy.refresh_from_db()
        if copy.state == State.ISSUED:
            break
        stop.wait(0.1)
    stop.set()
    watching.join(10)
    assert not watching.is_alive()
    assert copy.state == State.ISSUED
    assert connections["default"].is_usable()
