"""A local cloud without the platform, and what tests of the cloud itself make in it."""

import io
import json
import textwrap
import time
import zipfile

from scripts.deployment import local_client
from scripts.settings import LOCAL_ACCOUNT, LOCAL_REGION
from tests.support.patience import PATIENCE

HANDLER = textwrap.dedent(
    """
    import json, os, sys, time, boto3

    def handler(event, context):
        if "Records" in event:
            return take(event["Records"])
        order = json.loads(event.get("body") or "{}") if "requestContext" in event else event
        if order.get("say"):
            print(order["say"])
            sys.stderr.write(order["say"] + " to the end")
        time.sleep(order.get("sleep", 0))
        if order.get("fail"):
            raise RuntimeError("the inside of the house")
        if order.get("send"):
            batch = [{"Id": "1", "MessageBody": "tick"}]
            boto3.client("sqs").send_message_batch(QueueUrl=order["send"], Entries=batch)
        if order.get("read"):
            boto3.client("dynamodb").scan(TableName=order["read"])
        return {"statusCode": 200, "body": json.dumps({"pid": os.getpid()})}

    def take(records):
        '''Note what came; refuse records marked as poison in the way that SQS or the name says.'''
        table = boto3.client("dynamodb")
        failures = []
        for record in records:
            key = record["dynamodb"]["Keys"]["pk"]["S"]
            table.put_item(TableName="taken", Item={"pk": {"S": f"{key}@{time.time_ns()}"}})
            if key.startswith("poison"):
                if os.environ.get("RAISE"):
                    raise RuntimeError("poison")
                failures.append({"itemIdentifier": record["dynamodb"]["SequenceNumber"]})
                break
        return {"batchItemFailures": failures}
    """
)


class Cloud:
    """A bare local cloud with what the contracts need to make in it."""

    def __init__(self, settings, process):
        self.settings = settings
        self.process = process
        self.lambda_ = local_client(settings, "lambda")
        self.dynamodb = local_client(settings, "dynamodb")
        self.sqs = local_client(settings, "sqs")

    def function(self, name, *, role="runs-functions", source=HANDLER, **environment):
        created = self.lambda_.create_function(
            FunctionName=name,
            Runtime="python3.13",
            Handler="tiny.handler",
            Role=f"arn:aws:iam::{LOCAL_ACCOUNT}:role/{role}",
            Code={"ZipFile": archive_of(source)},
            Environment={"Variables": environment},
            Timeout=20,
        )
        return created["FunctionArn"]

    def invoke(self, name, **order):
        answer = self.lambda_.invoke(FunctionName=name, Payload=json.dumps(order))
        return json.loads(answer["Payload"].read())

    def websocket(self, function_arn):
        api = local_client(self.settings, "apigatewayv2")
        api_id = api.create_api(
            Name="socket", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action"
        )["ApiId"]
        integration = api.create_integration(
            ApiId=api_id,
            IntegrationType="AWS_PROXY",
            IntegrationUri=f"arn:aws:apigateway:{LOCAL_REGION}:lambda:path/2015-03-31/functions/"
            f"{function_arn}/invocations",
        )["IntegrationId"]
        api.create_route(ApiId=api_id, RouteKey="$default", Target=f"integrations/{integration}")
        api.create_stage(ApiId=api_id, StageName="live")
        return f"ws://127.0.0.1:{self.settings.cloud.number}/_aws/execute-api/{api_id}/live"

    def deploy(self, name, template):
        """Create a stack or update it; return its outputs."""
        stacks = local_client(self.settings, "cloudformation")
        names = {each["StackName"] for each in stacks.describe_stacks()["Stacks"]}
        put, done = (
            (stacks.update_stack, "stack_update_complete")
            if name in names
            else (stacks.create_stack, "stack_create_complete")
        )
        put(StackName=name, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_IAM"])
        stacks.get_waiter(done).wait(StackName=name, WaiterConfig={"Delay": 1})
        [stack] = stacks.describe_stacks(StackName=name)["Stacks"]
        return {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}

    def table(self, name, *, stream=False):
        self.dynamodb.create_table(
            TableName=name,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": stream}
            | ({"StreamViewType": "NEW_IMAGE"} if stream else {}),
        )
        return self.dynamodb.describe_table(TableName=name)["Table"].get("LatestStreamArn")

    def queue(self, name):
        url = self.sqs.create_queue(QueueName=name)["QueueUrl"]
        attributes = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        return url, attributes["Attributes"]["QueueArn"]

    def map_stream(self, stream_arn, function, **settings):
        self.lambda_.create_event_source_mapping(
            EventSourceArn=stream_arn,
            FunctionName=function,
            StartingPosition="TRIM_HORIZON",
            BatchSize=10,
            FunctionResponseTypes=["ReportBatchItemFailures"],
            **settings,
        )

    def put(self, table, *keys):
        requests = [{"PutRequest": {"Item": {"pk": {"S": key}}}} for key in keys]
        self.dynamodb.batch_write_item(RequestItems={table: requests})

    def taken(self):
        """Return the keys that stream handlers have seen, in order."""
        items = self.dynamodb.scan(TableName="taken")["Items"]
        pairs = [item["pk"]["S"].split("@") for item in items]
        return [key for key, at in sorted(pairs, key=lambda pair: int(pair[1]))]

    def until_taken(self, *keys):
        eventually(lambda: set(keys) <= set(self.taken()))


def archive_of(source):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("tiny.py", source)
    return buffer.getvalue()


def eventually(condition, seconds=15 * PATIENCE):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
