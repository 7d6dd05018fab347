"""10,000 guesses over 100 addresses, and the owner at the counter meanwhile."""

import threading
from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.db import DatabaseError, connection
from django.test import override_settings

from motcua.accounts.errors import SignInUnavailableError, TooManyTriesError, WrongSignInError
from motcua.accounts.models import KnownDevice, SignInAllowance
from motcua.accounts.rules.guessing import WINDOW, Allowance
from motcua.accounts.services import sign_in as services
from motcua.accounts.services.allowance import forget_idle_allowances
from motcua.accounts.tests.factories import PASSWORD, StaffFactory
from motcua.kernel.clock import HANOI

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=HANOI)
HOME, OFFICE = "198.51.100.9", "10.0.0.5"


@pytest.fixture
def owner():
    return StaffFactory(sign_in_name="tiepnhan01")


@pytest.fixture
def cheap_check():
    """Counts the guesses that reach the password, without the price of a real hash for each."""
    with mock.patch.object(services, "_password_is_right", side_effect=lambda password, _: password == PASSWORD) as it:
        yield it


def enter(password=PASSWORD, *, name="tiepnhan01", address=OFFICE, device="", now=MORNING):
    return services.sign_in(services.Try(name, password, address, device), now=now)


def guess(address, now, *, name="tiepnhan01"):
    with pytest.raises((WrongSignInError, TooManyTriesError)) as refused:
        enter("đoán", name=name, address=address, now=now)
    return refused.type


def test_ten_thousand_guesses_over_a_hundred_addresses(owner, cheap_check):
    device = enter(address=OFFICE, now=MORNING - timedelta(days=1)).device
    cheap_check.reset_mock()
    for n in range(10_000):
        guess(f"203.0.113.{n % 100}", MORNING + timedelta(seconds=n * 0.08))
    assert 0 < cheap_check.call_count <= 10
    during = MORNING + timedelta(minutes=13)
    assert enter(address=OFFICE, device=device, now=during).staff == owner
    assert enter(address=OFFICE, now=during).staff == owner, "a new browser in a network that the account knows"


def test_counting_by_address_alone_would_not_do(owner, cheap_check):
    """The negative control: the same guesses against the allowance that most systems have."""
    with mock.patch.object(services, "allowances", lambda _name, origin: [Allowance(origin.network, 3)]):
        for n in range(300):
            guess(f"203.0.113.{n % 100}", MORNING + timedelta(seconds=n))
    assert cheap_check.call_count == 300


def test_whoever_sits_in_the_owners_network_too_has_ten_tries_at_most(owner, cheap_check):
    enter(address=OFFICE, now=MORNING - timedelta(days=1))
    cheap_check.reset_mock()
    for n in range(300):
        guess(OFFICE if n % 2 else f"203.0.113.{n % 100}", MORNING + timedelta(seconds=n))
    assert cheap_check.call_count == 10


def test_no_window_of_fifteen_minutes_holds_more_than_the_allowance(owner, cheap_check):
    tried_at = []
    for n in range(600):
        now = MORNING + timedelta(seconds=6 * n)
        if guess(f"203.0.113.{n % 100}", now) is WrongSignInError:
            tried_at.append(now)
    assert all(sum(start <= t < start + WINDOW for t in tried_at) <= 5 for start in tried_at)
    assert len(tried_at) == 20


def test_a_known_device_has_an_allowance_of_its_own_and_it_ends_too(owner, cheap_check):
    device = enter().device
    for _ in range(10):
        with pytest.raises(WrongSignInError):
            enter("sai", device=device)
    with pytest.raises(TooManyTriesError):
        enter(device=device)
    assert enter(device=device, now=MORNING + WINDOW).staff == owner


def test_a_device_is_known_to_the_accounts_that_used_it_only(owner, cheap_check):
    other = StaffFactory(sign_in_name="thuphi01")
    device = enter().device
    for _ in range(5):
        guess(OFFICE, MORNING, name=other.sign_in_name)
    with pytest.raises(TooManyTriesError):
        enter("sai", name=other.sign_in_name, device=device)


def test_right_passwords_cost_nothing(owner, cheap_check):
    for _ in range(30):
        assert enter(address=HOME).staff == owner


def test_one_address_that_tries_many_accounts_is_stopped(cheap_check):
    outcomes = [guess(HOME, MORNING, name=f"canbo{n:04}") for n in range(70)]
    assert outcomes.count(WrongSignInError) == 60


def test_an_unknown_account_gets_the_same_answers(owner, cheap_check):
    for name in ("tiepnhan01", "khongcoai"):
        answers = [guess("203.0.113.1", MORNING, name=name) for _ in range(6)]
        assert answers == [WrongSignInError] * 4 + [TooManyTriesError] * 2


def test_an_unknown_account_costs_a_hash_too(owner):
    with mock.patch.object(services, "check_password", return_value=False) as check:
        for name in ("tiepnhan01", "khongcoai"):
            guess(HOME, MORNING, name=name)
    algorithms = {call.args[1].split("$")[:4][0] for call in check.call_args_list}
    assert check.call_count == 2
    assert algorithms == {"scrypt"}


def test_when_tries_cannot_be_counted_nobody_gets_in(owner):
    with mock.patch.object(services, "spend", side_effect=DatabaseError), pytest.raises(SignInUnavailableError):
        enter()


def test_closed_accounts_and_demo_accounts_elsewhere_are_answered_like_a_wrong_password(owner):
    StaffFactory(sign_in_name="nghi.viec", is_active=False)
    StaffFactory(sign_in_name="mau", is_demo=True)
    with pytest.raises(WrongSignInError):
        enter(name="nghi.viec")
    with override_settings(MOTCUA_DEMO=False), pytest.raises(WrongSignInError):
        enter(name="mau")
    with override_settings(MOTCUA_DEMO=True):
        assert enter(name="mau").staff.is_demo


def test_the_name_may_be_typed_in_capitals_and_with_spaces(owner):
    assert enter(name=" TiepNhan01 ").staff == owner


def test_what_was_typed_is_nowhere_in_the_rows(owner, cheap_check):
    guess(HOME, MORNING, name="mật khẩu gõ nhầm ô")
    enter(address=HOME)
    kept = [
        *SignInAllowance.objects.values_list("key", flat=True),
        *KnownDevice.objects.values_list("device", flat=True),
    ]
    assert all(len(text) == 64 and set(text) <= set("0123456789abcdef") for text in kept)


def test_rows_that_count_nothing_are_forgotten(owner, cheap_check):
    guess(HOME, MORNING)
    assert forget_idle_allowances(now=MORNING + timedelta(hours=23)) == 0
    assert forget_idle_allowances(now=MORNING + timedelta(hours=25)) == 3


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_moment_share_one_allowance(owner, cheap_check):
    barrier = threading.Barrier(12)

    def run(n):
        barrier.wait()
        try:
            guess(f"203.0.113.{n}", MORNING)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cheap_check.call_count == 5
