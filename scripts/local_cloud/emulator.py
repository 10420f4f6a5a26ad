"""The parts of MiniStack that the corrections touch.

They carry no types; naming them here, once, keeps that from spreading.
"""

import importlib
from typing import Any

app: Any = importlib.import_module("ministack.app")
apigateway: Any = importlib.import_module("ministack.services.apigateway")
cognito: Any = importlib.import_module("ministack.services.cognito")
dynamodb: Any = importlib.import_module("ministack.services.dynamodb")
iam_actions: Any = importlib.import_module("ministack.core.iam_actions")
lambda_runtime: Any = importlib.import_module("ministack.core.lambda_runtime")
lambda_service: Any = importlib.import_module("ministack.services.lambda_svc")
logs: Any = importlib.import_module("ministack.services.cloudwatch_logs")
metrics: Any = importlib.import_module("ministack.services.cloudwatch")
persistence: Any = importlib.import_module("ministack.core.persistence")
provisioners: Any = importlib.import_module("ministack.services.cloudformation.provisioners")
responses: Any = importlib.import_module("ministack.core.responses")
rest_apis: Any = importlib.import_module("ministack.services.apigateway_v1")
sqs: Any = importlib.import_module("ministack.services.sqs")
