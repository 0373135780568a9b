"""Leads the names of sites to the host that is looked at, whatever DNS says: hosts.json beside this file."""

import json
import pathlib
import socket

HOSTS = json.loads(pathlib.Path(__file__).with_name("hosts.json").read_text())
resolve = socket.getaddrinfo


def getaddrinfo(host, *args, **kwargs):
    return resolve(HOSTS.get(host, host), *args, **kwargs)


socket.getaddrinfo = getaddrinfo
