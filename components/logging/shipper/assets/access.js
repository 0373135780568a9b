// The web server's access log: one JSON object a request.

// What the web server has no value for it writes as empty, or as "-"; absent means the same and is smaller.
var optional = [
  "user.name",
  "user.roles",
  "portcullis.verdict",
  "portcullis.upstream.duration",
  "portcullis.upstream.status_code",
  "tls.version",
  "tls.cipher",
  "user_agent.original",
  "observer.product",
  "url.domain",
];

function process(event) {
  if (event.Get("error.message") !== null) {
    unreadable(event);
    redactAll(event);
    return;
  }
  classify(event, settings.datasets.access);
  event.Delete("message");
  for (var i = 0; i < optional.length; i++) {
    var value = text(event, optional[i]);
    if (value === "" || value === "-") event.Delete(optional[i]);
  }
  // Apache's own measure of who answered, from which it has the verdict.
  event.Delete("portcullis.edge");
  // The servers cannot write lists.
  var roles = event.Get("user.roles");
  if (typeof roles === "string") event.Put("user.roles", roles.split(" "));
  var status = Number(text(event, "http.response.status_code"));
  put(event, {
    "event.module": settings.module,
    "event.kind": "event",
    "event.category": ["web"],
    "event.outcome": status > 0 && status < 400 ? "success" : "failure",
  });
  redactAll(event);
}
