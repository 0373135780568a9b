// Logs of our own: one JSON object a line, which says itself what it is.

function process(event) {
  if (event.Get("error.message") !== null) {
    unreadable(event);
    redactAll(event);
    return;
  }
  var dataset = text(event, "event.dataset");
  var known = false;
  for (var name in settings.datasets) known = known || settings.datasets[name] === dataset;
  classify(event, known ? dataset : settings.datasets.system);
  if (text(event, "message") === "") event.Delete("message");
  redactAll(event);
}
