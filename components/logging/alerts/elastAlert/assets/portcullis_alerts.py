"""What ElastAlert does with an alert: an e-mail, a webhook, the stream of alerts, the log."""
import hashlib
import http.client
import json
import smtplib
import ssl
import urllib.parse
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from datetime import datetime, timezone

from elastalert.alerts import Alerter
from elastalert.util import EAException, lookup_es_key

SECONDS = 15


def context(authority):
    """How the other side has to prove itself: by a certificate of the authority, or of one that the host trusts."""
    return ssl.create_default_context(cadata=authority)


def post(url, authority, body, headers):
    """Sends JSON to a URL, which stays out of errors as it may be a secret; returns the status. Follows nothing."""
    parts = urllib.parse.urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    connection = http.client.HTTPSConnection(
        parts.hostname, parts.port or 443, timeout=SECONDS, context=context(authority)
    )
    try:
        connection.request("POST", target, json.dumps(body), {"content-type": "application/json", **headers})
        return connection.getresponse().status
    finally:
        connection.close()


def one_line(text):
    """Text of an event, of which no line break gets into a header or a log."""
    return " ".join(str(text).split())


class Deliver(Alerter):
    """Tells of an alert in every way that is set. Where one fails ElastAlert comes again, for the rest of them alone."""

    required_options = frozenset(["portcullis_event", "portcullis_measured", "portcullis_actions"])

    def __init__(self, rule):
        super().__init__(rule)
        self.done = {}

    def event(self, match):
        """The alert as an event."""
        rule = self.rule
        group = rule.get("query_key")
        value = lookup_es_key(match, group) if group else None
        number = match.get("metric_agg_value", match.get("percentage"))
        measured = rule["portcullis_measured"]
        number = None if number is None else number / measured["divisor"]
        times = match["@timestamp"]
        what = rule["portcullis_event"]["rule.name"] + (f": {value}" if group else "")
        identity = json.dumps([rule["name"], value, times], default=str)
        return {
            **rule["portcullis_event"],
            **({group: value} if group else {}),
            "@timestamp": times,
            "event.id": hashlib.sha256(identity.encode()).hexdigest()[:32],
            "event.provider": "elastalert",
            "message": one_line(f"{what} ({measured['text'].format(number)})"),
            **({} if number is None else {"portcullis.alert.value": number}),
        }

    def subject(self, event):
        """A line that says how bad it is, where, and what."""
        place, severity = event["data_stream.namespace"], event["portcullis.alert.severity"]
        return f"[{place}] {severity}: {event['message']}"

    def email(self, event, settings):
        """Over STARTTLS, or not at all."""
        message = EmailMessage()
        message["From"] = settings["from"]
        message["To"] = ", ".join(settings["to"])
        message["Subject"] = self.subject(event)
        message["Date"] = format_datetime(datetime.now(timezone.utc))
        message["Message-ID"] = make_msgid(domain=settings["from"].partition("@")[2])
        message.set_content(f"{event['message']}\n{event['@timestamp']}\n\n{event['rule.description']}\n")
        with smtplib.SMTP(settings["host"], settings["port"], timeout=SECONDS) as server:
            server.starttls(context=context(settings.get("authority")))
            if "user" in settings:
                server.login(settings["user"], settings["password"])
            server.send_message(message)

    def webhook(self, event, settings):
        """The event, and what chats show."""
        body = {**event, "text": f"{self.subject(event)}\n{event['rule.description']}"}
        status = post(settings["url"], settings.get("authority"), body, {})
        if not 200 <= status < 300:
            raise EAException(f"it answered {status}")

    def index(self, event, settings):
        """Under an id of its own, so that it is there once however often it is told."""
        key = {"authorization": f"ApiKey {self.rule['es_api_key']}"}
        failure = None
        for url in settings["urls"]:
            try:
                status = post(f"{url}/{settings['stream']}/_create/{event['event.id']}", settings["authority"], event, key)
            except OSError as error:
                failure = error
                continue
            if status not in (200, 201, 409):
                raise EAException(f"Elasticsearch answered {status}")
            return
        raise failure

    def log(self, event, _):
        """The journal takes the level from the line's head (sd-daemon(3))."""
        print(f"<4>alert {event['portcullis.alert.name']} {self.subject(event)}", flush=True)

    def alert(self, matches):
        for match in matches:
            event = self.event(match)
            told = self.done.setdefault(event["event.id"], set())
            failures = []
            for name, settings in self.rule["portcullis_actions"].items():
                if name in told:
                    continue
                try:
                    getattr(self, name)(event, settings)
                    told.add(name)
                # Whatever it is: ElastAlert is to come again, and the other ways are to be tried.
                except Exception as error:
                    failures.append(f"{name}: {type(error).__name__} {error}")
            if failures:
                raise EAException("; ".join(failures))
            self.done.pop(event["event.id"])

    def get_info(self):
        return {"type": "portcullis"}
