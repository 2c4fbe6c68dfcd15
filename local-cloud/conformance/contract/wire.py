"""Holds what is on the wire against shapes: forms, XML and JSON, name by name."""

from collections import defaultdict


def form(service, shape, node, path, found):
    """A form whose names were taken apart at their dots."""
    kind = shape["type"]
    if kind == "structure":
        _form_structure(service, shape, node, path, found)
    elif kind == "list":
        item = service.shape(shape["member"])
        items = _form_items(service, shape, item, node, path, found)
        for number, value in items:
            form(service, item, value, f"{path}.{number}", found)
        found.count(path, shape, len(items))
    elif kind == "map":
        _form_map(service, shape, node, path, found)
    elif isinstance(node, str):
        found.text(path, shape, node)
    else:
        found.add(path, f"has members, but {shape['name']} is of type {kind}")


def _form_structure(service, shape, node, path, found):
    if not isinstance(node, dict):
        found.add(path, f"is {node!r}, but {shape['name']} is a structure")
        return
    members = service.members(shape)
    names = {_form_name(service, name, member): name for name, member in members.items()}
    for key, value in node.items():
        if key in names:
            form(service, members[names[key]], value, f"{path}.{key}".lstrip("."), found)
        else:
            found.add(f"{path}.{key}".lstrip("."), f"is no member of {shape['name']}")
    found.required(path, shape, {names.get(key) for key in node})


def _form_name(service, name, member):
    if service.protocol == "ec2":
        located = member.get("locationName", name)
        return member.get("queryName", located[0].upper() + located[1:])
    if member["type"] == "list" and member.get("flattened"):
        return service.shape(member["member"]).get("locationName", name)
    return member.get("locationName", name)


def _form_items(service, shape, item, node, path, found):
    if node == "" and service.protocol != "ec2":
        return []
    if service.protocol != "ec2" and not shape.get("flattened"):
        inner = item.get("locationName", "member")
        if not isinstance(node, dict) or set(node) != {inner}:
            found.add(path, f"is a list whose items are not called {inner}")
            return []
        node = node[inner]
    if not isinstance(node, dict) or set(node) != {str(n + 1) for n in range(len(node))}:
        found.add(path, "is a list whose items are not numbered from 1")
        return []
    return sorted(node.items(), key=lambda pair: int(pair[0]))


def _form_map(service, shape, node, path, found):
    entries = node if shape.get("flattened") else node.get("entry", {})
    for number, entry in entries.items():
        form(service, service.shape(shape["key"]), entry.get("key", {}), f"{path}.{number}.key", found)
        form(service, service.shape(shape["value"]), entry.get("value", {}), f"{path}.{number}.value", found)


def local(element):
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def xml(service, shape, element, path, found):
    """One element of XML."""
    kind = shape["type"]
    if kind == "structure":
        xml_members(service, shape, list(element), path, found)
    elif kind == "list":
        _xml_list(service, shape, element, path, found)
    elif kind == "map":
        _xml_map(service, shape, list(element), path, found)
    elif len(element):
        found.add(path, f"has members, but {shape['name']} is of type {kind}")
    else:
        found.text(path, shape, element.text or "")


def xml_members(service, shape, elements, path, found, located=()):
    """The children of an element; `located` are members that stand elsewhere, in a header."""
    given = defaultdict(list)
    for element in elements:
        given[local(element)].append(element)
    members = {
        name: member for name, member in service.members(shape).items() if "location" not in member
    }
    names = {_xml_name(service, name, member): name for name, member in members.items()}
    for key, alike in given.items():
        place = f"{path}.{key}".lstrip(".")
        if key not in names:
            found.add(place, f"is no member of {shape['name']}")
            continue
        member = members[names[key]]
        if member["type"] == "list" and member.get("flattened"):
            item = service.shape(member["member"])
            for number, element in enumerate(alike):
                xml(service, item, element, f"{place}.{number + 1}", found)
            continue
        if len(alike) > 1:
            found.add(place, "is there more than once")
        xml(service, member, alike[0], place, found)
    found.required(path, shape, {names.get(key) for key in given} | set(located))


def _xml_name(service, name, member):
    if member["type"] == "list" and member.get("flattened"):
        return service.shape(member["member"]).get("locationName", member.get("locationName", name))
    return member.get("locationName", name)


def _xml_list(service, shape, element, path, found):
    item = service.shape(shape["member"])
    expected = item.get("locationName", "item" if service.protocol == "ec2" else "member")
    for number, child in enumerate(element):
        place = f"{path}.{number + 1}"
        if local(child) != expected:
            found.add(place, f"is called {local(child)} instead of {expected}")
        xml(service, item, child, place, found)
    if (element.text or "").strip():
        found.add(path, "holds text, but is a list")
    found.count(path, shape, len(element))


def _xml_map(service, shape, entries, path, found):
    for entry in entries:
        for part in entry:
            side = "key" if local(part) == shape["key"].get("locationName", "key") else "value"
            xml(service, service.shape(shape[side]), part, f"{path}.{side}", found)


def json(service, shape, value, path, found, located=()):
    """One value of JSON; `located` are members that stand elsewhere, in a header or the path."""
    kind = shape["type"]
    if kind == "structure" and isinstance(value, dict):
        members = {
            member.get("locationName", name): (name, member)
            for name, member in service.members(shape).items()
            if "location" not in member
        }
        for key, part in value.items():
            place = f"{path}.{key}".lstrip(".")
            if key in members:
                json(service, members[key][1], part, place, found)
            else:
                found.add(place, f"is no member of {shape['name']}")
        found.required(path, shape, {members[key][0] for key in value if key in members} | set(located))
    elif kind == "list" and isinstance(value, list):
        for number, part in enumerate(value):
            json(service, service.shape(shape["member"]), part, f"{path}.{number + 1}", found)
        found.count(path, shape, len(value))
    elif kind == "map" and isinstance(value, dict):
        for key, part in value.items():
            found.json(f"{path}.{key}", service.shape(shape["key"]), key)
            json(service, service.shape(shape["value"]), part, f"{path}.{key}", found)
        found.count(path, shape, len(value))
    elif kind in ("structure", "list", "map"):
        found.add(path, f"is {value!r}, but {shape['name']} is of type {kind}")
    else:
        found.json(path, shape, value)


def nested(parameters, found):
    """The names of a form, taken apart at their dots."""
    tree = {}
    for name, value in parameters:
        node = tree
        *way, last = name.split(".")
        for part in way:
            node = node.setdefault(part, {})
            if not isinstance(node, dict):
                found.add(name, "has both a value and members")
                node = {}
        if last in node:
            found.add(name, "is there more than once")
        node[last] = value
    return tree
