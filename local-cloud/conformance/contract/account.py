"""What a person would have in the account before Kiln comes: an instance, a bucket."""

import json
import urllib.request

import boto3


class Account:
    """The account that the worker works for."""

    def __init__(self, endpoint, machine):
        self._endpoint = endpoint
        self._machine = machine
        self._type = "t4g.micro" if machine == "arm64" else "t3.micro"
        self._ec2 = self._client("ec2")

    def _client(self, service, region="us-east-1"):
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self._endpoint,
            aws_access_key_id="contract",
            aws_secret_access_key="none",
        )

    def prepare(self):
        """A bucket for the registry; images may become public; one region encrypts by default."""
        self._client("s3").create_bucket(Bucket="contract")
        for region in ("us-east-1", "us-west-2", "eu-west-1"):
            self._client("ec2", region).disable_image_block_public_access()
        self._client("ec2", "ap-southeast-2").enable_ebs_encryption_by_default()

    def look(self):
        """Asks what Kiln asks only where the local cloud cannot bring it: the replies are there to check."""
        iam = self._client("iam")
        profile = iam.get_instance_profile(InstanceProfileName="kiln-builder")["InstanceProfile"]
        iam.list_attached_role_policies(RoleName=profile["Roles"][0]["RoleName"])
        self._ec2.describe_vpc_endpoints()

    def launch(self, name):
        """A running instance with a name."""
        parameter = f"/kiln/local/host/{self._machine}"
        base = self._client("ssm").get_parameter(Name=parameter)["Parameter"]["Value"]
        tags = [{"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": name}]}]
        launched = self._ec2.run_instances(
            ImageId=base, InstanceType=self._type, MinCount=1, MaxCount=1, TagSpecifications=tags
        )
        instance = launched["Instances"][0]["InstanceId"]
        waiter = self._ec2.get_waiter("instance_running")
        waiter.wait(InstanceIds=[instance], WaiterConfig={"Delay": 1, "MaxAttempts": 60})
        self._ec2.get_console_output(InstanceId=instance)
        return instance

    def terminate(self, instance):
        self._ec2.terminate_instances(InstanceIds=[instance])

    def group(self, image):
        """An Auto Scaling group of no machines that would launch an image."""
        scaling = self._client("autoscaling")
        scaling.create_launch_configuration(
            LaunchConfigurationName="contract", ImageId=image, InstanceType=self._type
        )
        scaling.create_auto_scaling_group(
            AutoScalingGroupName="contract",
            LaunchConfigurationName="contract",
            MinSize=0,
            MaxSize=0,
            AvailabilityZones=["us-east-1a"],
        )

    def orphan(self, name):
        """Deregisters an image and leaves its snapshot."""
        found = self._ec2.describe_images(Owners=["self"], Filters=[{"Name": "tag:Name", "Values": [name]}])
        for image in found["Images"]:
            self._ec2.deregister_image(ImageId=image["ImageId"])

    def leave_volume(self):
        """What a builder that is gone left behind: an expired volume."""
        tags = [{"Key": "ManagedBy", "Value": "kiln"}, {"Key": "ExpiresAt", "Value": "2020-01-01T00:00:00Z"}]
        image = self._client("ssm").get_parameter(Name=f"/kiln/local/host/{self._machine}")
        launched = self._ec2.run_instances(
            ImageId=image["Parameter"]["Value"],
            InstanceType=self._type,
            MinCount=1,
            MaxCount=1,
            BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": {"DeleteOnTermination": False}}],
            TagSpecifications=[{"ResourceType": "volume", "Tags": tags}],
        )
        self.terminate(launched["Instances"][0]["InstanceId"])

    def fault(self, action, **more):
        """Lets the next call of an action go wrong."""
        fault = json.dumps(dict(more, action=action)).encode()
        urllib.request.urlopen(f"{self._endpoint}/_kiln/faults", fault).close()
