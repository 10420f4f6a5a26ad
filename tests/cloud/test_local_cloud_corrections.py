"""What Croupier needs MiniStack to do, one contract for each correction in `scripts/local_cloud`.

Those of user pools stand in `test_user_pool_corrections.py`. A new version of MiniStack may be used
when all of them pass against it.
"""

import json
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier

import boto3
import httpx
import pytest
from botocore.exceptions import ClientError
from websockets.sync.client import connect

from scripts import tools
from scripts.deployment import local_client
from scripts.settings import LOCAL_ACCOUNT, LOCAL_REGION, ROOT
from tests.support.bare_cloud import HANDLER, Cloud, archive_of, eventually
from tests.support.local_cloud import kill, running_cloud, until_saved
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.timeout(60 * PATIENCE)


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    with running_cloud(tmp_path_factory.mktemp("cloud")) as running:
        yield Cloud(*running)


@pytest.fixture
def own_cloud(tmp_path):
    """Start clouds for one test, with settings of its own."""
    with ExitStack() as running:
        yield lambda **changes: Cloud(*running.enter_context(running_cloud(tmp_path, **changes)))


@pytest.fixture(scope="module")
def contended(cloud):
    cloud.table("contended")


@pytest.fixture(scope="module")
def socket_url(cloud):
    return cloud.websocket(cloud.function("socket"))


