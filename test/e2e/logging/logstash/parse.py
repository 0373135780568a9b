"""Prints the plugins of a pipeline as JSON: read by lscl, a parser of Logstash's configuration language."""

import json
import sys

from lscl.lang import LsclAttribute, LsclBlock
from lscl.parser import parse_lscl


def plain(value):
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(plain(name)): plain(one) for name, one in value.items()}
    return getattr(value, "content", value)


def plugins(section, content):
    for one in content:
        if isinstance(one, LsclBlock):
            options = {part.name: plain(part.content) for part in one.content if isinstance(part, LsclAttribute)}
            yield {"section": section, "plugin": one.name, "options": options}
        else:
            for _, branch in one.conditions:
                yield from plugins(section, branch)
            yield from plugins(section, one.default or [])


try:
    blocks = parse_lscl(sys.stdin.read())
except ValueError as error:
    sys.exit(str(error))
json.dump([found for block in blocks for found in plugins(block.name, block.content)], sys.stdout, default=str)
