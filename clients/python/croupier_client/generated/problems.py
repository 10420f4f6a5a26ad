# Written by `make api` from docs/api. Change the models instead.
"""An error for each code that the API answers with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from croupier_client.errors import RestError

if TYPE_CHECKING:
    from collections.abc import Mapping


class AccessSuspended(RestError):
    """The API answered `access_suspended`."""


class AccountRestricted(RestError):
    """The API answered `account_restricted`."""


class ActDecided(RestError):
    """The API answered `act_decided`."""


class ApprovalPending(RestError):
    """The API answered `approval_pending`."""


class BadSignature(RestError):
    """The API answered `bad_signature`."""


class BetIdReused(RestError):
    """The API answered `bet_id_reused`."""


class BettingClosed(RestError):
    """The API answered `betting_closed`."""


class BodyTooLarge(RestError):
    """The API answered `body_too_large`."""


class CannotDouble(RestError):
    """The API answered `cannot_double`."""


class CannotInsure(RestError):
    """The API answered `cannot_insure`."""


class CannotSplit(RestError):
    """The API answered `cannot_split`."""


class CannotSurrender(RestError):
    """The API answered `cannot_surrender`."""


class CardEntered(RestError):
    """The API answered `card_entered`."""


class CashOutClosed(RestError):
    """The API answered `cash_out_closed`."""


class ChatMuted(RestError):
    """The API answered `chat_muted`."""


class ChatRefused(RestError):
    """The API answered `chat_refused`."""


class ClientSeedDiffers(RestError):
    """The API answered `client_seed_differs`."""


class Conflict(RestError):
    """The API answered `conflict`."""


class ConnectionGone(RestError):
    """The API answered `connection_gone`."""


class Contention(RestError):
    """The API answered `contention`."""


class CoolingOff(RestError):
    """The API answered `cooling_off`."""


class CountryNotAllowed(RestError):
    """The API answered `country_not_allowed`."""


class CurrencyMismatch(RestError):
    """The API answered `currency_mismatch`."""


class CurrencyNotAllowed(RestError):
    """The API answered `currency_not_allowed`."""


class DecisionRefused(RestError):
    """The API answered `decision_refused`."""


class DepositsBlocked(RestError):
    """The API answered `deposits_blocked`."""


class DurationNotOffered(RestError):
    """The API answered `duration_not_offered`."""


class Forbidden(RestError):
    """The API answered `forbidden`."""


class FrameTooLarge(RestError):
    """The API answered `frame_too_large`."""


class GameCycle(RestError):
    """The API answered `game_cycle`."""


class GameIsLive(RestError):
    """The API answered `game_is_live`."""


class GameNotAllowed(RestError):
    """The API answered `game_not_allowed`."""


class IdempotencyKeyRequired(RestError):
    """The API answered `idempotency_key_required`."""


class IdempotencyKeyReused(RestError):
    """The API answered `idempotency_key_reused`."""


class InsufficientFunds(RestError):
    """The API answered `insufficient_funds`."""


class InternalError(RestError):
    """The API answered `internal_error`."""


class InvalidChoice(RestError):
    """The API answered `invalid_choice`."""


class InvalidCode(RestError):
    """The API answered `invalid_code`."""


class InvalidCredentials(RestError):
    """The API answered `invalid_credentials`."""


class InvalidPolicy(RestError):
    """The API answered `invalid_policy`."""


class InvalidStake(RestError):
    """The API answered `invalid_stake`."""


class LimitReached(RestError):
    """The API answered `limit_reached`."""


class MalformedRequest(RestError):
    """The API answered `malformed_request`."""


class MethodNotAllowed(RestError):
    """The API answered `method_not_allowed`."""


class NameRefused(RestError):
    """The API answered `name_refused`."""


class NoSuchSeat(RestError):
    """The API answered `no_such_seat`."""


class NotAuthenticated(RestError):
    """The API answered `not_authenticated`."""


class NotDealt(RestError):
    """The API answered `not_dealt`."""


class NotExcluded(RestError):
    """The API answered `not_excluded`."""


class NotFound(RestError):
    """The API answered `not_found`."""


class NotJoined(RestError):
    """The API answered `not_joined`."""


class NotYourSeat(RestError):
    """The API answered `not_your_seat`."""


class NotYourTurn(RestError):
    """The API answered `not_your_turn`."""


class NothingPending(RestError):
    """The API answered `nothing_pending`."""


class OutcomeEntered(RestError):
    """The API answered `outcome_entered`."""


class OwnAct(RestError):
    """The API answered `own_act`."""


class PasswordResetRequired(RestError):
    """The API answered `password_reset_required`."""


class PlayersAddress(RestError):
    """The API answered `players_address`."""


class PolicyChanged(RestError):
    """The API answered `policy_changed`."""


class RateLimited(RestError):
    """The API answered `rate_limited`."""


class RealityCheckDue(RestError):
    """The API answered `reality_check_due`."""


class RequestTooLarge(RestError):
    """The API answered `request_too_large`."""


class RoundDecided(RestError):
    """The API answered `round_decided`."""


class SeatCooldown(RestError):
    """The API answered `seat_cooldown`."""


class SeatTaken(RestError):
    """The API answered `seat_taken`."""


class SelfExcluded(RestError):
    """The API answered `self_excluded`."""


class SessionEnded(RestError):
    """The API answered `session_ended`."""


class SessionLimitReached(RestError):
    """The API answered `session_limit_reached`."""


class SignInNotOffered(RestError):
    """The API answered `sign_in_not_offered`."""


class StakeNotDivisible(RestError):
    """The API answered `stake_not_divisible`."""


class StakeOutOfRange(RestError):
    """The API answered `stake_out_of_range`."""


class StaleTurn(RestError):
    """The API answered `stale_turn`."""


class StillExcluded(RestError):
    """The API answered `still_excluded`."""


class TableClosed(RestError):
    """The API answered `table_closed`."""


class TableExists(RestError):
    """The API answered `table_exists`."""


class TicketRefused(RestError):
    """The API answered `ticket_refused`."""


class TimedOut(RestError):
    """The API answered `timed_out`."""


class TooManyAttempts(RestError):
    """The API answered `too_many_attempts`."""


class TooManyRequests(RestError):
    """The API answered `too_many_requests`."""


class TooManySeats(RestError):
    """The API answered `too_many_seats`."""


class TooSoon(RestError):
    """The API answered `too_soon`."""


class Unavailable(RestError):
    """The API answered `unavailable`."""


class Unbelievable(RestError):
    """The API answered `unbelievable`."""


class Underage(RestError):
    """The API answered `underage`."""


class UnknownAction(RestError):
    """The API answered `unknown_action`."""


class UnknownJurisdiction(RestError):
    """The API answered `unknown_jurisdiction`."""


class UnknownSeat(RestError):
    """The API answered `unknown_seat`."""


class UnknownSelection(RestError):
    """The API answered `unknown_selection`."""


class UnsupportedMediaType(RestError):
    """The API answered `unsupported_media_type`."""


class UnusableOutcome(RestError):
    """The API answered `unusable_outcome`."""


class UnusableTable(RestError):
    """The API answered `unusable_table`."""


class ValidationFailed(RestError):
    """The API answered `validation_failed`."""


class WeakPassword(RestError):
    """The API answered `weak_password`."""


class WrongPassword(RestError):
    """The API answered `wrong_password`."""


class WrongPhase(RestError):
    """The API answered `wrong_phase`."""


class WrongState(RestError):
    """The API answered `wrong_state`."""


class WrongStatus(RestError):
    """The API answered `wrong_status`."""


BY_CODE: Final[Mapping[str, type[RestError]]] = {
    "access_suspended": AccessSuspended,
    "account_restricted": AccountRestricted,
    "act_decided": ActDecided,
    "approval_pending": ApprovalPending,
    "bad_signature": BadSignature,
    "bet_id_reused": BetIdReused,
    "betting_closed": BettingClosed,
    "body_too_large": BodyTooLarge,
    "cannot_double": CannotDouble,
    "cannot_insure": CannotInsure,
    "cannot_split": CannotSplit,
    "cannot_surrender": CannotSurrender,
    "card_entered": CardEntered,
    "cash_out_closed": CashOutClosed,
    "chat_muted": ChatMuted,
    "chat_refused": ChatRefused,
    "client_seed_differs": ClientSeedDiffers,
    "conflict": Conflict,
    "connection_gone": ConnectionGone,
    "contention": Contention,
    "cooling_off": CoolingOff,
    "country_not_allowed": CountryNotAllowed,
    "currency_mismatch": CurrencyMismatch,
    "currency_not_allowed": CurrencyNotAllowed,
    "decision_refused": DecisionRefused,
    "deposits_blocked": DepositsBlocked,
    "duration_not_offered": DurationNotOffered,
    "forbidden": Forbidden,
    "frame_too_large": FrameTooLarge,
    "game_cycle": GameCycle,
    "game_is_live": GameIsLive,
    "game_not_allowed": GameNotAllowed,
    "idempotency_key_required": IdempotencyKeyRequired,
    "idempotency_key_reused": IdempotencyKeyReused,
    "insufficient_funds": InsufficientFunds,
    "internal_error": InternalError,
    "invalid_choice": InvalidChoice,
    "invalid_code": InvalidCode,
    "invalid_credentials": InvalidCredentials,
    "invalid_policy": InvalidPolicy,
    "invalid_stake": InvalidStake,
    "limit_reached": LimitReached,
    "malformed_request": MalformedRequest,
    "method_not_allowed": MethodNotAllowed,
    "name_refused": NameRefused,
    "no_such_seat": NoSuchSeat,
    "not_authenticated": NotAuthenticated,
    "not_dealt": NotDealt,
    "not_excluded": NotExcluded,
    "not_found": NotFound,
    "not_joined": NotJoined,
    "not_your_seat": NotYourSeat,
    "not_your_turn": NotYourTurn,
    "nothing_pending": NothingPending,
    "outcome_entered": OutcomeEntered,
    "own_act": OwnAct,
    "password_reset_required": PasswordResetRequired,
    "players_address": PlayersAddress,
    "policy_changed": PolicyChanged,
    "rate_limited": RateLimited,
    "reality_check_due": RealityCheckDue,
    "request_too_large": RequestTooLarge,
    "round_decided": RoundDecided,
    "seat_cooldown": SeatCooldown,
    "seat_taken": SeatTaken,
    "self_excluded": SelfExcluded,
    "session_ended": SessionEnded,
    "session_limit_reached": SessionLimitReached,
    "sign_in_not_offered": SignInNotOffered,
    "stake_not_divisible": StakeNotDivisible,
    "stake_out_of_range": StakeOutOfRange,
    "stale_turn": StaleTurn,
    "still_excluded": StillExcluded,
    "table_closed": TableClosed,
    "table_exists": TableExists,
    "ticket_refused": TicketRefused,
    "timed_out": TimedOut,
    "too_many_attempts": TooManyAttempts,
    "too_many_requests": TooManyRequests,
    "too_many_seats": TooManySeats,
    "too_soon": TooSoon,
    "unavailable": Unavailable,
    "unbelievable": Unbelievable,
    "underage": Underage,
    "unknown_action": UnknownAction,
    "unknown_jurisdiction": UnknownJurisdiction,
    "unknown_seat": UnknownSeat,
    "unknown_selection": UnknownSelection,
    "unsupported_media_type": UnsupportedMediaType,
    "unusable_outcome": UnusableOutcome,
    "unusable_table": UnusableTable,
    "validation_failed": ValidationFailed,
    "weak_password": WeakPassword,
    "wrong_password": WrongPassword,
    "wrong_phase": WrongPhase,
    "wrong_state": WrongState,
    "wrong_status": WrongStatus,
}
