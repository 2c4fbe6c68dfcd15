"""AWS's service models as botocore ships them; none of its code runs."""

import functools
import gzip
import json
import re
from pathlib import Path

# Where the name in a signature is not the name of the folder.
FOLDERS = {"servicequotas": "service-quotas"}
LABEL = re.compile(r"\{([A-Za-z]+)(\+?)\}")


class Models:
    """All services of one version of botocore, by the name in a signature."""

    def __init__(self, folder):
        self._folder = Path(folder)

    @functools.cache
    def service(self, signed):
        """The newest model of a service, or None if AWS has no such service."""
        versions = sorted((self._folder / FOLDERS.get(signed, signed)).glob("*/service-2.json*"))
        if not signed or not versions:
            return None
        content = versions[-1].read_bytes()
        return Service(json.loads(gzip.decompress(content) if versions[-1].suffix == ".gz" else content))


class Service:
    """One service: its protocol, its operations, its shapes."""

    def __init__(self, model):
        self.metadata = model["metadata"]
        self.protocol = self.metadata["protocol"]
        self.operations = model["operations"]
        self.shapes = model["shapes"]

    def shape(self, reference):
        """The shape that a member or an operation refers to, with the traits of the reference."""
        shape = dict(self.shapes[reference["shape"]], name=reference["shape"])
        shape.update({key: value for key, value in reference.items() if key != "shape"})
        return shape

    def input(self, operation):
        return self._of(operation, "input")

    def output(self, operation):
        return self._of(operation, "output")

    def _of(self, operation, direction):
        reference = self.operations[operation].get(direction)
        empty = {"type": "structure", "members": {}, "name": operation}
        return self.shape(reference) if reference else empty

    def members(self, shape):
        """The members of a structure with their shapes."""
        return {name: self.shape(member) for name, member in shape["members"].items()}

    def errors(self, operation):
        """The errors that an operation declares, by the code on the wire."""
        shapes = [self.shape(error) for error in self.operations[operation].get("errors", [])]
        return {shape.get("error", {}).get("code", shape["name"]): shape for shape in shapes}

    def route(self, method, path, query, headers):
        """The operation that a method, a path and the rest name, with the labels in the path."""
        found = []
        for name, operation in self.operations.items():
            target, _, literals = operation["http"]["requestUri"].partition("?")
            matched = template(target).fullmatch(path)
            wanted = dict(part.partition("=")[::2] for part in literals.split("&") if part)
            if operation["http"]["method"] != method or not matched:
                continue
            if any(key not in query or value not in ("", query[key]) for key, value in wanted.items()):
                continue
            needed = self._needed(name)
            if all(key in (query if place == "querystring" else headers) for place, key in needed):
                found.append((len(wanted) + len(needed), name, matched.groupdict(), set(wanted)))
        best = max(found, default=None, key=lambda one: one[0])
        return best and best[1:]

    def _needed(self, operation):
        shape = self.input(operation)
        members = self.members(shape)
        return [
            (members[name]["location"], members[name]["locationName"].lower()
             if members[name]["location"] == "header" else members[name]["locationName"])
            for name in shape.get("required", [])
            if members[name].get("location") in ("querystring", "header")
        ]


@functools.cache
def template(uri):
    """A path of the model as a pattern, for an address that has the bucket in its path."""
    pattern = ""
    position = 0
    for label in LABEL.finditer(uri):
        pattern += re.escape(uri[position : label.start()])
        pattern += f"(?P<{label[1]}>{'.+' if label[2] else '[^/]+'})"
        position = label.end()
    return re.compile(pattern + re.escape(uri[position:]) + "/?", re.DOTALL)
