"""The clients' types say what the WebSocket's description says."""

import pytest

from scripts.client_types.description import DescribedAction, DescribedEvent, Description
from scripts.client_types.files import FOLDERS, rendered
from scripts.client_types.python import render as render_python
from scripts.client_types.typescript import render as render_typescript
from scripts.settings import ROOT

FILES = rendered()


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_committed_types_are_up_to_date(path):
    assert path.read_text() == FILES[path], "run `make api` and commit the result"


def test_nothing_else_lies_among_the_generated_files():
    lying = {
        path for folder in FOLDERS.values() for path in folder.iterdir() if path.suffix != ".pyc"
    }
    assert {path for path in lying if path.name != "__pycache__"} == set(FILES)


DESCRIPTION = Description(
    schemas={
        "Everything": {
            "description": "One of\neach.",
            "properties": {
                "text": {"type": "string", "description": "Words."},
                "maybe": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                "one_of_two": {"enum": ["a", "b"]},
                "many": {
                    "type": "array",
                    "items": {"anyOf": [{"type": "number"}, {"$ref": "#/O"}]},
                },
                "free": {"type": "object", "additionalProperties": True},
                "either": {"type": ["boolean", "null"]},
            },
            "required": ["text", "maybe"],
        },
        "Either": {"anyOf": [{"$ref": "#/Everything"}, {"$ref": "#/O"}]},
    },
    actions=(DescribedAction("say", "Say it.", "Everything", "Everything"),),
    events=(DescribedEvent("said", "It was said.", "Everything"),),
)


def test_every_kind_of_schema_becomes_a_typescript_type():
    text = render_typescript(DESCRIPTION)["messages.ts"]
    assert text.endswith(
        """
/**
 * One of
 * each.
 */
export interface Everything {
  /** Words. */
  readonly text: string;
  readonly maybe: number | null;
  readonly one_of_two?: "a" | "b";
  readonly many?: readonly (number | O)[];
  readonly free?: Readonly<Record<string, unknown>>;
  readonly either?: boolean | null;
}

export type Either = Everything | O;
"""
    )


def test_every_kind_of_schema_becomes_a_python_type():
    text = render_python(DESCRIPTION)["messages.py"]
    assert text.endswith(
        '''
class Everything(TypedDict):
    """One of
    each.
    """

    # Words.
    text: str
    maybe: int | None
    one_of_two: NotRequired[Literal["a", "b"]]
    many: NotRequired[list[float | O]]
    free: NotRequired[dict[str, Any]]
    either: NotRequired[bool | None]


Either: TypeAlias = "Everything | O"
'''
    )
