// Logins, and what is done in the name of others: sshd, sudo, su and logind in the journal.

// A connection that failed ends with exactly one of these lines. Names are the client's own choice, so what stands
// behind them is found from the end.
var sshFailed = [
  /^(?:Connection (?:closed|reset) by|Disconnected from) (?:authenticating|invalid) user ([\s\S]*) (\S+) port (\d+)(?: \[preauth\])?$/,
  /^Disconnecting (?:authenticating|invalid) user ([\s\S]*) (\S+) port (\d+): Too many authentication failures(?: \[preauth\])?$/,
];
var sshLogin = /^Accepted (\S+) for ([\s\S]*) from (\S+) port (\d+) ssh2(?:: .*)?$/;

function fromSshd(message) {
  var found = sshLogin.exec(message);
  if (found) {
    return {
      action: "ssh_login",
      outcome: "success",
      user: found[2],
      ip: found[3],
      port: found[4],
      method: found[1],
    };
  }
  for (var i = 0; i < sshFailed.length; i++) {
    found = sshFailed[i].exec(message);
    if (found)
      return { action: "ssh_failed", outcome: "failure", user: found[1], ip: found[2], port: found[3] };
  }
  return null;
}

// ---- sudo, su, logind ----
// Arguments of the command are left out: passwords are given there.
function fromSudo(message) {
  var found = /^\s*(\S+) : ([\s\S]*)$/.exec(message);
  if (!found) return null;
  var command = /; COMMAND=(\S+)/.exec(found[2]);
  var target = /(?:^|; )USER=(\S+)/.exec(found[2]);
  if (!command && !target) return null;
  return {
    action: "sudo",
    outcome: /^(?:TTY|PWD|GROUP|ENV|HOST|CHROOT|TSID)=/.test(found[2]) ? "success" : "failure",
    user: found[1],
    target: target && target[1],
    executable: command && command[1],
  };
}

function fromSu(message) {
  var found = /^(FAILED SU )?\(to (\S+)\) (\S+) on /.exec(message);
  if (!found) return null;
  return { action: "su", outcome: found[1] ? "failure" : "success", user: found[3], target: found[2] };
}

function fromLogind(message) {
  var found = /^New session '?[^ ']+'? of user '?([^ ']+?)'?(?:\.| with )/.exec(message);
  return found && { action: "session_opened", outcome: "success", user: found[1] };
}

// Who may say so: anybody can write a line in the name of another program. The journal does not know the path of one that
// has ended by the time it looks: what it says is marked as unverified, unless root alone could have said it.
var authPrograms = {
  sshd: { parse: fromSshd, executable: /\/sshd(?:-session|-auth)?$/, root: true },
  "sshd-session": { parse: fromSshd, executable: /\/sshd-session$/, root: true },
  "sshd-auth": { parse: fromSshd, executable: /\/sshd-auth$/, root: true },
  sudo: { parse: fromSudo, executable: /\/sudo(?:-rs)?$/ },
  su: { parse: fromSu, executable: /\/su$/ },
  "systemd-logind": { parse: fromLogind, executable: /\/systemd-logind$/, root: true },
};

function auth(entry) {
  var program = has(authPrograms, entry.identifier) && authPrograms[entry.identifier];
  if (!program) return null;
  if (program.root && entry.uid !== "" && entry.uid !== "0") return null;
  if (entry.executable !== "" && !program.executable.test(entry.executable)) return null;
  var found = program.parse(entry.message);
  return (
    found && {
      dataset: settings.datasets.auth,
      "event.category": ["authentication"],
      "event.action": found.action,
      "event.outcome": found.outcome,
      "user.name": found.user,
      "user.effective.name": found.target,
      "source.ip": found.ip,
      "source.port": found.port && Number(found.port),
      "process.name": entry.identifier === "sshd-session" ? "sshd" : entry.identifier,
      "process.executable": found.executable,
      "portcullis.ssh.method": found.method,
      "portcullis.unverified": (entry.executable === "" && entry.uid !== "0") || undefined,
      message: null,
    }
  );
}
