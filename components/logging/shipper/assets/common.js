// Part of every script that Filebeat runs: ECMAScript 5.1, one event after the other. In front of it stand the
// function redact() and settings: namespace, module, unit, datasets, and texts, the names of fields with free text.

// Whether an object has a member of its own.
function has(object, name) {
  return Object.prototype.hasOwnProperty.call(object, name);
}

// A field as text; empty where there is none.
function text(event, name) {
  var value = event.Get(name);
  return value === null || value === undefined ? "" : String(value);
}

// Puts all fields that have a value.
function put(event, fields) {
  for (var name in fields) {
    var value = fields[name];
    if (value !== undefined && value !== null && value !== "") event.Put(name, value);
  }
}

// Says what an event is, and so which data stream it belongs to.
function classify(event, dataset) {
  put(event, {
    "event.dataset": dataset,
    "data_stream.type": "logs",
    "data_stream.dataset": dataset,
    "data_stream.namespace": settings.namespace,
  });
}

// Texts of which it is known what is left of them, and how many these are: most events name the same hosts, methods and
// user agents, and to search them takes longer than all else that a script does.
var redacted = {};
var redactedCount = 0;

// A text without its secrets.
function redactText(value) {
  if (value.length > 512) return redact(value);
  // No name that objects have a member of.
  var key = "=" + value;
  var safe = redacted[key];
  if (safe === undefined) {
    safe = redact(value);
    if (redactedCount === 1000) {
      redacted = {};
      redactedCount = 0;
    }
    redacted[key] = safe;
    redactedCount++;
  }
  return safe;
}

// What looks like a secret goes, wherever text is that others have a say in.
function redactAll(event) {
  for (var i = 0; i < settings.texts.length; i++) {
    var value = event.Get(settings.texts[i]);
    if (typeof value === "string") {
      var safe = redactText(value);
      if (safe !== value) event.Put(settings.texts[i], safe);
    }
  }
}

// A line that is not the JSON it should be: the fact, and what is harmless of it.
function unreadable(event) {
  event.Delete("error");
  classify(event, settings.datasets.system);
  put(event, {
    "event.kind": "pipeline_error",
    "event.action": "unreadable_line",
    "event.outcome": "failure",
    message: text(event, "message").slice(0, 1000),
  });
}
