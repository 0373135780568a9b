// The web server's error log. A message names the request that it is about: method and path stay, as does who sent it;
// query, referrer and upstream's address go, and with them whatever a client has put there.

// Time of the host, as the web server writes it.
var nginxLine = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d) \[([a-z]+)\] \d+#\d+: (?:\*\d+ )?([\s\S]*)$/;
var apacheLine =
  /^\[[A-Za-z]{3} ([A-Za-z]{3}) (\d\d) (\d\d):(\d\d):(\d\d)\.(\d{3})\d* (\d{4})\] \[(?:[a-z0-9_]*:)?([a-z0-9]+)\] ([\s\S]*)$/;
var months = {
  Jan: 0,
  Feb: 1,
  Mar: 2,
  Apr: 3,
  May: 4,
  Jun: 5,
  Jul: 6,
  Aug: 7,
  Sep: 8,
  Oct: 9,
  Nov: 10,
  Dec: 11,
};

// What request inspection says of itself: [id "942100"] [msg "SQL Injection Attack Detected"].
function tag(message, name) {
  var found = new RegExp("\\[" + name + ' "([^"]*)"\\]').exec(message);
  return found ? found[1] : "";
}

// A message without what came from the client or from the upstream.
function withoutContent(message) {
  return (
    message
      // What matched is the client's own text.
      .replace(/(ModSecurity: [^[]*?)(?:\. (?:Matched|Pattern|Operator|detected)| \[)[\s\S]*$/, "$1")
      // Header lines, as in `client sent invalid header line: "…"`.
      .replace(/((?:client|upstream) sent [^"]*)"[\s\S]*$/, "$1")
      .replace(/, (?:client|server|request|upstream|host|referrer|referer): [\s\S]*$/, "")
      .replace(/\?[^\s"]*/g, "")
  );
}

// Method, path and who is at the two ends.
function aboutRequest(message) {
  var request = /, request: "([A-Z]+) ([^ ?"]*)/.exec(message) || [];
  var client = /, client: ([0-9a-f.:]+)/.exec(message) || /\[client (\S+?)(?::(\d+))?\]/.exec(message) || [];
  var server = /, server: ([^ ,]+)/.exec(message) || [];
  return {
    "http.request.method": request[1],
    "url.path": request[2] || tag(message, "uri").split("?")[0],
    "url.domain": server[1] || tag(message, "hostname"),
    "source.ip": client[1],
    "source.port": client[2] ? Number(client[2]) : undefined,
    "rule.id": tag(message, "id"),
    "rule.name": tag(message, "msg"),
  };
}

// Fields of a line; null for one that goes on with the one before, such as of a stack trace.
function errorLine(line) {
  var parts = nginxLine.exec(line);
  if (parts) {
    return {
      when: new Date(+parts[1], parts[2] - 1, +parts[3], +parts[4], +parts[5], +parts[6]),
      level: parts[7],
      message: parts[8],
    };
  }
  parts = apacheLine.exec(line);
  return (
    parts && {
      when: new Date(+parts[7], months[parts[1]], +parts[2], +parts[3], +parts[4], +parts[5], +parts[6]),
      level: parts[8],
      message: parts[9].replace(/^(?:\[(?:pid|tid)[^\]]*\] )+/, ""),
    }
  );
}

function process(event) {
  var parts = errorLine(text(event, "message"));
  if (!parts) {
    event.Cancel();
    return;
  }
  classify(event, settings.datasets.edge);
  put(event, aboutRequest(parts.message));
  put(event, {
    "@timestamp": parts.when,
    "event.module": settings.module,
    "event.kind": "event",
    "log.level": parts.level,
    message: withoutContent(parts.message).replace(/\[client [^\]]*\] /, ""),
  });
  redactAll(event);
}
