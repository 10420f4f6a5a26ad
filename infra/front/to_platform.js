// Runs at CloudFront (a function of its runtime 2.0) before a request goes to an API: says who has
// called, and finds the API's path. The names in capitals are put in at synthesis.

// eslint-disable-next-line no-unused-vars
function handler(event) {
  const request = event.request;
  // Whatever a caller wrote here is gone: functions believe these two (casino/lambdas/front.py).
  request.headers['x-visitor-host'] = { value: request.headers.host.value };
  request.headers['x-visitor-address'] = { value: event.viewer.ip };
  // Both APIs begin their paths with the stage's name, and the WebSocket API has no other.
  request.uri = request.uri === '__SOCKET_PATH__' ? '/__STAGE__' : '/__STAGE__' + request.uri;
  return request;
}
