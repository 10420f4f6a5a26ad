"""The user directory: an Amazon Cognito user pool, where passwords live and nowhere else.

====================  ==============================================================================
attribute             holds
====================  ==============================================================================
``email``             what players sign in with
``name``              the display name that was asked for at registration
``birthdate``         ``YYYY-MM-DD``
``custom:player_id``  the id that we gave them
``custom:country``    ISO 3166-1 alpha-2
``custom:currency``   ISO 4217
``custom:terms``      which terms were accepted
====================  ==============================================================================

A username is Cognito's own name for an identity, or the address that it signs in with. The former
stands in tokens and in nothing that we keep: in another user pool there would be another one.

The app client has a secret, and every operation that is open to whoever knows the client asks for
it. So nobody signs up, signs in or has codes sent but through here. Nobody is told the secret but
whoever may read the client's settings.

Cognito's exceptions become the context's own errors here, by type.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as ConnectionFailure

from casino.accounts.errors import (
    AddressNotConfirmed,
    AddressTaken,
    InvalidCredentials,
    PasswordResetRequired,
    PlayersAddress,
    SessionEnded,
    SignInNotOffered,
    TooManyAttempts,
    WeakPassword,
    WrongCode,
    WrongOneTimeCode,
)
from casino.accounts.model import (
    TERMS,
    Identity,
    Particulars,
    SecondFactorNeeded,
    Session,
    Whereabouts,
)
from casino.lambdas.bearer import PLAYER_ID_ATTRIBUTE, PLAYER_ID_CLAIM
from casino.shared.errors import Invalid, Unavailable
from casino.shared.ids import new_player_id

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_cognito_idp.type_defs import ContextDataTypeTypeDef

SECOND_FACTOR: Final = "SOFTWARE_TOKEN_MFA"

# Cognito's own lower bound; its SDK refuses a shorter one before it is sent.
_MIN_SESSION_LENGTH: Final = 20

Refusals = Mapping[str, type[Exception]]

_ALWAYS: Final[Refusals] = {
    "TooManyRequestsException": TooManyAttempts,
    "TooManyFailedAttemptsException": TooManyAttempts,
    "LimitExceededException": TooManyAttempts,
    "ThrottlingException": TooManyAttempts,
    "InternalErrorException": Unavailable,
    "CodeDeliveryFailureException": Unavailable,
    # Of the function that says what is in the tokens.
    "InvalidLambdaResponseException": Unavailable,
    "UnexpectedLambdaException": Unavailable,
    "UserLambdaValidationException": Unavailable,
}
_SIGNING_UP: Final[Refusals] = {
    "UsernameExistsException": AddressTaken,
    "InvalidParameterException": Invalid,
}
_SIGNING_IN: Final[Refusals] = {
    "NotAuthorizedException": InvalidCredentials,
    "UserNotFoundException": InvalidCredentials,
    "InvalidParameterException": InvalidCredentials,
    "UserNotConfirmedException": AddressNotConfirmed,
    "PasswordResetRequiredException": PasswordResetRequired,
}
_ANSWERING: Final[Refusals] = {
    "CodeMismatchException": WrongOneTimeCode,
    "ExpiredCodeException": WrongOneTimeCode,
    "NotAuthorizedException": SessionEnded,
    "UserNotFoundException": SessionEnded,
    "ResourceNotFoundException": SessionEnded,
    "InvalidParameterException": SessionEnded,
}
_REFRESHING: Final[Refusals] = {
    "NotAuthorizedException": SessionEnded,
    "UserNotFoundException": SessionEnded,
    "UserNotConfirmedException": SessionEnded,
    "PasswordResetRequiredException": SessionEnded,
    "InvalidParameterException": SessionEnded,
    "RefreshTokenReuseException": SessionEnded,
}
_REDEEMING_CODE: Final[Refusals] = {
    "CodeMismatchException": WrongCode,
    "ExpiredCodeException": WrongCode,
    "UserNotFoundException": WrongCode,
    "NotAuthorizedException": WrongCode,
    "UserNotConfirmedException": WrongCode,
    "AliasExistsException": WrongCode,
    "InvalidParameterException": WrongCode,
}


class Directory:
    """Identities and their sign-ins.

    Parameters
    ----------
    pool : str
        The user pool's id.
    app : str
        The id of the pool's app client.
    """

    def __init__(self, client: "CognitoIdentityProviderClient", pool: str, app: str) -> None:
        self._client = client
        self._pool = pool
        self._app = app

    @cached_property
    def _secret(self) -> str:
        # Read when it is first needed, and once in a process's life.
        with _translated({}):
            described = self._client.describe_user_pool_client(
                UserPoolId=self._pool, ClientId=self._app
            )
        return described["UserPoolClient"]["ClientSecret"]

    def proof(self, username: str) -> str:
        """Return what proves that we know the secret, for an operation on somebody."""
        message = f"{username}{self._app}".encode()
        digest = hmac.digest(self._secret.encode(), message, hashlib.sha256)
        return base64.b64encode(digest).decode()

    def sign_up(self, player_id: str, particulars: Particulars, password: str) -> None:
        """Create the identity of somebody who accepts the terms.

        It gets a code by e-mail.

        Parameters
        ----------
        player_id : str
            A new one; the identity keeps it for ever.

        Raises
        ------
        AddressTaken
        WeakPassword
            If the pool's own policy or its list of leaked passwords refuses it.
        Invalid
        """
        with _translated(_SIGNING_UP):
            self._client.sign_up(
                ClientId=self._app,
                SecretHash=self.proof(particulars.email),
                Username=particulars.email,
                Password=password,
                UserAttributes=[
                    {"Name": "email", "Value": particulars.email},
                    {"Name": "name", "Value": particulars.display_name},
                    {"Name": "birthdate", "Value": particulars.date_of_birth.isoformat()},
                    {"Name": PLAYER_ID_ATTRIBUTE, "Value": player_id},
                    {"Name": "custom:country", "Value": particulars.country},
                    {"Name": "custom:currency", "Value": particulars.currency},
                    {"Name": "custom:terms", "Value": TERMS},
                ],
            )

    def confirm_unseen(self, email: str) -> None:
        """Take an address for the player's own without proof."""
        with _translated({}):
            self._client.admin_confirm_sign_up(UserPoolId=self._pool, Username=email)
            # Without this, Cognito sends no codes there, so a lost password would stay lost.
            self._client.admin_update_user_attributes(
                UserPoolId=self._pool,
                Username=email,
                UserAttributes=[{"Name": "email_verified", "Value": "true"}],
            )

    def send_code_again(self, email: str) -> None:
        """Send a registered, unconfirmed address another code; nothing happens to others.

        Refusals are kept silent: an address that is confirmed, or has had enough codes for today,
        must look like any other.
        """
        with suppress(ClientError), _unavailable_if_unreachable():
            self._client.resend_confirmation_code(
                ClientId=self._app, SecretHash=self.proof(email), Username=email
            )

    def confirm(self, email: str, code: str) -> None:
        """Confirm an address by the code that was sent to it.

        Raises
        ------
        WrongCode
            Also for an address that nobody registered, or that is confirmed already.
        """
        with _translated(_REDEEMING_CODE):
            self._client.confirm_sign_up(
                ClientId=self._app,
                SecretHash=self.proof(email),
                Username=email,
                ConfirmationCode=code,
            )

    def sign_in(
        self, email: str, password: str, whereabouts: Whereabouts
    ) -> Session | SecondFactorNeeded:
        """Check a password.

        Raises
        ------
        InvalidCredentials
        AddressNotConfirmed
            Whether or not the password is right.
        PasswordResetRequired
        SignInNotOffered
        """
        with _translated(_SIGNING_IN):
            answer = self._client.admin_initiate_auth(
                UserPoolId=self._pool,
                ClientId=self._app,
                AuthFlow="ADMIN_USER_PASSWORD_AUTH",
                AuthParameters={
                    "USERNAME": email,
                    "PASSWORD": password,
                    "SECRET_HASH": self.proof(email),
                },
                ContextData=_context(whereabouts),
            )
        match answer.get("ChallengeName"):
            case None:
                return _session(answer["AuthenticationResult"])
            case "SOFTWARE_TOKEN_MFA":
                username = answer["ChallengeParameters"].get("USER_ID_FOR_SRP") or email
                return SecondFactorNeeded(f"{username}:{answer['Session']}")
            case "NEW_PASSWORD_REQUIRED":
                raise PasswordResetRequired
            case _:
                raise SignInNotOffered

    def answer_second_factor(self, session: str, code: str, whereabouts: Whereabouts) -> Session:
        """Finish a sign-in with a one-time code.

        Raises
        ------
        WrongOneTimeCode
        SessionEnded
        """
        # Cognito wants the name again, and checks that it is the one the session was made for.
        username, _, cognito_session = session.partition(":")
        if not username or len(cognito_session) < _MIN_SESSION_LENGTH:
            raise SessionEnded
        with _translated(_ANSWERING):
            answer = self._client.admin_respond_to_auth_challenge(
                UserPoolId=self._pool,
                ClientId=self._app,
                ChallengeName=SECOND_FACTOR,
                Session=cognito_session,
                ChallengeResponses={
                    "USERNAME": username,
                    "SOFTWARE_TOKEN_MFA_CODE": code,
                    "SECRET_HASH": self.proof(username),
                },
                ContextData=_context(whereabouts),
            )
        if "AuthenticationResult" not in answer:
            raise SignInNotOffered
        return _session(answer["AuthenticationResult"])

    def refresh(self, refresh_token: str) -> Session:
        """Return a session with new tokens.

        Raises
        ------
        SessionEnded
        """
        with _translated(_REFRESHING):
            # Takes the secret as it is, where a flow of `AdminInitiateAuth` would ask for a proof
            # with the username, and a refresh token does not tell whose it is.
            answer = self._client.get_tokens_from_refresh_token(
                ClientId=self._app, ClientSecret=self._secret, RefreshToken=refresh_token
            )
        # Without rotation Cognito sends no new refresh token: the old one goes on to work.
        return _session({"RefreshToken": refresh_token} | answer["AuthenticationResult"])

    def sign_out_everywhere(self, username: str) -> None:
        """Make every refresh token of somebody worthless."""
        try:
            with _translated({}):
                self._client.admin_user_global_sign_out(UserPoolId=self._pool, Username=username)
        except self._client.exceptions.UserNotFoundException:
            return  # nobody is signed out already

    def player_id_of(self, username: str) -> str | None:
        """Return the id that we gave to somebody; `None` if there is nobody to whom we gave one."""
        found = self._find(username)
        return found[0].get(PLAYER_ID_ATTRIBUTE) if found else None

    def _find(self, username: str) -> tuple[dict[str, str], datetime] | None:
        """Return an identity's attributes, and when it was created."""
        try:
            with _translated({}):
                answer = self._client.admin_get_user(UserPoolId=self._pool, Username=username)
        except self._client.exceptions.UserNotFoundException:
            return None
        values = {each["Name"]: each.get("Value", "") for each in answer["UserAttributes"]}
        return values, answer["UserCreateDate"]

    def send_reset_code(self, email: str) -> None:
        """Send a code for a new password to an address, if it is a confirmed player's.

        Refusals are kept silent, for they tell addresses apart: unknown, unproved, or asked for too
        often.

        Raises
        ------
        Unavailable
        """
        with suppress(ClientError), _unavailable_if_unreachable():
            self._client.forgot_password(
                ClientId=self._app, SecretHash=self.proof(email), Username=email
            )

    def reset_password(self, email: str, code: str, password: str) -> None:
        """Set a new password by the code that was sent.

        Raises
        ------
        WrongCode
            Also for an address that nobody registered.
        WeakPassword
        """
        with _translated(_REDEEMING_CODE):
            self._client.confirm_forgot_password(
                ClientId=self._app,
                SecretHash=self.proof(email),
                Username=email,
                ConfirmationCode=code,
                Password=password,
            )

    def set_password(self, email: str, password: str) -> None:
        """Replace the password of somebody whom we know to be at the door.

        Raises
        ------
        WeakPassword
        """
        with _translated({}):
            self._client.admin_set_user_password(
                UserPoolId=self._pool, Username=email, Password=password, Permanent=True
            )

    def enrol(self, email: str, password: str, group: str) -> str:
        """Create an identity without a player's particulars, put it into a group, return its id.

        Each step may be repeated: what a crash left undone, the next enrolment of the address does.
        The password is set anew.

        Raises
        ------
        PlayersAddress
            If the address has an identity, and it is nobody to whom we gave an id.
        WeakPassword
        """
        with suppress(self._client.exceptions.UsernameExistsException), _translated({}):
            self._client.admin_create_user(
                UserPoolId=self._pool,
                Username=email,
                MessageAction="SUPPRESS",
                UserAttributes=[
                    {"Name": "email", "Value": email},
                    {"Name": "email_verified", "Value": "true"},
                    {"Name": PLAYER_ID_ATTRIBUTE, "Value": new_player_id()},
                ],
            )
        # Not the one that was just made: another enrolment may have come first.
        staff_id = self.player_id_of(email)
        if staff_id is None:
            raise PlayersAddress
        # Whoever enrols hands it over, and its owner may reset it by e-mail.
        self.set_password(email, password)
        with _translated({}):
            self._client.admin_add_user_to_group(
                UserPoolId=self._pool, Username=email, GroupName=group
            )
        return staff_id

    def groups_of(self, username: str) -> list[str]:
        """Return the groups that somebody is in; none, if there is nobody."""
        try:
            with _translated({}):
                answer = self._client.admin_list_groups_for_user(
                    UserPoolId=self._pool, Username=username
                )
        except self._client.exceptions.UserNotFoundException:
            return []
        return [each["GroupName"] for each in answer["Groups"]]

    def leave(self, username: str, group: str) -> None:
        """Take somebody out of a group; again is harmless."""
        with _translated({}):
            self._client.admin_remove_user_from_group(
                UserPoolId=self._pool, Username=username, GroupName=group
            )

    def members_of(self, group: str) -> Iterator[tuple[str, str]]:
        """Yield the ids and addresses of those in a group."""
        token: dict[str, Any] = {}
        while True:
            answer = self._client.list_users_in_group(
                UserPoolId=self._pool, GroupName=group, **token
            )
            for user in answer["Users"]:
                values = {each["Name"]: each.get("Value", "") for each in user["Attributes"]}
                yield values.get(PLAYER_ID_ATTRIBUTE, ""), values.get("email", "")
            if "NextToken" not in answer:
                return
            token = {"NextToken": answer["NextToken"]}

    def identity(self, username: str) -> Identity | None:
        """Return what is known of somebody; `None` if they did not register as a player.

        Nor did whoever accepted no terms.
        """
        found = self._find(username)
        if found is None:
            return None
        values, registered_at = found
        if "custom:terms" not in values:
            return None
        try:
            particulars = Particulars(
                email=values["email"].lower(),
                display_name=values["name"],
                date_of_birth=date.fromisoformat(values["birthdate"]),
                country=values["custom:country"],
                currency=values["custom:currency"],
            )
            return Identity(values[PLAYER_ID_ATTRIBUTE], particulars, registered_at)
        except (KeyError, ValueError):  # staff, whom an administrator created
            return None


