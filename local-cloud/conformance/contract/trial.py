"""Tries the check itself: each recorded kind of mistake, put in on purpose, has to be found."""

import json
import re

from exchange import Exchange
from values import Deviations

WRONG = {
    "enumeration": ("no-such-constant", lambda shape: "enum" in shape),
    "timestamp": ("yesterday", lambda shape: shape["type"] == "timestamp"),
    "number": ("many", lambda shape: shape["type"] in ("integer", "long")),
    "boolean": ("perhaps", lambda shape: shape["type"] == "boolean"),
}


def of(exchanges):
    """Pairs of what was tried and the problems: a mistake that passed."""
    for protocol in sorted({one.service.protocol for one in exchanges}):
        for direction, members, check in (
            ("request", with_member_in_request, Exchange.check_request),
            ("reply", with_member_in_reply, Exchange.check_reply),
        ):
            sound = [one for one in exchanges if one.service.protocol == protocol and not one.refused]
            yield f"a member too many in a {direction} over {protocol} is found", unfound(sound, members, check)
    for kind, (value, fits) in WRONG.items():
        for direction, check in (("request", Exchange.check_request), ("reply", Exchange.check_reply)):
            yield f"a wrong {kind} in a {direction} is found", unaltered(exchanges, value, fits, check)
    yield "a missing member in a request is found", unfound(exchanges, without_member, Exchange.check_request)


def unfound(exchanges, change, check):
    """Changes the first exchange that can be changed so, and says if nobody notices."""
    for exchange in exchanges:
        before = deviations(exchange, check)
        changed = change(exchange)
        if changed is not None:
            after = deviations(Exchange(exchange.models, changed), check)
            return [] if len(after) > len(before) else [f"{exchange.name} passes with it"]
    return ["nothing was recorded to try it on"]


def deviations(exchange, check, alter=None):
    found = Deviations(alter)
    check(exchange, found)
    return found


def unaltered(exchanges, value, fits, check):
    """Puts a wrong value where the first such value stands, and says if nobody notices."""
    for exchange in exchanges:
        if exchange.refused:
            continue
        sound = deviations(exchange, check)
        places = [path for path, shape in sound.leaves if fits(shape)]
        if places:
            alter = lambda path, shape, seen: value if path == places[0] else seen  # noqa: E731
            altered = deviations(exchange, check, alter)
            return [] if len(altered) > len(sound) else [f"{exchange.name} passes with it in {places[0]}"]
    return ["nothing was recorded to try it on"]


def with_member_in_request(exchange):
    record = dict(exchange.record)
    protocol = exchange.service.protocol
    if protocol in ("ec2", "query"):
        record["body"] += "&Wrong=1"
    elif protocol == "json":
        record["body"] = with_json_member(record["body"])
    elif protocol == "rest-json":
        record["target"] += "&wrong=1" if "?" in record["target"] else "?wrong=1"
    else:
        record["headers"] = dict(record["headers"], **{"x-amz-wrong": "1"})
    return record


def with_member_in_reply(exchange):
    record = dict(exchange.record)
    protocol = exchange.service.protocol
    if protocol in ("json", "rest-json"):
        record["reply"] = with_json_member(record["reply"]) if record["reply"] else '{"Wrong": 1}'
    elif protocol in ("ec2", "query"):
        end = f"</{exchange.action}{'Response' if protocol == 'ec2' else 'Result'}>"
        if end not in record["reply"]:
            return None
        record["reply"] = record["reply"].replace(end, "<wrong>1</wrong>" + end)
    else:
        record["reply_headers"] = dict(record["reply_headers"], **{"x-amz-wrong": "1"})
    return record


def with_json_member(text):
    return json.dumps(dict(json.loads(text), Wrong=1))


def without_member(exchange):
    """The request of a launch without its required number of instances."""
    if exchange.name != "ec2:RunInstances":
        return None
    return dict(exchange.record, body=re.sub(r"&MaxCount=\d+", "", exchange.record["body"]))
