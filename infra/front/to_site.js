// Runs at CloudFront (a function of its runtime 2.0) before a request goes to the site's files: what
// is no file is a path of the page's own router.

// eslint-disable-next-line no-unused-vars
function handler(event) {
  const request = event.request;
  const name = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!name.includes('.')) {
    request.uri = '/index.html';
  }
  return request;
}