def test_it_refuses_a_ministack_that_it_was_not_made_for():
    # The project's own environment has none at all.
    refused = subprocess.run(
        [sys.executable, "-m", "scripts.local_cloud"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode != 0
    assert "fit MiniStack 1.5.33, and none is installed" in refused.stderr


class TestWebSocketHandlers:
    def test_handlers_of_one_function_run_side_by_side(self, cloud, socket_url):
        connected = Barrier(4)

        def play(_):
            with connect(socket_url) as socket:
                connected.wait()
                socket.send(json.dumps({"sleep": 1}))
                return json.loads(socket.recv())["pid"]

        with ThreadPoolExecutor(4) as players:
            # One worker after the other would be one and the same.
            assert len(set(players.map(play, range(4)))) == 4

    def test_a_failure_tells_the_player_nothing_and_the_connection_lives_on(self, socket_url):
        with connect(socket_url) as socket:
            socket.send(json.dumps({"fail": True}))
            answer = json.loads(socket.recv())
            socket.send("{}")
            assert "pid" in json.loads(socket.recv())
        assert answer["message"] == "Internal server error"
        assert "house" not in json.dumps(answer)

    @pytest.mark.parametrize("frame", ["[" * 15_000, '{"action":' + "[" * 15_000])
    def test_a_frame_too_deep_to_be_routed_is_answered_and_the_connection_lives_on(
        self, socket_url, frame
    ):
        with connect(socket_url) as socket:
            socket.send(frame)
            assert "message" in json.loads(socket.recv())  # the handler here can't read it either
            socket.send("{}")
            assert "pid" in json.loads(socket.recv())

    def test_what_handlers_say_is_kept(self, cloud, socket_url):
        with connect(socket_url) as socket:
            socket.send(json.dumps({"say": "rien ne va plus"}))
            socket.recv()
        log = cloud.settings.logs / "functions/socket.log"
        assert "rien ne va plus" in log.read_text()
        events = local_client(cloud.settings, "logs").filter_log_events(
            logGroupName="/aws/lambda/socket", filterPattern='"rien ne va plus"'
        )["events"]
        assert events


@pytest.mark.usefixtures("contended")
class TestTransactionConflicts:
    """Two writes at once, as DynamoDB's Developer Guide says what becomes of them."""

    @staticmethod
    def add(key, kind="Update"):
        change = {"TableName": "contended", "Key": {"pk": {"S": key}}}
        if kind == "ConditionCheck":
            return {kind: change | {"ConditionExpression": "attribute_not_exists(nothing)"}}
        change |= {
            "UpdateExpression": "ADD amount :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
        return {kind: change}

    def amount(self, cloud, key):
        item = cloud.dynamodb.get_item(
            TableName="contended", Key={"pk": {"S": key}}, ConsistentRead=True
        )["Item"]
        return int(item["amount"]["N"])

    @staticmethod
    def refused(attempt):
        """Return the error that refused an attempt, if any."""
        try:
            attempt()
        except ClientError as error:
            return error.response
        return None

    def race(self, *attempts, times=40):
        """Repeat attempts beside each other; return how each of them was answered."""

        def repeat(attempt):
            return [self.refused(attempt) for _ in range(times)]

        with ThreadPoolExecutor(len(attempts)) as threads:
            return list(threads.map(repeat, attempts))

    @pytest.mark.parametrize("kind", ["Update", "ConditionCheck"])
    def test_transactions_on_one_item_refuse_each_other_and_lose_nothing(self, cloud, kind):
        def transact(*parts):
            return lambda: cloud.dynamodb.transact_write_items(TransactItems=list(parts))

        shared = f"transactions-{kind}"
        answers = self.race(
            transact(self.add("own"), self.add(shared)), transact(self.add(shared, kind))
        )
        refusals = [each for some in answers for each in some if each]
        assert refusals
        assert {each["Error"]["Code"] for each in refusals} == {"TransactionCanceledException"}
        first = [each for each in answers[0] if each]
        codes = [[reason["Code"] for reason in each["CancellationReasons"]] for each in first]
        assert all(each == ["None", "TransactionConflict"] for each in codes)
        writers = answers if kind == "Update" else answers[:1]
        done = [each for some in writers for each in some if not each]
        assert self.amount(cloud, shared) == len(done)

    def test_a_plain_write_on_an_item_of_a_transaction_is_refused_until_that_is_over(self, cloud):
        part = self.add("mixed")
        transactions, writes = self.race(
            lambda: cloud.dynamodb.transact_write_items(TransactItems=[part]),
            lambda: cloud.dynamodb.update_item(**part["Update"]),
        )
        refusals = {each["Error"]["Code"] for each in writes if each}
        assert refusals == {"TransactionConflictException"}
        assert not any(transactions)  # a plain write that is under way refuses nobody
        done = [each for each in transactions + writes if not each]
        assert self.amount(cloud, "mixed") == len(done)

    def test_a_write_after_the_answer_never_meets_the_transaction(self, cloud):
        part = self.add("in-turn")
        for _ in range(20):
            cloud.dynamodb.transact_write_items(TransactItems=[part])
            cloud.dynamodb.update_item(**part["Update"])
        assert self.amount(cloud, "in-turn") == 40

    def test_plain_writes_do_not_refuse_each_other_and_nothing_refuses_other_items(self, cloud):
        part, other = self.add("plain"), self.add("other")

        def write():
            cloud.dynamodb.update_item(**part["Update"])

        answers = self.race(
            write, write, lambda: cloud.dynamodb.transact_write_items(TransactItems=[other])
        )
        assert not any(each for some in answers for each in some)
        assert self.amount(cloud, "plain") == 80


class TestRestDocuments:
    def document(self, path, function):
        method = {
            "responses": {"200": {"description": "A handler's answer"}},
            "x-amazon-apigateway-integration": {
                "type": "aws_proxy",
                "httpMethod": "POST",
                "uri": f"arn:aws:apigateway:{LOCAL_REGION}:lambda:path/2015-03-31/functions/"
                f"arn:aws:lambda:{LOCAL_REGION}:{LOCAL_ACCOUNT}:function:{function}/invocations",
            },
        }
        return {
            "openapi": "3.0.1",
            "info": {"title": "rest", "version": "1"},
            "paths": {
                path: {
                    "get": method | {"security": [{"staff": ["read"]}]},
                    "x-amazon-apigateway-any-method": method,
                }
            },
            "components": {
                "securitySchemes": {
                    "staff": {
                        "type": "apiKey",
                        "in": "header",
                        "name": "Authorization",
                        "x-amazon-apigateway-authtype": "cognito_user_pools",
                        "x-amazon-apigateway-authorizer": {
                            "type": "cognito_user_pools",
                            "providerARNs": [
                                f"arn:aws:cognito-idp:{LOCAL_REGION}:{LOCAL_ACCOUNT}:userpool/none"
                            ],
                        },
                    }
                }
            },
            "x-amazon-apigateway-gateway-responses": {
                kind: {
                    "statusCode": status,
                    "responseParameters": {
                        "gatewayresponse.header.X-Site": "stageVariables.Site",
                        "gatewayresponse.header.X-Request-Id": "context.requestId",
                    },
                    "responseTemplates": {
                        "application/json": json.dumps(
                            {"see": f"$stageVariables.Site/errors#{kind}"}
                        )
                    },
                }
                for kind, status in (
                    ("UNAUTHORIZED", "401"),
                    ("MISSING_AUTHENTICATION_TOKEN", "404"),
                )
            },
        }

    def template(self, number, document, **variables):
        """Return a stack of one API; each number is another deployment."""
        api = {"RestApiId": {"Ref": "Api"}}
        stage = {
            "DeploymentId": {"Ref": f"Deployment{number}"},
            "StageName": "live",
            "Variables": variables,
        }
        return {
            "Resources": {
                "Api": {
                    "Type": "AWS::ApiGateway::RestApi",
                    "Properties": {"Name": "rest", "Mode": "overwrite", "Body": document},
                },
                f"Deployment{number}": {"Type": "AWS::ApiGateway::Deployment", "Properties": api},
                "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": api | stage},
            },
            "Outputs": {"Api": {"Value": {"Ref": "Api"}}},
        }

    def deploy(self, cloud, name, template):
        api = cloud.deploy(name, template)["Api"]
        return f"{cloud.settings.cloud.url}/_aws/execute-api/{api}/live"

    def test_a_document_says_what_answers_other_methods_and_what_the_gateway_answers(self, cloud):
        cloud.function("rest")
        document = self.document("/bets", "rest")
        url = self.deploy(cloud, "whole", self.template(1, document, Site="https://x.y"))
        assert httpx.patch(f"{url}/bets", json={}).status_code == 200
        refused = httpx.get(f"{url}/bets")
        assert refused.status_code == 401
        assert refused.json() == {"see": "https://x.y/errors#UNAUTHORIZED"}
        assert refused.headers["X-Site"] == "https://x.y"
        assert refused.headers["X-Request-Id"]
        assert httpx.get(f"{url}/rounds").status_code == 404

    def test_an_api_keeps_its_address_when_its_document_changes(self, cloud):
        cloud.function("changing")
        first = self.document("/bets", "changing")
        before = self.deploy(cloud, "changing", self.template(1, first, Site="a"))
        assert httpx.post(f"{before}/bets", json={}).status_code == 200
        second = self.document("/rounds/{id}", "changing")
        after = self.deploy(cloud, "changing", self.template(2, second, Site="b"))
        assert after == before
        assert httpx.post(f"{after}/rounds/7", json={}).status_code == 200
        assert httpx.get(f"{after}/rounds/7").headers["X-Site"] == "b"
        # What the document no longer has is gone.
        assert httpx.post(f"{after}/bets", json={}).status_code == 404


class TestHandlerOutput:
    def test_a_silent_handler_is_not_waited_for(self, cloud):
        cloud.function("silent")
        cloud.invoke("silent")

        def seconds():
            began = time.monotonic()
            cloud.invoke("silent")
            return time.monotonic() - began

        # MiniStack alone needs 50 ms for each, whatever the machine.
        assert min(seconds() for _ in range(20)) < 0.05

    def test_output_belongs_to_its_own_invocation(self, cloud):
        cloud.function("speaking")
        for number in range(5):
            answer = cloud.lambda_.invoke(
                FunctionName="speaking",
                Payload=json.dumps({"say": f"round {number}"}),
                LogType="Tail",
            )
            assert answer["StatusCode"] == 200
        log = (cloud.settings.logs / "functions/speaking.log").read_text().splitlines()
        expected = [line for n in range(5) for line in (f"round {n}", f"round {n} to the end")]
        assert log == expected


class TestWorkers:
    def test_a_burst_waits_for_a_few_workers(self, cloud):
        cloud.function("popular")
        with ThreadPoolExecutor(12) as players:
            answers = list(players.map(lambda _: cloud.invoke("popular", sleep=0.1), range(12)))
        assert all(answer["statusCode"] == 200 for answer in answers)
        assert len({json.loads(answer["body"])["pid"] for answer in answers}) <= 4

    def test_a_deployment_lets_invocations_finish(self, cloud):
        cloud.function("redeployed")
        cloud.invoke("redeployed")
        with ThreadPoolExecutor(1) as player:
            answer = player.submit(cloud.invoke, "redeployed", sleep=1)
            time.sleep(0.3)
            cloud.lambda_.update_function_code(
                FunctionName="redeployed", ZipFile=archive_of(HANDLER + "# changed")
            )
            later = cloud.invoke("redeployed")
            assert answer.result()["statusCode"] == 200
        assert later["body"] != answer.result()["body"]

    def test_logs_of_old_invocations_make_room(self, cloud):
        cloud.function("busy")
        for _ in range(320):
            cloud.invoke("busy")
        logs = local_client(cloud.settings, "logs")
        pages = logs.get_paginator("describe_log_streams").paginate(logGroupName="/aws/lambda/busy")
        assert sum(len(page["logStreams"]) for page in pages) <= 300


class TestStreamMappings:
    @pytest.fixture
    def streams(self, own_cloud):
        cloud = own_cloud()
        cloud.table("taken")
        return cloud

    def test_it_goes_on_at_the_first_record_that_was_reported(self, streams):
        arn = streams.table("bets", stream=True)
        streams.function("takes")
        url, queue_arn = streams.queue("given-up")
        streams.put("bets", "a", "b", "poison", "c")
        streams.map_stream(
            arn,
            "takes",
            MaximumRetryAttempts=2,
            BisectBatchOnFunctionError=True,
            DestinationConfig={"OnFailure": {"Destination": queue_arn}},
        )
        streams.until_taken("c")
        taken = streams.taken()
        # What came before the reported record is never handed over again.
        assert (taken.count("a"), taken.count("b"), taken.count("c")) == (1, 1, 1)
        [message] = streams.sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5)["Messages"]
        given_up = json.loads(message["Body"])
        assert given_up["requestContext"]["condition"] == "RetryAttemptsExhausted"
        assert given_up["DDBStreamBatchInfo"]["batchSize"] == 1

    def test_bisection_saves_good_records_from_a_poisonous_one(self, streams):
        arn = streams.table("bets", stream=True)
        streams.function("raises", RAISE="1")
        url, queue_arn = streams.queue("given-up")
        streams.put("bets", *"abcd", "poison", *"efgh")
        streams.map_stream(
            arn,
            "raises",
            MaximumRetryAttempts=1,
            BisectBatchOnFunctionError=True,
            DestinationConfig={"OnFailure": {"Destination": queue_arn}},
        )
        streams.until_taken(*"abcdefgh")
        [message] = streams.sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5)["Messages"]
        assert json.loads(message["Body"])["DDBStreamBatchInfo"]["batchSize"] == 1

    def test_records_wait_for_others_for_as_long_as_the_mapping_says(self, streams):
        arn = streams.table("bets", stream=True)
        streams.function("takes")
        began = time.monotonic()
        streams.put("bets", "a", "b")
        streams.map_stream(arn, "takes", MaximumBatchingWindowInSeconds=3)
        streams.until_taken("a", "b")
        # Records tell the second in which they came, so up to one is missing.
        assert time.monotonic() - began >= 2

    def test_a_mapping_in_trouble_holds_up_no_other(self, streams):
        arn = streams.table("bets", stream=True)
        streams.function("stuck", RAISE="1")
        streams.map_stream(arn, "stuck")
        streams.put("bets", "poison")
        streams.until_taken("poison")
        arn = streams.table("rounds", stream=True)
        streams.function("lively")
        streams.map_stream(arn, "lively")
        streams.put("rounds", "quick")
        streams.until_taken("quick")


