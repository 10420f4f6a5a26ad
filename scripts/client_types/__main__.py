"""Write the generated files of both clients."""

from scripts.client_types.files import rendered
from scripts.settings import ROOT


def main() -> None:
    """Write the files."""
    for path, text in rendered().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
