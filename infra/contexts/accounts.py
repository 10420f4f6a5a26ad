"""Accounts: who players are, and how they sign in."""

from typing import Final

from aws_cdk import ArnFormat, Aws, Duration, Stack
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_dynamodb import StreamViewType
from constructs import Construct

from infra import table_shapes
from infra.config import Mail
from infra.contexts.catalogue import CatalogueContext
from infra.contexts.safer_gambling import SaferGamblingContext
from infra.contexts.sessions import SessionsContext
from infra.contexts.wallet import WalletContext
from infra.shared.acknowledgements import acknowledge
from infra.shared.data import Access, CasinoTable
from infra.shared.functions import CasinoFunction, function_name
from infra.shared.platform import Platform
from infra.shared.rest_api import CasinoRestApi

_GROUPS: Final = {
    "players": "People who play",
    "operators": "Staff of the house",
    "dealers": "Staff at the tables",
}

_DESCRIBE_BEARER: Final = "accounts.describe_bearer"

# Signing up, confirming and resetting passwords are open to everybody who knows the secret of the
# client, so no policy can or need allow them.
_COGNITO_ACTIONS: Final = (
    "AdminGetUser",
    "AdminInitiateAuth",
    "AdminRespondToAuthChallenge",
    "AdminSetUserPassword",
    "AdminUserGlobalSignOut",
    # Where the secret is read.
    "DescribeUserPoolClient",
)
# Where an address is taken for the player's own without proof.
_UNPROVEN_ADDRESS_ACTIONS: Final = ("AdminConfirmSignUp", "AdminUpdateUserAttributes")