def test_a_queue_forgets_what_is_old_and_looks_at_no_more_than_that(cloud):
    script = textwrap.dedent(
        """
        import time
        from scripts.local_cloud import queue_memories
        from scripts.local_cloud.emulator import sqs

        class Entry(dict):
            looked_at = 0

            def __getitem__(self, name):
                Entry.looked_at += 1
                return super().__getitem__(name)

        queue_memories.apply()
        in_a_minute, before = time.time() + 60, time.time() - 1
        expiring = [before, before, *[in_a_minute] * 1_000]
        queue = {"dedup_cache": {n: Entry(expire=at) for n, at in enumerate(expiring)}}
        sqs._prune_dedup(queue)
        assert list(queue["dedup_cache"]) == list(range(2, 1_002))
        assert Entry.looked_at == 3
        """
    )
    done = subprocess.run(
        [tools.cloud_python(cloud.settings), "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


class TestSnapshots:
    @pytest.fixture(autouse=True)
    def quick_snapshots(self, monkeypatch):
        monkeypatch.setenv("CROUPIER_SNAPSHOT_SECONDS", "0.5")

    def test_a_crash_loses_nothing_that_is_older_than_a_snapshot(self, own_cloud):
        cloud = own_cloud()
        cloud.table("players")
        cloud.put("players", "ada", "blaise")
        url, _ = cloud.queue("clock")
        cloud.sqs.send_message(QueueUrl=url, MessageBody="tick")
        cloud.function("lives-on")
        until_saved(cloud.settings)
        kill(cloud.process)
        cloud.process.start()
        items = cloud.dynamodb.scan(TableName="players")["Items"]
        assert {item["pk"]["S"] for item in items} == {"ada", "blaise"}
        [message] = cloud.sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1)["Messages"]
        assert message["Body"] == "tick"
        assert cloud.invoke("lives-on")["statusCode"] == 200

    def test_what_changes_by_deployments_alone_is_not_written_anew_for_who_asks_for_it(
        self, own_cloud
    ):
        cloud = own_cloud()
        code = cloud.settings.data / "cloud/lambda.json"
        cloud.function("stays")
        eventually(lambda: code.exists() and "stays" in code.read_text())
        until_saved(cloud.settings)
        written = code.stat().st_mtime_ns
        assert cloud.lambda_.list_functions()["Functions"]
        assert local_client(cloud.settings, "cloudformation").describe_stacks()["Stacks"] == []
        assert cloud.invoke("stays")["statusCode"] == 200
        until_saved(cloud.settings)
        assert code.stat().st_mtime_ns == written
        cloud.function("comes")
        eventually(lambda: "comes" in code.read_text())

    def test_a_crash_never_tears_a_transaction(self, own_cloud):
        cloud = own_cloud()
        for table in ("cash", "held"):
            cloud.table(table)
            cloud.dynamodb.put_item(
                TableName=table, Item={"pk": {"S": "ada"}, "amount": {"N": "1000000"}}
            )

        def change(table, amount):
            return {
                "Update": {
                    "TableName": table,
                    "Key": {"pk": {"S": "ada"}},
                    "UpdateExpression": "ADD amount :amount",
                    "ExpressionAttributeValues": {":amount": {"N": str(amount)}},
                }
            }

        with ThreadPoolExecutor(1) as watch:
            saved = watch.submit(until_saved, cloud.settings)
            while not saved.done():
                cloud.dynamodb.transact_write_items(
                    TransactItems=[change("cash", -1), change("held", 1)]
                )
            saved.result()
        kill(cloud.process)
        cloud.process.start()
        amounts = {
            table: int(cloud.dynamodb.scan(TableName=table)["Items"][0]["amount"]["N"])
            for table in ("cash", "held")
        }
        assert sum(amounts.values()) == 2_000_000
        assert amounts["cash"] < 1_000_000

    @pytest.mark.parametrize("crash", [False, True])
    def test_streams_go_on_where_they_were(self, own_cloud, crash):
        cloud = own_cloud()
        cloud.table("taken")
        arn = cloud.table("bets", stream=True)
        cloud.function("takes")
        cloud.map_stream(arn, "takes", MaximumRetryAttempts=0)
        cloud.put("bets", "first")
        cloud.until_taken("first")
        mappings = cloud.lambda_.list_event_source_mappings()["EventSourceMappings"]
        [mapping] = mappings
        cloud.lambda_.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
        cloud.put("bets", "while nobody listened")
        if crash:
            until_saved(cloud.settings)
            kill(cloud.process)
        else:
            cloud.process.stop()
        cloud.process.start()
        cloud.lambda_.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)
        cloud.put("bets", "afterwards")
        cloud.until_taken("while nobody listened", "afterwards")
        assert cloud.taken().count("first") == 1


