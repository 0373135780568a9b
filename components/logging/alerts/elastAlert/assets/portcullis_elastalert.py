"""Starts ElastAlert 2 with the few packages that it needs here.

    portcullis_elastalert.py check CONFIG   judges configuration and rules; asks nobody
    portcullis_elastalert.py key CONFIG     fails where Elasticsearch answers and refuses the key
    portcullis_elastalert.py run CONFIG     makes ElastAlert's own indices where they are missing, and runs it
"""
import importlib.abc
import importlib.machinery
import logging
import os
import sys
import time
import types
import warnings

# ElastAlert imports the clients of every service that it can tell of alerts, 500 MB of packages of 40 owners. None of them
# is used here, so that none of them is installed: each is a package of nothing.
ABSENT = {
    "aws_requests_auth",
    "boto3",
    "envparse",
    "exotel",
    "jira",
    "prometheus_client",
    "pyzabbix",
    "statsd",
    "stomp",
    "tencentcloud",
    "twilio",
    "zabbix_utils",
}


class Absent:
    """Whatever is asked of a package that is absent. As settings out of the environment, it has none."""

    def __init__(self, *_, **__):
        pass

    def __call__(self, _, default=None):
        return default


class AbsentModule(types.ModuleType):
    """A package of nothing, in which everything can be found."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent


class AbsentPackages(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the packages that are absent."""

    def find_spec(self, fullname, path, target=None):
        if fullname.partition(".")[0] in ABSENT:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        return AbsentModule(spec.name)

    def exec_module(self, module):
        pass


def configuration(path):
    """The configuration with its rules, as ElastAlert reads them."""
    from elastalert.config import load_conf

    options = types.SimpleNamespace(
        config=path, rule=None, debug=False, verbose=False, es_debug=False, es_debug_trace=None, start=None
    )
    settings = load_conf(options)
    return settings, settings["rules_loader"].load(settings, options)


def key(settings):
    """Fails where Elasticsearch refuses the key. One that is away is no reason not to set this host up."""
    from elasticsearch.exceptions import AuthenticationException, ElasticsearchException, SSLError
    from elastalert.util import elasticsearch_client

    logging.getLogger("elasticsearch").setLevel(logging.CRITICAL)
    try:
        elasticsearch_client(settings).transport.perform_request("GET", "/_security/_authenticate")
    except AuthenticationException:
        sys.exit("Elasticsearch refuses the API key of the alerts")
    except SSLError:
        sys.exit("Elasticsearch's certificate is none of the authority's, or of another name than the URL's")
    except ElasticsearchException as error:
        print(f"Elasticsearch does not answer at present: {type(error).__name__}")


def own_indices(settings):
    """Names of the indices that ElastAlert keeps its state in, with their kinds."""
    index = settings["writeback_index"]
    return {
        index: "elastalert",
        f"{index}_status": "elastalert_status",
        f"{index}_silence": "silence",
        f"{index}_error": "elastalert_error",
        f"{index}_past": "past_elastalert",
    }


def prepare(settings):
    """Makes ElastAlert's own indices, each with its mapping or not at all."""
    from elastalert.create_index import read_es_index_mapping
    from elastalert.util import elasticsearch_client

    client = elasticsearch_client(settings)
    for name, kind in own_indices(settings).items():
        if not client.indices.exists(name):
            body = {
                "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
                "mappings": read_es_index_mapping(kind, 8),
            }
            client.indices.create(name, body=body)


def prepare_patiently(settings):
    """Waits for Elasticsearch, however long it is away."""
    from elasticsearch.exceptions import ConnectionError as Unreachable

    logging.getLogger("elasticsearch").setLevel(logging.ERROR)
    while True:
        try:
            prepare(settings)
            return
        except Unreachable as error:
            print(f"<4>Elasticsearch does not answer ({type(error).__name__}); it is asked again", flush=True)
            time.sleep(10)


def forget(settings):
    """Deletes what ElastAlert remembers of looks long past: it never does."""
    from elasticsearch.exceptions import ElasticsearchException
    from elastalert.util import elasticsearch_client

    old = {"query": {"range": {"@timestamp": {"lt": "now-30d"}}}}
    try:
        elasticsearch_client(settings).delete_by_query(",".join(own_indices(settings)), body=old, conflicts="proceed")
    except ElasticsearchException as error:
        logging.getLogger("elastalert").warning("old state is still there: %s", type(error).__name__)


def run(path):
    """Runs ElastAlert until it is told to stop."""
    from elasticsearch.exceptions import ElasticsearchDeprecationWarning
    from elastalert.elastalert import ElastAlerter

    settings, _ = configuration(path)
    # Elasticsearch's, of the queries that ElastAlert makes: nobody here can change them.
    warnings.filterwarnings("ignore", category=ElasticsearchDeprecationWarning)
    prepare_patiently(settings)
    # A change of the rules is a restart.
    client = ElastAlerter(["--config", path, "--pin_rules"])
    client.scheduler.add_job(forget, "interval", args=[settings], hours=24)
    client.start()


def main(command, path):
    # Beside this file is the action that tells of alerts.
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sys.meta_path.append(AbsentPackages())
    # They would be believed instead of the configured authority (elasticsearch 7.10, connection/http_requests.py).
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        os.environ.pop(name, None)
    if command == "run":
        run(path)
        return
    settings, rules = configuration(path)
    if command == "key":
        key(settings)
    else:
        print(f"{len(rules)} rules")


if __name__ == "__main__":
    main(*sys.argv[1:])
