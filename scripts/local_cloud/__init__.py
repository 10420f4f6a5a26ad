"""MiniStack, started with the corrections that Croupier relies on.

MiniStack emulates AWS on one loopback port. A few of its behaviours differ from AWS in ways that
would hide or invent faults of ours, so this package corrects them as it starts MiniStack, each in
a module of its own and each with a contract test in `tests/cloud/test_*_corrections.py`. Without
them:

- `websocket_handlers`: handlers of one function run one at a time, their logs are lost, their
  exceptions are shown to players, and a frame nested deeply ends its connection;
- `handler_output`: every invocation waits 50 ms for output that never comes;
- `stream_mappings`: partial failures, bisection, retry limits and windows of streams are ignored;
- `rest_documents`: a REST API lacks parts of its document, and has a new address after each change
  of a route;
- `stage_variables`: methods that name their function by a variable of the stage lead nowhere;
- `transaction_conflicts`: no write ever meets another one that is under way;
- `queue_memories`: sending to a FIFO queue takes the longer the more was sent within five minutes;
- `user_lookups`: who signs in is now and then not found while others register;
- `user_pool_checks`: whoever knows an app client's id signs up and signs in there, any code is
  right, and a token that may do nothing at Cognito may do everything;
- `snapshots`: a crash loses everything since the last orderly stop, and streams skip records after
  a restart;
- `workers`: a burst starts one Python process per request, and each unpacks every layer;
- `function_logs`: logs and metrics grow for ever, and can be read through an API only;
- `policies`: policies that demand TLS refuse everything, and batches of messages need
  permissions that AWS does not know.

One more module, `own_routes`, adds what a laptop needs and AWS has no word for: which copy answers
here, and starting functions before somebody waits for them.

The corrections reach into MiniStack's internals, so they fit exactly one version of it.
"""

MINISTACK_VERSION = "1.5.33"
