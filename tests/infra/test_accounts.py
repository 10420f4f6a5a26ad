import json

# Logs and traces.
BY_EVERY_FUNCTION = {
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
}


def test_passwords_have_a_length_and_no_rules_of_composition(stage):
    [pool] = stage.properties("Cognito::UserPool")
    policy = pool["Policies"]["PasswordPolicy"]
    assert policy["MinimumLength"] == 8
    assert not any(value for name, value in policy.items() if name.startswith("Require"))


def test_players_sign_in_by_email_in_any_case_with_an_optional_second_factor(stage):
    [pool] = stage.properties("Cognito::UserPool")
    assert pool["UsernameAttributes"] == ["email"]
    assert pool["UsernameConfiguration"] == {"CaseSensitive": False}
    assert pool["AutoVerifiedAttributes"] == ["email"]
    assert pool["MfaConfiguration"] == "OPTIONAL"
    assert pool["EnabledMfas"] == ["SOFTWARE_TOKEN_MFA"]


def test_only_our_own_function_takes_passwords(stage):
    [client] = stage.properties("Cognito::UserPoolClient")
    assert set(client["ExplicitAuthFlows"]) == {
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
    }
    # What needs no credentials needs the secret: signing up, codes, refreshing.
    assert client["GenerateSecret"] is True
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    assert client["EnableTokenRevocation"] is True


def test_the_clients_secret_stands_in_no_template(stage):
    assert "ClientSecret" not in json.dumps(stage.templates)


def test_an_id_that_was_given_is_kept(stage):
    [pool] = stage.properties("Cognito::UserPool")
    [player_id] = [each for each in pool["Schema"] if each["Name"] == "player_id"]
    assert player_id["Mutable"] is False
    [client] = stage.properties("Cognito::UserPoolClient")
    assert "custom:player_id" in client["WriteAttributes"]


def test_access_tokens_say_what_our_own_function_says(stage):
    [pool] = stage.properties("Cognito::UserPool")
    trigger = pool["LambdaConfig"]["PreTokenGenerationConfig"]
    assert trigger["LambdaVersion"] == "V2_0"
    _, function = stage.functions()["accounts.describe_bearer"]
    assert json.dumps(trigger["LambdaArn"]).endswith(f':function:{function["FunctionName"]}"]]}}')
    assert function["Timeout"] <= 5
    [permission] = [
        each
        for each in stage.properties("Lambda::Permission")
        if each["Principal"] == "cognito-idp.amazonaws.com"
    ]
    assert "UserPool" in json.dumps(permission["SourceArn"])
    allowed = {each for it in stage.statements("accounts.describe_bearer") for each in it["Action"]}
    assert allowed <= BY_EVERY_FUNCTION


def test_codes_are_sent_by_ses_from_where_the_stage_says(local, aws, synthesise):
    def mail(stage):
        [pool] = stage.properties("Cognito::UserPool")
        return pool.get("EmailConfiguration")

    assert mail(local) is None
    assert mail(aws)["EmailSendingAccount"] == "DEVELOPER"
    assert mail(aws)["From"] == "Croupier <no-reply@play.example.com>"
    identity = json.dumps(mail(aws)["SourceArn"])
    assert '{"Ref": "AWS::Region"}' in identity
    assert ":identity/play.example.com" in identity
    sender = {"sender": "a@b.example", "verified": "address", "region": "eu-west-1"}
    identity = json.dumps(mail(synthesise("test", mail=sender))["SourceArn"])
    assert ":ses:eu-west-1:" in identity
    assert ":identity/a@b.example" in identity


def test_access_tokens_are_short_lived(stage):
    [client] = stage.properties("Cognito::UserPoolClient")
    assert client["TokenValidityUnits"]["AccessToken"] == "minutes"
    assert client["AccessTokenValidity"] == 60


def test_groups_exist(stage):
    groups = {each["GroupName"] for each in stage.properties("Cognito::UserPoolGroup")}
    assert groups == {"players", "operators", "dealers"}


def test_identities_outlive_an_aws_stack(aws):
    [pool] = aws.of_type("Cognito::UserPool").values()
    assert pool["DeletionPolicy"] == "Retain"
    assert pool["Properties"]["DeletionProtection"] == "ACTIVE"


def test_production_has_threat_protection(prod, aws):
    [pool] = prod.properties("Cognito::UserPool")
    assert pool["UserPoolTier"] == "PLUS"
    assert pool["UserPoolAddOns"] == {"AdvancedSecurityMode": "ENFORCED"}
    [pool] = aws.properties("Cognito::UserPool")
    assert "UserPoolAddOns" not in pool


def test_a_sign_in_that_is_most_likely_a_strangers_is_refused_in_production(prod, aws):
    [risks] = prod.properties("Cognito::UserPoolRiskConfigurationAttachment")
    takeover = risks["AccountTakeoverRiskConfiguration"]["Actions"]
    assert takeover == {"HighAction": {"EventAction": "BLOCK", "Notify": False}}
    leaked = risks["CompromisedCredentialsRiskConfiguration"]["Actions"]
    assert leaked == {"EventAction": "BLOCK"}
    assert not aws.properties("Cognito::UserPoolRiskConfigurationAttachment")


def test_the_psp_secret_is_filled_by_the_operator_on_aws(local, aws):
    secret = aws.resources["PaymentsPspSecretC91B158D"]["Properties"]
    assert "SecretString" not in secret
    assert "api_key" in secret["GenerateSecretString"]["SecretStringTemplate"]
    assert "put-secret-value" in aws.outputs["PspSecretId"]["Description"]
    secret = local.resources["PaymentsPspSecretC91B158D"]["Properties"]
    assert "sk_test_" in secret["SecretString"]
