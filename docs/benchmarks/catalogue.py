"""Makes many images through the EC2 API, as Kiln would: python3 catalogue.py HOST:PORT COUNT"""

import http.client
import os
import re
import sys
import time
import urllib.parse

REGION = "us-east-1"
CREDENTIAL = f"AKIDEXAMPLE/20260101/{REGION}/ec2/aws4_request"
HEADERS = {
    "Authorization": f"AWS4-HMAC-SHA256 Credential={CREDENTIAL}, SignedHeaders=host, Signature=00",
    "Content-Type": "application/x-www-form-urlencoded",
}
SIZES = os.environ.get("SIZES") != "no"


class Ec2:
    def __init__(self, address):
        self.connection = http.client.HTTPConnection(address)

    def call(self, action, parameters):
        body = urllib.parse.urlencode({"Action": action, "Version": "2016-11-15", **parameters})
        self.connection.request("POST", "/", body, HEADERS)
        reply = self.connection.getresponse()
        text = reply.read().decode()
        if reply.status != 200:
            sys.exit(f"{action}: {reply.status} {text}")
        return text

    def member(self, name, action, parameters):
        return re.search(f"<{name}>([^<]*)</{name}>", self.call(action, parameters)).group(1)

    def await_state(self, instance, state):
        while f"<name>{state}</name>" not in self.call("DescribeInstances", {"InstanceId.1": instance}):
            time.sleep(0.1)


def tags(number, parent):
    all_tags = {
        "Name": f"template-{number}" if number < 500 else f"template-{number % 500}-{number // 500}",
        "ManagedBy": "kiln",
        "TemplateName": f"template-{number % 500}",
        "TemplateHash": f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}",
        "BaseAMI": parent,
        "Architecture": "x86_64",
        "Region": REGION,
        "BuildDate": "2026-11-01T00:00:00Z",
        "BuildId": f"00000000-0000-4000-8000-{number:012x}",
        "BuildMinutes": "3.20",
    }
    if SIZES:
        all_tags["StoredBytes"] = str(2_000_000_000 + number * 524_288)
        all_tags["AddedBytes"] = str((number % 900 + 1) * 524_288)
    return all_tags


def image(number, instance, parent):
    parameters = {"InstanceId": instance, "Name": f"template-{number % 500}-{number:08x}", "NoReboot": "true"}
    for at, kind in enumerate(("image", "snapshot"), 1):
        parameters[f"TagSpecification.{at}.ResourceType"] = kind
        for place, (key, value) in enumerate(tags(number, parent).items(), 1):
            parameters[f"TagSpecification.{at}.Tag.{place}.Key"] = key
            parameters[f"TagSpecification.{at}.Tag.{place}.Value"] = value
    return parameters


def main():
    ec2 = Ec2(sys.argv[1])
    count = int(sys.argv[2])
    base = ec2.member(
        "imageId", "DescribeImages", {"Filter.1.Name": "architecture", "Filter.1.Value.1": "x86_64"}
    )
    instance = ec2.member(
        "instanceId", "RunInstances", {"ImageId": base, "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1}
    )
    ec2.await_state(instance, "running")
    ec2.call("StopInstances", {"InstanceId.1": instance})
    ec2.await_state(instance, "stopped")
    begun = time.time()
    parent = base
    for number in range(count):
        if number % 3 == 0:
            parent = base
        parent = ec2.member("imageId", "CreateImage", image(number, instance, parent))
    ec2.call("TerminateInstances", {"InstanceId.1": instance})
    print(f"{count} images in {time.time() - begun:.0f} s")


if __name__ == "__main__":
    main()