def _session(result: Mapping[str, Any]) -> Session:
    claims = _claims(result["AccessToken"])
    if PLAYER_ID_CLAIM not in claims:
        raise SignInNotOffered  # an identity to which we gave no id
    return Session(
        player_id=claims[PLAYER_ID_CLAIM],
        username=claims["username"],
        access_token=result["AccessToken"],
        id_token=result["IdToken"],
        refresh_token=result["RefreshToken"],
        expires_in=result["ExpiresIn"],
    )


def _claims(token: str) -> dict[str, str]:
    # Straight from Cognito over TLS, so there is no signature to check.
    payload = token.split(".")[1]
    claims: dict[str, str] = json.loads(
        base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    )
    return claims


def _context(whereabouts: Whereabouts) -> "ContextDataTypeTypeDef":
    return {
        "IpAddress": whereabouts.address,
        "ServerName": whereabouts.server,
        "ServerPath": whereabouts.path,
        "HttpHeaders": [
            {"headerName": name, "headerValue": value}
            for name, value in whereabouts.headers.items()
        ],
    }


@contextmanager
def _translated(refusals: Refusals) -> Iterator[None]:
    try:
        with _unavailable_if_unreachable():
            yield
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in {"InvalidPasswordException", "PasswordHistoryPolicyViolationException"}:
            raise WeakPassword("This password can't be used; choose another") from error
        kind = refusals.get(code) or _ALWAYS.get(code)
        if kind is None:
            raise
        raise kind from error


@contextmanager
def _unavailable_if_unreachable() -> Iterator[None]:
    try:
        yield
    except (ConnectionFailure, HTTPClientError) as error:
        raise Unavailable from error
