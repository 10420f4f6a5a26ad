from datetime import UTC, date, datetime, timedelta

from casino.accounts.model import AccountStatus, Confirmation, Marketing, Particulars, Profile

MORNING = datetime(2026, 1, 2, 8, tzinfo=UTC)
ADA = Profile(
    player_id="p-1",
    particulars=Particulars("ada@example.com", "Ada", date(1990, 12, 10), "DE", "EUR"),
    status=AccountStatus.PENDING_CONFIRMATION,
    created_at="2026-01-01T00:00:00.000000Z",
)


def test_the_first_sign_in_makes_the_account_active_and_has_no_predecessor():
    after = ADA.signed_in(MORNING)
    assert after.status is AccountStatus.ACTIVE
    assert after.previous_login_at is None
    assert after.version == ADA.version + 1


def test_the_second_sign_in_shows_the_first():
    after = ADA.signed_in(MORNING).signed_in(MORNING + timedelta(hours=1))
    assert after.previous_login_at == "2026-01-02T08:00:00.000000Z"
    assert after.last_login_at == "2026-01-02T09:00:00.000000Z"


def test_a_change_leaves_the_rest_as_it_is():
    after = ADA.changed(locale="de-AT", marketing={"sms": True})
    assert after.locale == "de-AT"
    assert after.marketing == Marketing(sms=True)
    assert after.particulars == ADA.particulars
    assert after.version == ADA.version + 1


def test_only_immediate_confirmation_starts_active():
    assert Confirmation.IMMEDIATE.first_status is AccountStatus.ACTIVE
    assert Confirmation.EMAIL_CODE.first_status is AccountStatus.PENDING_CONFIRMATION
