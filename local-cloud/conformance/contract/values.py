"""Holds single values against their shapes: type, enumeration, length, range, pattern."""

import base64
import binascii
import functools
import re

ISO_8601 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z")
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
INTEGERS = {"integer": 31, "long": 63}
# What the patterns, which are written for Java, have and Python lacks; all within [ ].
JAVA = {
    r"\p{L}": r"\w",
    r"\p{Z}": r"\s",
    r"\p{N}": r"\d",
    r"\p{M}": r"\u0300-\u036f",
    r"\p{P}": r"!-/:-@\[-`{-~",
    r"\uD800\uDC00-\uDBFF\uDFFF": r"\U00010000-\U0010FFFF",
    r"\w-": r"\w\-",
}

# Patterns that AWS's own replies do not match, with what they look like instead: `aws ssm
# get-command-invocation help` shows 2020-02-19T16:18:20.256Z and PT0.091S.
SEEN = {"StringDateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|PT(\d+H)?(\d+M)?(\d+(\.\d{1,3})?S)?"}


class Deviations(list):
    """What does not fit, each with the place; `alter` puts a wrong value in, to try the check."""

    def __init__(self, alter=None):
        super().__init__()
        self.in_reply = False
        self.alter = alter or (lambda path, shape, value: value)
        self.leaves = []

    def add(self, path, fact):
        self.append(f"{path or 'the whole'} {fact}")

    def required(self, path, shape, present):
        for name in shape.get("required", []):
            if name not in present:
                self.add(path, f"lacks the required member {name}")

    def count(self, path, shape, number):
        """The number of items, or of characters, or a number itself."""
        if "min" in shape and number < shape["min"] or "max" in shape and number > shape["max"]:
            bounds = f"{shape.get('min', '')}..{shape.get('max', '')}"
            self.add(path, f"has {number} where {shape['name']} allows {bounds}")

    def text(self, path, shape, value, timestamps="iso8601"):
        """A value in a form, in XML or in a header."""
        value = self._altered(path, shape, value)
        kind = shape["type"]
        if kind == "boolean":
            self._expect(path, shape, value, value in ("true", "false"))
        elif kind in INTEGERS:
            if self._expect(path, shape, value, re.fullmatch(r"-?\d{1,19}", value)):
                self._number(path, shape, int(value))
        elif kind in ("float", "double"):
            self._expect(path, shape, value, re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", value))
        elif kind == "timestamp":
            self._timestamp(path, shape, value, shape.get("timestampFormat", timestamps))
        else:
            self._characters(path, shape, value)

    def json(self, path, shape, value):
        """A value in JSON."""
        value = self._altered(path, shape, value)
        kind = shape["type"]
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if kind == "boolean":
            self._expect(path, shape, value, isinstance(value, bool))
        elif kind in INTEGERS:
            if self._expect(path, shape, value, number and isinstance(value, int)):
                self._number(path, shape, value)
        elif kind in ("float", "double"):
            self._expect(path, shape, value, number)
        elif kind == "timestamp" and shape.get("timestampFormat", "unixTimestamp") == "unixTimestamp":
            self._expect(path, shape, value, number and 0 <= value < 1e11)
        elif self._expect(path, shape, value, isinstance(value, str)):
            if kind == "timestamp":
                self._timestamp(path, shape, value, shape["timestampFormat"])
            else:
                self._characters(path, shape, value)

    def _altered(self, path, shape, value):
        self.leaves.append((path, shape))
        return self.alter(path, shape, value)

    def _expect(self, path, shape, value, holds):
        if not holds:
            self.add(path, f"is {value!r} where {shape['name']} is of type {shape['type']}")
        return holds

    def _number(self, path, shape, number):
        bits = INTEGERS[shape["type"]]
        self._expect(path, shape, number, -(1 << bits) <= number < 1 << bits)
        self.count(path, shape, number)

    def _timestamp(self, path, shape, value, form):
        pattern = {"iso8601": ISO_8601, "rfc822": RFC_822}.get(form, re.compile(r"\d{1,11}(\.\d+)?"))
        if not pattern.fullmatch(value):
            self.add(path, f"is {value!r} where a timestamp of the form {form} belongs")

    def _characters(self, path, shape, value):
        if shape["type"] == "blob":
            self._blob(path, shape, value)
            return
        if value == "" and self.in_reply and "enum" not in shape:
            return  # AWS itself answers so what is not set, whatever the shape says of its length
        self.count(path, shape, len(value))
        if "enum" in shape and value not in shape["enum"]:
            self.add(path, f"is {value!r}, which {shape['name']} does not have")
        elif "pattern" in shape:
            expected = SEEN.get(shape["name"], shape["pattern"])
            if not pattern(expected).fullmatch(value):
                self.add(path, f"is {value!r}, which does not match {expected}")

    def _blob(self, path, shape, value):
        try:
            self.count(path, shape, len(base64.b64decode(value, validate=True)))
        except binascii.Error:
            self.add(path, "is not in base 64")


@functools.cache
def pattern(written):
    """A pattern of the models, for the whole of a value."""
    for java, python in JAVA.items():
        written = written.replace(java, python)
    return re.compile(written)
