"""Questions that tests ask of a synthesised template."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

Resource = dict[str, Any]

_ANY = "x-amazon-apigateway-any-method"


class Synthesised:
    """A stage's templates and assets, seen as one.

    What a stack imports is replaced by what the other exports, and what is not in the state has a
    name that begins with its stack's, so that resources are found and referred to as if they were
    all in one template. Who calls an alias is seen to call its function.

    Attributes
    ----------
    templates : dict
        What CloudFormation is given, by stack.
    """

    def __init__(self, out: Path, stacks: Sequence[str]) -> None:
        self._out = out
        self.templates: dict[str, dict[str, Any]] = {}
        self._assets: dict[str, Any] = {}
        self.resources: dict[str, Resource] = {}
        self.outputs: dict[str, Any] = {}
        exported: dict[str, Any] = {}
        for stack in stacks:
            template = json.loads(self.file_of(stack).read_text())
            self.templates[stack] = template
            self._assets |= json.loads((out / f"{stack}.assets.json").read_text())["files"]
            within = partial(_renamed, stack.rpartition("-")[2].removesuffix("State"), template)
            for name, output in template.get("Outputs", {}).items():
                if "Export" in output:
                    exported[output["Export"]["Name"]] = _resolved(output["Value"], within, {})
                else:
                    self.outputs[name] = output
            self.resources |= {
                within(name): _resolved(resource, within, exported)
                for name, resource in template["Resources"].items()
            }
        functions = {
            name: resource["Properties"]["FunctionName"]["Ref"]
            for name, resource in self.of_type("Lambda::Alias").items()
        }
        self.resources = {
            name: _unaliased(resource, functions) for name, resource in self.resources.items()
        }

    def file_of(self, stack: str) -> Path:
        """Return where a stack's template is."""
        return self._out / f"{stack}.template.json"

    def deployed_before(self, stack: str) -> set[str]:
        """Return the stacks that are there when this one is deployed."""
        manifest = json.loads((self._out / "manifest.json").read_text())
        return self.templates.keys() & set(manifest["artifacts"][stack]["dependencies"])

    def region_of(self, stack: str) -> str:
        """Return where a stack goes; ``unknown-region``, if that is up to the credentials."""
        manifest = json.loads((self._out / "manifest.json").read_text())
        environment: str = manifest["artifacts"][stack]["environment"]
        return environment.rpartition("/")[2]

    def custom_resources(self) -> list[dict[str, Any]]:
        """Return the properties of what CDK's reader of other regions is asked for."""
        return [
            each["Properties"] for each in self.resources.values() if each["Type"] == "Custom::AWS"
        ]

    @property
    def types(self) -> set[str]:
        return {resource["Type"] for resource in self.resources.values()}

    def of_type(self, resource_type: str) -> dict[str, Resource]:
        return {
            name: resource
            for name, resource in self.resources.items()
            if resource["Type"] == f"AWS::{resource_type}"
        }

    def properties(self, resource_type: str) -> list[dict[str, Any]]:
        return [resource["Properties"] for resource in self.of_type(resource_type).values()]

    def functions(self) -> dict[str, tuple[str, dict[str, Any]]]:
        """Return logical ids and properties of our own functions, by ``context.module``."""
        return {
            properties["Handler"].removeprefix("functions.").removesuffix(".handler"): (
                name,
                properties,
            )
            for name, resource in self.of_type("Lambda::Function").items()
            if (properties := resource["Properties"])["Handler"].startswith("functions.")
        }

    def statements(self, function: str) -> Iterator[dict[str, Any]]:
        """Yield what a function's role allows, with actions and resources as lists."""
        _, properties = self.functions()[function]
        role = properties["Role"]["Fn::GetAtt"][0]
        for policy in self.properties("IAM::Policy"):
            if {"Ref": role} in policy["Roles"]:
                for statement in policy["PolicyDocument"]["Statement"]:
                    yield {
                        "Action": _listed(statement["Action"]),
                        "Resource": _listed(statement["Resource"]),
                    }

    def actions_on(self, function: str, logical_id: str) -> set[str]:
        """Return what a function may do with a resource."""
        return {
            action
            for statement in self.statements(function)
            if f'["{logical_id}",' in json.dumps(statement["Resource"])
            or f'"Ref": "{logical_id}"' in json.dumps(statement["Resource"])
            for action in statement["Action"]
        }

    def table(self, variable: str) -> str:
        """Return the logical id of the table that functions know by an environment variable."""
        [name] = {
            value["Ref"]
            for _, properties in self.functions().values()
            if (value := properties["Environment"]["Variables"].get(variable))
        }
        return name

    def asset_folders(self) -> set[Path]:
        """Return every folder that is deployed as it is."""
        paths = (self._out / asset["source"]["path"] for asset in self._assets.values())
        return {path for path in paths if path.is_dir()}

    def folder_of(self, function: str) -> Path:
        """Return what is packed for a function."""
        _, properties = self.functions()[function]
        digest = properties["Code"]["S3Key"].removesuffix(".zip")
        return self._out / self._assets[digest]["source"]["path"]

    def files_of(self, function: str) -> set[str]:
        """Return what is packed for a function, as paths."""
        folder = self.folder_of(function)
        return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}

    @property
    def rest_document(self) -> dict[str, Any]:
        """What API Gateway is deployed from."""
        [api] = self.properties("ApiGateway::RestApi")
        document: dict[str, Any] = api["Body"]
        return document

    @property
    def rest_stage(self) -> dict[str, Any]:
        [stage] = self.properties("ApiGateway::Stage")
        return stage

    def routes(self) -> dict[str, dict[str, Any]]:
        """Return each REST operation by method and path; ANY is whatever else a path is asked."""
        return {
            f"{'ANY' if method == _ANY else method.upper()} {path}": operation
            for path, operations in self.rest_document["paths"].items()
            for method, operation in operations.items()
        }


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _unaliased(value: Any, functions: dict[str, str]) -> Any:
    """Return a part of a template with functions in the place of their aliases."""
    if isinstance(value, list):
        return [_unaliased(each, functions) for each in value]
    if not isinstance(value, dict):
        return value
    match value:
        case {"Ref": name} if name in functions:
            return {"Fn::GetAtt": [functions[name], "Arn"]}
        case {
            "Fn::Join": ["", [{"Fn::Select": [6, {"Fn::Split": [":", {"Ref": name}]}]}, ":live"]]
        } if name in functions:
            return {"Ref": functions[name]}
    return {key: _unaliased(each, functions) for key, each in value.items()}


def _renamed(prefix: str, template: dict[str, Any], name: str) -> str:
    return prefix + name if name in template["Resources"] else name


def _resolved(value: Any, within: Callable[[str], str], exported: dict[str, Any]) -> Any:
    """Return a part of a template with the names that things have in the stage as a whole."""
    if isinstance(value, list):
        return [_resolved(each, within, exported) for each in value]
    if not isinstance(value, dict):
        return value
    match value:
        case {"Ref": name}:
            return {"Ref": within(name)}
        case {"Fn::GetAtt": [name, attribute]}:
            return {"Fn::GetAtt": [within(name), attribute]}
        case {"Fn::ImportValue": name}:
            return exported[name]
    resolved = {name: _resolved(each, within, exported) for name, each in value.items()}
    if isinstance(needed := value.get("DependsOn"), list):
        resolved["DependsOn"] = [within(each) for each in needed]
    return resolved
