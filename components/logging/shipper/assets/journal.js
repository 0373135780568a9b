// The journal: what a few programs say of logins, packets, bans, updates, certificates and failed units. All else stays
// on the host.

// ---- firewall ----
function firewall(entry) {
  if (entry.transport !== "kernel") return null;
  var found = /^portcullis (drop in|drop forward|reject out): ([\s\S]*)$/.exec(entry.message);
  if (!found) return null;
  var packet = {};
  // The first of each: an ICMP error quotes the packet that it is about.
  found[2].replace(/([A-Z]+)=(\S*)/g, function (all, name, value) {
    if (!has(packet, name)) packet[name] = value;
  });
  return {
    dataset: settings.datasets.firewall,
    "event.category": ["network"],
    "event.action": "dropped",
    "source.ip": packet.SRC,
    "source.port": packet.SPT && Number(packet.SPT),
    "destination.ip": packet.DST,
    "destination.port": packet.DPT && Number(packet.DPT),
    "network.transport": packet.PROTO && packet.PROTO.toLowerCase(),
    "network.direction": { "drop in": "inbound", "reject out": "outbound" }[found[1]] || "unknown",
    message: null,
  };
}

// ---- fail2ban ----
function intrusion(entry) {
  if (entry.identifier !== "fail2ban.actions" || entry.uid !== "0") return null;
  var found = /\[([^\]]+)\] (?:Restore )?(Ban|Unban) ([0-9a-fA-F.:]+)$/.exec(entry.message);
  return (
    found && {
      dataset: settings.datasets.intrusion,
      "event.category": ["intrusion_detection"],
      "event.action": found[2] === "Ban" ? "banned" : "unbanned",
      "source.ip": found[3],
      "portcullis.jail": found[1],
      message: null,
    }
  );
}

// ---- updates ----
var updateUnits = { "apt-daily-upgrade.service": true, "dnf-automatic.service": true };
var updateFailed =
  /^(?:Installing the upgrades failed|An error occurred|Apt returned an error|Auto-removing the packages failed|Unable to parse)/;

function updates(outcome, more) {
  var fields = {
    dataset: settings.datasets.updates,
    "event.category": ["package"],
    "event.action": "update",
    "event.outcome": outcome,
  };
  for (var name in more) fields[name] = more[name];
  return fields;
}

function fromUnattendedUpgrades(entry) {
  if (entry.identifier !== "unattended-upgrade" || entry.uid !== "0") return null;
  var found = /^Packages that will be upgraded: (.+)$/.exec(entry.message);
  // What will become of them is the next event.
  if (found)
    return updates("unknown", { "event.action": "update_begun", "package.name": found[1].split(" ") });
  if (updateFailed.test(entry.message)) return updates("failure");
  if (/^(?:All upgrades installed|No packages found that can be upgraded)/.test(entry.message))
    return updates("success");
  return null;
}

// ---- certificates ----
function certificateUnit(unit) {
  var found = /^portcullis-certificate(?:-renew)?@(.+)\.service$/.exec(unit);
  return found ? found[1] : "";
}

function certificates(name, outcome) {
  return {
    dataset: settings.datasets.certificates,
    "event.category": ["configuration"],
    "event.action": "renew",
    "event.outcome": outcome,
    "portcullis.certificate.name": name,
  };
}

function fromCertificateUnit(entry) {
  var name = certificateUnit(entry.unit);
  if (name === "" || entry.message.indexOf("certificate " + name + ": new one in place") !== 0) return null;
  return certificates(name, "success");
}

// ---- units, as systemd itself tells (its message catalogue: unit failure result, unit success) ----
var unitFailed = "d9b373ed55a64feb8242e02dbe79a49c";
var unitSucceeded = "7ad2d189f7e94e70a38c781354912448";

function fromSystemd(entry) {
  if (entry.pid !== "1") return null;
  var unit = entry.about;
  var failed = entry.messageId === unitFailed;
  if (!failed) {
    return entry.messageId === unitSucceeded && unit === "dnf-automatic.service" ? updates("success") : null;
  }
  if (has(updateUnits, unit)) return updates("failure");
  if (certificateUnit(unit) !== "") return certificates(certificateUnit(unit), "failure");
  return {
    dataset: settings.datasets.system,
    "event.category": ["process"],
    "event.action": "unit_failed",
    "event.outcome": "failure",
    "service.name": unit,
    "log.level": "error",
  };
}

// ---- our own units ----
var gatewayUnits = /^portcullis-(?:tyk|kong)[a-z-]*\.service$/;
// What Filebeat says at every start, whatever its configuration.
var shipperNotices =
  /^(?:DEPRECATED|EXPERIMENTAL|BETA|Not loading modules|Filebeat is unable to load the ingest pipelines)/;

function levelOf(entry) {
  var named = /\blevel=([a-z]+)|\[(debug|info|notice|warn|error|crit|alert|emerg)\]/.exec(entry.message);
  if (named) return named[1] || named[2];
  return { 0: "emerg", 1: "alert", 2: "crit", 3: "error", 4: "warning" }[entry.priority] || "info";
}

function ownUnit(entry, action, level, message) {
  if (!/^(?:warn|warning|error|crit|alert|emerg|fatal|panic)$/.test(level)) return null;
  return {
    dataset: settings.datasets.system,
    "event.action": action,
    "service.name": entry.unit,
    "log.level": level,
    message: message,
  };
}

function fromShipper(entry) {
  if (entry.unit !== settings.unit) return null;
  var said;
  try {
    said = JSON.parse(entry.message);
  } catch (error) {
    // What Go itself says when a program ends badly.
    return ownUnit(entry, "shipper_warning", levelOf(entry), entry.message);
  }
  if (shipperNotices.test(said.message)) return null;
  // Up to 7.17 the name is short.
  return ownUnit(entry, "shipper_warning", said["log.level"] || said.level, said.message);
}

function fromOwnUnit(entry) {
  if (gatewayUnits.test(entry.unit)) {
    return { dataset: settings.datasets.gateway, "log.level": levelOf(entry), "service.name": entry.unit };
  }
  if (entry.unit.indexOf("portcullis-") !== 0) return null;
  return ownUnit(entry, "unit_warning", levelOf(entry), entry.message);
}

var kinds = [
  firewall,
  auth,
  intrusion,
  fromUnattendedUpgrades,
  fromCertificateUnit,
  fromSystemd,
  fromShipper,
  fromOwnUnit,
];

function process(event) {
  var entry = {
    identifier: text(event, "syslog.identifier"),
    unit: text(event, "systemd.unit"),
    transport: text(event, "systemd.transport"),
    message: text(event, "message"),
    uid: text(event, "journald.uid"),
    pid: text(event, "journald.pid"),
    executable: text(event, "journald.process.executable"),
    priority: text(event, "syslog.priority"),
    // Later versions than 8.15 have names of their own for these two.
    messageId: text(event, "journald.custom.message_id") || text(event, "message_id"),
    about: text(event, "journald.custom.unit") || text(event, "journald.unit"),
  };
  var found = null;
  for (var i = 0; i < kinds.length && !found; i++) found = kinds[i](entry);
  if (!found) {
    event.Cancel();
    return;
  }
  // What the input makes of the entry itself, such as the user that a daemon runs as.
  event.Delete("user");
  event.Delete("process");
  event.Delete("log");
  classify(event, found.dataset);
  put(event, { "event.kind": "event" });
  if (found.message === null) event.Delete("message");
  delete found.dataset;
  put(event, found);
  redactAll(event);
}
