// The web server's access log: one JSON object a request.

function process(event) {
  if (event.Get("error.message") !== null) {
    unreadable(event);
    redactAll(event);
    return;
  }
  classify(event, settings.datasets.access);
  event.Delete("message");
  var status = Number(text(event, "http.response.status_code"));
  put(event, {
    "event.module": settings.module,
    "event.kind": "event",
    "event.category": ["web"],
    "event.outcome": status > 0 && status < 400 ? "success" : "failure",
  });
  redactAll(event);
}
