"""One request with its reply, as recorded, and how each protocol is taken apart."""

import json
import re
import urllib.parse
import xml.etree.ElementTree as tree

import wire

SCOPE = re.compile(r"Credential=[^/]+/\d{8}/[a-z0-9-]+/([a-z0-9-]+)/aws4_request")
# Headers that belong to HTTP, to signatures and to the client, and not to one operation.
COMMON_HEADERS = re.compile(
    r"host|user-agent|authorization|accept|accept-encoding|connection|expect|content-(length|type)|date"
    r"|transfer-encoding|cache-control|pragma|amz-sdk-.*|x-amz-(date|content-sha256|security-token"
    r"|decoded-content-length|trailer|user-agent|target|te|request-id|id-2)|x-amzn-(requestid|trace-id)|server"
)
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonErrors.html and its like.
COMMON_ERRORS = re.compile(
    r"AccessDenied(Exception)?|ExpiredToken(Exception)?|IncompleteSignature|InternalFailure|InvalidAction"
    r"|InvalidClientTokenId|MalformedHttpRequestException|NotAuthorized|OptInRequired|RequestAbortedException"
    r"|RequestExpired|SerializationException|ServiceUnavailable|Throttling(Exception)?|UnknownOperationException"
    r"|UnrecognizedClientException|ValidationE(rror|xception)|MissingParameter|InvalidParameterValue"
    r"|MissingAction|InvalidQueryParameter|AuthFailure"
)
# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; the model has few of them.
S3_ERRORS = re.compile(
    r"NoSuch(Bucket|Key)|PreconditionFailed|ConditionalRequestConflict|InvalidArgument|InvalidBucketName"
    r"|MethodNotAllowed|NotImplemented|PermanentRedirect|AuthorizationHeaderMalformed|EntityTooLarge"
)