class AccountsContext(Construct):
    """The user pool, the players' profiles, and the routes to both."""

    def __init__(self, scope: Construct, construct_id: str, platform: Platform) -> None:
        super().__init__(scope, construct_id)
        self._platform = platform
        self.table = CasinoTable(
            self,
            "Table",
            platform.config,
            table_shapes.ACCOUNTS,
            # Old ones too: what tells a sign-in from another change is what was before.
            streams=StreamViewType.NEW_AND_OLD_IMAGES,
        )
        self.user_pool = self._user_pool()
        self.client = self._client()
        if platform.config.threat_protection:
            self._answer_risks()
        for name, description in _GROUPS.items():
            cognito.CfnUserPoolGroup(
                self,
                name.capitalize(),
                user_pool_id=self.user_pool.user_pool_id,
                group_name=name,
                description=description,
            )

    def serve(
        self,
        rest: CasinoRestApi,
        *,
        wallet: WalletContext,
        sessions: SessionsContext,
        catalogue: CatalogueContext,
        safer_gambling: SaferGamblingContext,
    ) -> None:
        """Add the functions, their routes and what sets them off."""
        config = self._platform.config
        api = CasinoFunction(
            self._platform,
            "accounts.api",
            # Cognito's password check takes most of a login; the rest should not add to it.
            memory=768,
            timeout_seconds=20,
            environment={
                "ACCOUNT_CONFIRMATION": config.account_confirmation,
                "USER_POOL_ID": self.user_pool.user_pool_id,
                "USER_POOL_CLIENT_ID": self.client.user_pool_client_id,
            },
        )
        self.table.open_to(api, Access.APPEND)
        wallet.table.open_to(api, Access.APPEND)
        # Who may register.
        catalogue.tell_policies_to(api)
        safer_gambling.know_people_in(api)
        # Whoever signs out takes their open connections with them.
        sessions.admit_from(api)
        immediate = config.account_confirmation == "immediate"
        actions = [*_COGNITO_ACTIONS, *(_UNPROVEN_ADDRESS_ACTIONS if immediate else ())]
        api.allow([f"cognito-idp:{action}" for action in actions], self.user_pool.user_pool_arn)
        rest.serve(api)
        self._describe_bearers()

    def _describe_bearers(self) -> None:
        """Have access tokens say whom they speak for, and open nothing at Cognito."""
        # Cognito waits no longer.
        function = CasinoFunction(self._platform, _DESCRIBE_BEARER, timeout_seconds=5)
        lambda_.CfnPermission(
            Stack.of(function),
            "DescribeBearerForCognito",
            action="lambda:InvokeFunction",
            function_name=function.function_arn,
            principal="cognito-idp.amazonaws.com",
            source_arn=self.user_pool.user_pool_arn,
        )
        # Nobody signs in without it.
        self._platform.alarms.failing(function)

    def _user_pool(self) -> cognito.UserPool:
        config = self._platform.config
        pool = cognito.UserPool(
            self,
            "UserPool",
            user_pool_name=f"croupier-{config.name}",
            sign_in_aliases=cognito.SignInAliases(email=True),
            sign_in_case_sensitive=False,
            self_sign_up_enabled=True,
            standard_attributes=cognito.StandardAttributes(
                email=cognito.StandardAttribute(required=True, mutable=True)
            ),
            # With these and the standard attributes a lost profile can be built again. Who has an
            # id keeps it: whoever fills another pool from this one takes it along.
            custom_attributes={
                "player_id": cognito.StringAttribute(min_len=36, max_len=36, mutable=False),
                "country": cognito.StringAttribute(min_len=2, max_len=2, mutable=False),
                "currency": cognito.StringAttribute(min_len=3, max_len=3, mutable=False),
                "terms": cognito.StringAttribute(min_len=1, max_len=20, mutable=False),
            },
            email=_mail(config.mail),
            auto_verify=cognito.AutoVerifiedAttrs(email=True),
            # Until a new address is proved, the old one goes on to work.
            keep_original=cognito.KeepOriginalAttrs(email=True),
            user_verification=cognito.UserVerificationConfig(
                email_style=cognito.VerificationEmailStyle.CODE,
                email_subject="Your Croupier code",
                email_body="Your code is {####}. If you did not ask for it, ignore this message.",
            ),
            account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
            # ASVS 5.0, 6.2.1 and 6.2.5: length, and no rules of composition. The accounts context
            # refuses common passwords, which such rules would not.
            password_policy=cognito.PasswordPolicy(
                min_length=8,
                require_digits=False,
                require_lowercase=False,
                require_symbols=False,
                require_uppercase=False,
                temp_password_validity=Duration.days(3),
            ),
            mfa=cognito.Mfa.OPTIONAL,
            mfa_second_factor=cognito.MfaSecondFactor(otp=True, sms=False),
            feature_plan=(
                cognito.FeaturePlan.PLUS
                if config.threat_protection
                else cognito.FeaturePlan.ESSENTIALS
            ),
            standard_threat_protection_mode=(
                cognito.StandardThreatProtectionMode.FULL_FUNCTION
                if config.threat_protection
                else None
            ),
            removal_policy=config.protected_removal_policy,
            deletion_protection=config.keeps_data,
        )
        resource = pool.node.default_child
        if not isinstance(resource, cognito.CfnUserPool):
            raise TypeError("the user pool has another shape than expected")
        # By its name, because the pool is there before any function.
        resource.lambda_config = cognito.CfnUserPool.LambdaConfigProperty(
            pre_token_generation_config=cognito.CfnUserPool.PreTokenGenerationConfigProperty(
                lambda_arn=Stack.of(self).format_arn(
                    service="lambda",
                    resource="function",
                    resource_name=function_name(config, _DESCRIBE_BEARER),
                    arn_format=ArnFormat.COLON_RESOURCE_NAME,
                ),
                lambda_version="V2_0",
            )
        )
        acknowledge(
            pool,
            "COG1",
            "Eight characters at least and no rules of composition, as ASVS 5.0 6.2.5 asks; common "
            "passwords are refused by the application.",
        )
        acknowledge(
            pool, "COG2", "Players choose whether to use a second factor; a password alone plays."
        )
        if not config.threat_protection:
            acknowledge(
                pool, "COG8", "Threat protection is billed per player; production stages have it."
            )
        return pool

    def _client(self) -> cognito.UserPoolClient:
        # Only the accounts function signs people in, with its own AWS credentials. Signing up,
        # codes and refreshing need no credentials, so the secret keeps them to that function.
        return self.user_pool.add_client(
            "Client",
            auth_flows=cognito.AuthFlow(admin_user_password=True),
            disable_o_auth=True,
            generate_secret=True,
            write_attributes=cognito.ClientAttributes()
            .with_standard_attributes(email=True, fullname=True, birthdate=True)
            .with_custom_attributes("player_id", "country", "currency", "terms"),
            prevent_user_existence_errors=True,
            enable_token_revocation=True,
            access_token_validity=Duration.hours(1),
            id_token_validity=Duration.hours(1),
            refresh_token_validity=Duration.hours(12),
            # For the second factor.
            auth_session_validity=Duration.minutes(5),
        )

    def _answer_risks(self) -> None:
        """Say what becomes of sign-ins that Cognito takes for a stranger's."""
        risks = cognito.CfnUserPoolRiskConfigurationAttachment
        risks(
            self,
            "Risks",
            user_pool_id=self.user_pool.user_pool_id,
            client_id=self.client.user_pool_client_id,
            # Less than a high risk is no reason to lock anybody out: who has a second factor is
            # asked for it at each sign-in anyway.
            account_takeover_risk_configuration=risks.AccountTakeoverRiskConfigurationTypeProperty(
                actions=risks.AccountTakeoverActionsTypeProperty(
                    high_action=risks.AccountTakeoverActionTypeProperty(
                        event_action="BLOCK", notify=False
                    )
                )
            ),
            compromised_credentials_risk_configuration=(
                risks.CompromisedCredentialsRiskConfigurationTypeProperty(
                    actions=risks.CompromisedCredentialsActionsTypeProperty(event_action="BLOCK")
                )
            ),
        )


def _mail(mail: Mail | None) -> cognito.UserPoolEmail | None:
    if mail is None:
        return None
    # Cognito by itself sends no more than fifty a day, from an address of its own.
    return cognito.UserPoolEmail.with_ses(
        from_email=mail.sender,
        from_name="Croupier",
        ses_verified_domain=mail.domain,
        ses_region=mail.region or Aws.REGION,
    )
