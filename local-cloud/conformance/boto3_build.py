"""One build through boto3: launch, command, image, copy, share, delete. Prints a line per check."""

import sys
import time

import boto3
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
failures = 0


def check(name, holds, seen=""):
    global failures
    failures += 0 if holds else 1
    print(("ok   " if holds else "FAIL ") + "boto3: " + name + ("" if holds else f": {seen!r}"))


def client(service, region="us-east-1", account="333344445555"):
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=endpoint,
        aws_access_key_id=account,
        aws_secret_access_key="none",
    )


def until(ask, wanted):
    deadline = time.monotonic() + 60
    seen = ask()
    while not wanted(seen) and time.monotonic() < deadline:
        time.sleep(0.1)
        seen = ask()
    return seen


def error(call, **parameters):
    try:
        call(**parameters)
        return "no error"
    except ClientError as refused:
        return refused.response["Error"]["Code"]


ec2, ssm, west = client("ec2"), client("ssm"), client("ec2", "us-west-2")
machine = sys.argv[2]
kind = "t4g.micro" if machine == "arm64" else "t3.micro"

identity = client("sts").get_caller_identity()
check("the account follows the access key", identity["Account"] == "333344445555", identity)

base = ssm.get_parameter(Name=f"/kiln/local/host/{machine}")["Parameter"]["Value"]
launch = dict(
    ImageId=base,
    InstanceType=kind,
    MinCount=1,
    MaxCount=1,
    ClientToken="boto3-1",
    TagSpecifications=[
        {"ResourceType": "instance", "Tags": [{"Key": "build", "Value": "b & <1>"}]}
    ],
)
instance = ec2.run_instances(**launch)["Instances"][0]["InstanceId"]
again = ec2.run_instances(**launch)["Instances"][0]["InstanceId"]
check("a client token launches once", instance == again, again)
ec2.get_waiter("instance_running").wait(
    InstanceIds=[instance], WaiterConfig={"Delay": 1, "MaxAttempts": 60}
)
found = ec2.describe_instances(Filters=[{"Name": "tag:build", "Values": ["b & <?>"]}])
check("a tag filter finds the instance", len(found["Reservations"]) == 1, found)

until(
    lambda: ssm.describe_instance_information()["InstanceInformationList"],
    lambda agents: len(agents) == 1,
)
command = ssm.send_command(
    InstanceIds=[instance],
    DocumentName="AWS-RunShellScript",
    Parameters={"commands": ["echo baked > /etc/conformance", "echo out; echo err >&2; exit 3"]},
)["Command"]["CommandId"]
ended = until(
    lambda: ssm.get_command_invocation(CommandId=command, InstanceId=instance),
    lambda reply: reply["Status"] not in ("Pending", "InProgress"),
)
executed = ended["StatusDetails"] != "NotExecuted"
check(
    "a script has its own exit code and output",
    not executed
    or (ended["ResponseCode"], ended["StandardOutputContent"], ended["StandardErrorContent"])
    == (3, "out\n", "err\n"),
    ended,
)

image = ec2.create_image(InstanceId=instance, Name="boto3-conformance")["ImageId"]
ec2.get_waiter("image_available").wait(
    ImageIds=[image], WaiterConfig={"Delay": 1, "MaxAttempts": 60}
)
check(
    "an image name is unique",
    error(ec2.create_image, InstanceId=instance, Name="boto3-conformance")
    == "InvalidAMIName.Duplicate",
)
copy = west.copy_image(SourceImageId=image, SourceRegion="us-east-1", Name="boto3-copy")["ImageId"]
west.get_waiter("image_available").wait(
    ImageIds=[copy], WaiterConfig={"Delay": 1, "MaxAttempts": 60}
)
ec2.modify_image_attribute(
    ImageId=image, LaunchPermission={"Add": [{"UserId": "222233334444"}]}
)
friend = client("ec2", account="222233334444")
check(
    "a shared image is seen by the other account",
    len(friend.describe_images(ImageIds=[image])["Images"]) == 1,
)
check(
    "an image that was not shared is not",
    error(client("ec2", "us-west-2", "222233334444").describe_images, ImageIds=[copy])
    == "InvalidAMIID.NotFound",
)
pages = ec2.get_paginator("describe_instance_types").paginate(PaginationConfig={"PageSize": 50})
types = [one["InstanceType"] for page in pages for one in page["InstanceTypes"]]
check("pages give everything once", len(types) == len(set(types)) > 100, len(types))

if executed:
    second = ec2.run_instances(ImageId=image, InstanceType=kind, MinCount=1, MaxCount=1)
    second = second["Instances"][0]["InstanceId"]
    until(
        lambda: ssm.describe_instance_information()["InstanceInformationList"],
        lambda agents: any(agent["InstanceId"] == second for agent in agents),
    )
    command = ssm.send_command(
        InstanceIds=[second],
        DocumentName="AWS-RunShellScript",
        Parameters={"commands": ["cat /etc/conformance"]},
    )["Command"]["CommandId"]
    ended = until(
        lambda: ssm.get_command_invocation(CommandId=command, InstanceId=second),
        lambda reply: reply["Status"] not in ("Pending", "InProgress"),
    )
    check("the image holds what the script made", ended["StandardOutputContent"] == "baked\n", ended)
    ec2.terminate_instances(InstanceIds=[second])

ec2.terminate_instances(InstanceIds=[instance])
ec2.get_waiter("instance_terminated").wait(
    InstanceIds=[instance], WaiterConfig={"Delay": 1, "MaxAttempts": 60}
)
check(
    "a used token is not taken again",
    error(ec2.run_instances, **launch) == "IdempotentInstanceTerminated",
)
snapshot = ec2.describe_images(ImageIds=[image])["Images"][0]["BlockDeviceMappings"][0]["Ebs"]
ec2.deregister_image(ImageId=image)
ec2.delete_snapshot(SnapshotId=snapshot["SnapshotId"])
west.deregister_image(ImageId=copy)
check(
    "a dry run says that it is one",
    error(ec2.describe_images, DryRun=True) == "DryRunOperation",
)
sys.exit(1 if failures else 0)