class Exchange:
    """What was recorded, with the model of its service."""

    def __init__(self, models, record):
        self.record = record
        self.models = models
        headers = record["headers"]
        scope = SCOPE.search(headers.get("authorization", ""))
        self.signed = scope[1] if scope else ""
        self.service = models.service(self.signed)
        path, _, query = record["target"].partition("?")
        self.path = urllib.parse.unquote(path)
        self.query = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        self.action, self.labels, self.literals = self._operation()

    @property
    def name(self):
        return f"{self.signed}:{self.action}"

    @property
    def known(self):
        return self.service is not None and self.action in self.service.operations

    @property
    def refused(self):
        return self.record["status"] >= 300

    def _operation(self):
        if self.service is None:
            return "", {}, set()
        if self.service.protocol in ("ec2", "query"):
            return dict(self._form()).get("Action", ""), {}, set()
        if self.service.protocol == "json":
            return self.record["headers"].get("x-amz-target", "").rpartition(".")[2], {}, set()
        headers = self.record["headers"]
        return self.service.route(self.record["method"], self.path, self.query, headers) or ("", {}, set())

    def _form(self):
        return urllib.parse.parse_qsl(self.record["body"], keep_blank_values=True)

    # --- the request ------------------------------------------------------------------------------

    def check_request(self, found):
        """Holds the request against the input of its operation."""
        shape = self.service.input(self.action)
        if self.service.protocol in ("ec2", "query"):
            parameters = [pair for pair in self._form() if pair[0] not in ("Action", "Version")]
            version = dict(self._form()).get("Version")
            if version != self.service.metadata["apiVersion"]:
                found.add("Version", f"is {version!r} instead of {self.service.metadata['apiVersion']!r}")
            wire.form(self.service, shape, wire.nested(parameters, found), "", found)
        elif self.service.protocol == "json":
            target = f"{self.service.metadata['targetPrefix']}.{self.action}"
            if self.record["headers"].get("x-amz-target") != target:
                found.add("X-Amz-Target", f"is not {target}")
            content = f"application/x-amz-json-{self.service.metadata['jsonVersion']}"
            if self.record["headers"].get("content-type") != content:
                found.add("Content-Type", f"is not {content}")
            wire.json(self.service, shape, json.loads(self.record["body"]), "", found)
        else:
            self._check_rest_request(shape, found)

    def _check_rest_request(self, shape, found):
        members = self.service.members(shape)
        query = {name: value for name, value in self.query.items() if name not in self.literals}
        query.pop("x-id", None)
        located = self._located(members, "querystring", query, found)
        located |= self._located(members, "uri", self.labels, found)
        located |= self._headers(members, self.record["headers"], found)
        self._body(shape, members, self.record["body"], located, found)

    def _located(self, members, place, values, found):
        names = {
            member.get("locationName", name): name
            for name, member in members.items()
            if member.get("location") == place
        }
        for key, value in values.items():
            if key in names:
                found.text(key, members[names[key]], value)
            else:
                found.add(key, f"is no {place} of {self.action}")
        return {names.get(key) for key in values}

    def _headers(self, members, headers, found):
        names = {
            member["locationName"].lower(): name
            for name, member in members.items()
            if member.get("location") == "header"
        }
        prefixes = [m["locationName"].lower() for m in members.values() if m.get("location") == "headers"]
        present = set()
        for key, value in headers.items():
            if key in names:
                present.add(names[key])
                found.text(key, members[names[key]], value, "rfc822")
            elif not COMMON_HEADERS.fullmatch(key) and not key.startswith(tuple(prefixes)):
                found.add(key, f"is no header of {self.action}")
        return present

    def _body(self, shape, members, body, located, found):
        payload = shape.get("payload")
        if payload and members[payload]["type"] in ("blob", "string"):
            found.required("", shape, located | {payload})
        elif self.service.protocol == "rest-json":
            wire.json(self.service, shape, json.loads(body or "{}"), "", found, located)
        elif payload and body:
            wire.xml(self.service, members[payload], tree.fromstring(body), payload, found)
            found.required("", shape, located | {payload})
        else:
            elements = list(tree.fromstring(body)) if body else []
            wire.xml_members(self.service, shape, elements, "", found, located)

    # --- the reply --------------------------------------------------------------------------------

    def check_reply(self, found):
        """Holds the reply against the output of its operation, or against its errors."""
        found.in_reply = True
        if self.refused:
            self._check_refusal(found)
            return
        expected = self.service.operations[self.action]["http"].get("responseCode", 200)
        if self.record["status"] != expected:
            found.add("the status", f"is {self.record['status']} instead of {expected}")
        shape = self.service.output(self.action)
        body = self.record["reply"]
        if self.service.protocol == "json":
            wire.json(self.service, shape, json.loads(body or "{}"), "", found)
        elif self.service.protocol in ("ec2", "query"):
            self._check_xml_reply(shape, tree.fromstring(body), found)
        else:
            members = self.service.members(shape)
            located = self._headers(members, self.record["reply_headers"], found)
            self._body(shape, members, body, located, found)

    def _check_xml_reply(self, shape, root, found):
        namespace = root.tag.partition("}")[0].lstrip("{")
        if namespace.rstrip("/") != self.service.metadata["xmlNamespace"].rstrip("/"):
            found.add("the namespace", f"is {namespace!r}")
        if wire.local(root) != self.action + "Response":
            found.add("the root", f"is called {wire.local(root)}")
        parts = {wire.local(child): child for child in root}
        if self.service.protocol == "ec2":
            if not (parts.get("requestId") is not None and parts["requestId"].text):
                found.add("requestId", "is missing")
            children = [child for child in root if wire.local(child) != "requestId"]
            wire.xml_members(self.service, shape, children, "", found)
            return
        wrapper = shape.get("resultWrapper")
        if set(parts) != {"ResponseMetadata"} | ({wrapper} if wrapper else set()):
            found.add("the root", f"has {sorted(parts)}")
        result = parts.get(wrapper)
        wire.xml_members(self.service, shape, list(result if result is not None else []), "", found)

    def _check_refusal(self, found):
        body = self.record["reply"]
        if self.service.protocol in ("json", "rest-json"):
            members = json.loads(body)
            code = str(members.pop("__type", "")).rpartition("#")[2]
        else:
            members = self._xml_error(tree.fromstring(body), found)
            code = members.pop("Code", "")
        errors = self.service.errors(self.action)
        shape = errors.get(code, {"name": code, "members": {}})
        for key in members:
            if key.lower() != "message" and key not in shape["members"]:
                found.add(key, f"is no member of the error {code}")
        if not any(key.lower() == "message" for key in members):
            found.add("the error", "has no message")
        status = shape.get("error", {}).get("httpStatusCode", self.record["status"])
        if self.record["status"] != status:
            found.add("the status", f"of {code} is {self.record['status']} instead of {status}")
        other = S3_ERRORS if self.signed == "s3" else COMMON_ERRORS
        if self.service.protocol != "ec2" and code not in errors and not other.fullmatch(code):
            found.add("the error", f"{code!r} is none of {self.action}")

    def _xml_error(self, root, found):
        """The code and the message, from where the protocol has them."""
        way = {"ec2": ["Response", "Errors", "Error"], "query": ["ErrorResponse", "Error"]}
        names = way.get(self.service.protocol, ["Error"])
        element = root
        for name in names[1:]:
            element = next((child for child in element if wire.local(child) == name), element)
        if wire.local(root) != names[0] or wire.local(element) != names[-1]:
            found.add("the error", f"does not stand in {'/'.join(names)}")
        ignored = {"Type", "RequestId", "HostId", "Resource", "Key", "BucketName", "Condition"}
        return {wire.local(c): c.text or "" for c in element if wire.local(c) not in ignored}