class TestEnforcedIam:
    def test_a_function_may_do_what_its_role_allows_and_no_more(self, own_cloud):
        cloud = own_cloud(enforce_iam=True)
        iam = local_client(cloud.settings, "iam")
        cloud.table("open")
        cloud.table("closed")
        self.role(
            iam,
            "reads-open",
            policy(
                "Allow",
                "dynamodb:Scan",
                Resource=f"arn:aws:dynamodb:{LOCAL_REGION}:{LOCAL_ACCOUNT}:table/open",
            ),
        )
        cloud.function("reader", role="reads-open")
        assert cloud.invoke("reader", read="open")["statusCode"] == 200
        assert "AccessDenied" in cloud.invoke("reader", read="closed")["errorMessage"]

    def test_sending_a_batch_needs_the_permission_to_send(self, own_cloud):
        cloud = own_cloud(enforce_iam=True)
        url, arn = cloud.queue("clock")
        iam = local_client(cloud.settings, "iam")
        self.role(iam, "sends", policy("Allow", "sqs:SendMessage", Resource=arn))
        self.role(iam, "deletes", policy("Allow", "sqs:DeleteMessage", Resource=arn))
        cloud.function("sender", role="sends")
        cloud.function("deleter", role="deletes")
        assert cloud.invoke("sender", send=url)["statusCode"] == 200
        assert "AccessDenied" in cloud.invoke("deleter", send=url)["errorMessage"]

    def role(self, iam, name, permissions):
        trust = policy("Allow", "sts:AssumeRole", Principal={"Service": "lambda.amazonaws.com"})
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
        iam.put_role_policy(RoleName=name, PolicyName=name, PolicyDocument=json.dumps(permissions))

    def test_policies_that_demand_tls_accept_loopback(self, own_cloud):
        cloud = own_cloud(enforce_iam=True)
        owner = local_client(cloud.settings, "s3")
        owner.create_bucket(Bucket="vault")
        keeper = self.user_of_s3(cloud)
        inside = {"Principal": "*", "Resource": ["arn:aws:s3:::vault", "arn:aws:s3:::vault/*"]}
        only_over_tls = policy(
            "Deny", "s3:*", **inside, Condition={"Bool": {"aws:SecureTransport": "false"}}
        )
        owner.put_bucket_policy(Bucket="vault", Policy=json.dumps(only_over_tls))
        keeper.put_object(Bucket="vault", Key="coin", Body=b"1")
        # It is not that bucket policies were out of force.
        nobody_reads = policy("Deny", "s3:GetObject", **inside)
        owner.put_bucket_policy(Bucket="vault", Policy=json.dumps(nobody_reads))
        with pytest.raises(ClientError, match="AccessDenied"):
            keeper.get_object(Bucket="vault", Key="coin")

    def user_of_s3(self, cloud):
        iam = local_client(cloud.settings, "iam")
        iam.create_user(UserName="keeper")
        iam.put_user_policy(
            UserName="keeper",
            PolicyName="s3",
            PolicyDocument=json.dumps(policy("Allow", "s3:*", Resource="*")),
        )
        key = iam.create_access_key(UserName="keeper")["AccessKey"]
        return boto3.client(
            "s3",
            endpoint_url=cloud.settings.cloud.url,
            region_name=LOCAL_REGION,
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
        )


def policy(effect, action, **rest):
    return {"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": action, **rest}]}
