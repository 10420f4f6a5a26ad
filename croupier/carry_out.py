"""Carry out a command, and say what became of it."""

import argparse
from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError

from casino.shared.errors import CasinoError
from croupier.confirmation import NotConfirmed
from croupier.output import NotDone, Told, refuse, show
from croupier.stage import ENDPOINTS_FILE, StageNotFound, enter_stage

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_DONE: Final = 2


def carry_out(wanted: argparse.Namespace) -> int:
    """Enter the stage, run the command and show what it tells.

    Returns
    -------
    int
        The exit code.
    """
    run: Callable[[argparse.Namespace], Told] = wanted.run
    try:
        enter_stage(wanted.stage, wanted.endpoints or ENDPOINTS_FILE)
        told = run(wanted)
    except StageNotFound as error:
        code, detail = "stage_not_found", str(error)
    except NotConfirmed as error:
        code, detail = "not_confirmed", str(error)
    except NotDone as error:
        code, detail = "not_done", str(error)
    except CasinoError as error:
        code, detail = error.code, error.detail
    except (BotoCoreError, ClientError) as error:
        code, detail = "aws_error", f"AWS did not do what was asked: {error}"
    except KeyboardInterrupt:
        code, detail = "interrupted", "Interrupted. Every command may be run again."
    else:
        show(told, as_json=wanted.json)
        return told.code
    refuse(code, detail, as_json=wanted.json)
    return NOT_DONE
