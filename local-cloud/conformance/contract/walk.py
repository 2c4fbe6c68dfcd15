"""Runs every command of Kiln against the local cloud through the recorder."""

import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

from recorder import Recorder

BASE = """\
name: contract-base
description: The lower layer
base: host
build_steps:
  - name: lay
    script: |
      #!/bin/sh
      set -eu
      echo laid > /opt/contract
validation_tests:
  - name: it is laid
    command: cat /opt/contract
    expected: laid
"""
TOP = """\
name: contract-top
description: The upper layer
version: "{version}"
extends: ./base.yaml
test: boot
build_steps:
  - name: add
    script: |
      #!/bin/sh
      set -eu
      echo {version} > /opt/contract-top
"""
SLOW = """\
name: contract-slow
description: Lasts until it is cancelled
base: host
builder:
  security_groups: default
build_steps:
  - name: wait
    script: |
      #!/bin/sh
      set -eu
      sleep 300
"""
BROKEN = SLOW.replace("contract-slow", "contract-broken").replace("sleep 300", "exit 3")
PINNED = """\
name: contract-pinned
description: Names an image that follows a channel
base: {ami}
build_steps:
  - name: nothing
    script: |
      #!/bin/sh
      set -eu
      true
"""
OTHER = "222233334444"
REGISTRY = "s3://contract/registry.json"


class Failed(Exception):
    """A command that did not do what it should."""


class Walk:
    """A stack of its own: Temporal and the local cloud, and a worker behind the recorder."""

    def __init__(self, kiln, work, recording):
        self.kiln = kiln
        self.work = Path(work)
        self.recording = recording
        self.ran = {}
        self.problems = []
        self.processes = []
        self.environment = dict(
            os.environ,
            KILN_HOME=str(self.work / "home"),
            KILN_BUILD="never",
            KILN_REGIONS="us-east-1,us-west-2",
            AWS_REGION="us-east-1",
            NO_COLOR="1",
        )

    # --- the stack --------------------------------------------------------------------------------

    def start(self):
        ports = [str(port) for port in free_ports(4)]
        self.spawn("up", ["--no-worker", "--port", ports[0], "--ui-port", ports[1], "--cloud-port", ports[2]])
        self.until(lambda: "stack is up" in self.log("up"), "the stack is up", self.log("up"))
        self.recorder = Recorder(f"http://127.0.0.1:{ports[2]}", self.recording)
        self.recorder.command = "worker"
        self.spawn("worker", ["--cloud", self.recorder.address])
        home = self.work / "other-home"
        self.spawn("local-cloud", ["--home", str(home), "--port", ports[3]])

    def spawn(self, command, options):
        with open(self.work / f"{command}.log", "wb") as log:
            process = subprocess.Popen(
                [self.kiln, command, *options],
                stdout=log, stderr=log, cwd=self.work, env=self.environment, start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        self.ran.setdefault(command, 0)

    def log(self, command):
        return (self.work / f"{command}.log").read_text()

    def until(self, holds, what, log=""):
        end = time.monotonic() + 180
        while not holds():
            if time.monotonic() > end or any(one.poll() for one in self.processes):
                raise Failed(f"gave up waiting until {what} {log}")
            time.sleep(0.1)

    def stop(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()

    # --- commands ---------------------------------------------------------------------------------

    def run(self, line, *more, exits=(0,)):
        """Runs one command; returns what it printed."""
        words = [*line.split(), *more]
        name = " ".join(words[:2] if words[0] in ("ami", "build", "template") else words[:1])
        self.recorder.command = name
        self.ran[name] = self.ran.get(name, 0) + 1
        ended = subprocess.run(
            [self.kiln, *words], capture_output=True, text=True, cwd=self.work,
            env=self.environment, timeout=300, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if ended.returncode not in exits:
            said = (ended.stderr or ended.stdout).strip().splitlines()[-3:]
            self.problems.append(f"kiln {' '.join(words)}: exit {ended.returncode}: {' / '.join(said)}")
        return ended.stdout

    def write(self, name, text):
        (self.work / name).write_text(text)

    def walk(self, account):
        """All commands, in an order in which each has what it needs."""
        self.write("base.yaml", BASE)
        self.write("top.yaml", TOP.format(version="1.0"))
        self.write("slow.yaml", SLOW)
        self.write("broken.yaml", BROKEN)
        account.look()
        self.questions()
        self.builds()
        self.images()
        self.captures(account)
        self.channels(account)
        self.retirements(account)
        self.running()
        account.leave_volume()
        self.run("janitor")
        self.run("down")

    def questions(self):
        self.run("template list")
        self.run("template show top.yaml")
        self.run("template validate top.yaml")
        self.run("template lint top.yaml")
        self.run("template schema")
        self.run("completion bash")
        self.run("doctor", exits=(0, 1))
        self.run("doctor --aws --region us-east-1,ap-southeast-2", exits=(0, 1))

    def builds(self):
        self.run("ami build top.yaml --dry-run --regions us-east-1,us-west-2 --share-public")
        self.run("ami build top.yaml --name contract-v1 --regions us-east-1,us-west-2 --share-accounts", OTHER)
        self.run("ami build-all base.yaml top.yaml --arch", machine())

    def images(self):
        self.run("ami list --long")
        self.run("ami describe contract-v1")
        self.run("ami status contract-v1")
        self.run("ami tree --regions us-east-1,us-west-2")
        self.run("ami diff contract-base contract-top")
        self.run("ami validate top.yaml")
        self.run("ami test top.yaml --all-regions")
        self.run("ami copy contract-base --regions eu-west-1 --kms-key eu-west-1=alias/contract")
        self.run("ami share contract-top --public --organization o-localcloud1 --snapshots --yes")
        self.run("ami share-chain contract-top --account", OTHER)
        self.run("ami permissions")
        self.run("ami unshare contract-top --public")

    def captures(self, account):
        instance = account.launch("contract-workstation")
        self.run("ami create contract-top contract-workstation --name captured --tags Team=a --dry-run")
        self.run("ami create contract-top contract-workstation --name captured --tags Team=a")
        self.run(f"ami create-multi contract-top {instance} --name captured-twice --regions us-east-1,us-west-2")
        self.run("ami status captured")
        account.terminate(instance)

    def channels(self, account):
        loose = ("--allow-fewer-regions", "--allow-less-shared", "--allow-unvalidated", "--registry", REGISTRY)
        self.run("ami update-registry top.yaml", *loose)
        self.run("ami promote contract-top", *loose)
        ami = re.search(r"ami-[0-9a-f]{17}", self.run("ami registry contract-top", *loose[3:]))
        self.write("pinned.yaml", PINNED.format(ami=ami[0] if ami else "ami-0"))
        self.write("top.yaml", TOP.format(version="2.0"))
        account.fault("RunInstances", errorCode="InsufficientInstanceCapacity", httpStatus=500)
        account.fault("SendCommand", when="after", errorCode="InternalServerError", httpStatus=500)
        self.run("ami build top.yaml --name contract-v2 --region us-east-1")
        self.run("ami update-registry top.yaml --region us-east-1", *loose)
        self.run("ami promote contract-top", *loose)
        self.run("ami update-templates pinned.yaml --channel stable --dry-run", *loose[3:])
        self.run("ami rollback contract-top", *loose)

    def retirements(self, account):
        options = ("--registry", REGISTRY, "--yes")
        self.run("ami deprecate contract-v1 --region us-east-1 --in 30d", *options)
        self.run("ami disable captured", *options)
        self.run("ami enable captured", *options)
        found = re.search(r"ami-[0-9a-f]{17}", self.run("ami describe captured"))
        account.group(found[0] if found else "ami-0")
        self.run("ami delete captured --force", *options)
        self.run("ami delete contract-v1 --region us-west-2 --force", *options)
        account.orphan("captured-twice")
        self.run("ami cleanup --keep-latest 1", *options)
        self.run("ami gc --older-than 0h --unused", *options)

    def running(self):
        sent = self.said("AmazonSSM.SendCommand")
        build = self.started("ami build slow.yaml --name contract-slow --detach --output json")
        self.until(lambda: self.said("AmazonSSM.SendCommand") > sent, "the slow script runs")
        self.run("build list")
        self.run("build status", build)
        self.run("build cancel", build)
        self.until(lambda: self.said("AmazonSSM.CancelCommand"), "the slow script is cancelled")
        build = self.started("ami build broken.yaml --name contract-broken --output json", exits=(1,))
        self.run("build logs", build)
        self.run("build retry", build, exits=(1,))

    def started(self, line, exits=(0,)):
        """Runs a command and returns the id of its build."""
        found = re.search(r'"build_id"\s*:\s*"([^"]+)"', self.run(line, exits=exits))
        return found[1] if found else "none"

    def said(self, words):
        """How often something stands in the recording so far."""
        return Path(self.recording).read_text().count(words)


def machine():
    return {"aarch64": "arm64"}.get(os.uname().machine, os.uname().machine)


def free_ports(number):
    sockets = [socket.socket() for _ in range(number)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def commands(kiln):
    """All commands of the program, from the completion that it prints."""
    printed = subprocess.run(
        [kiln, "completion", "bash"], capture_output=True, text=True, check=True,
        env=dict(os.environ, KILN_BUILD="never"),
    )  # fmt: skip
    named = set(re.findall(r"local cmds\d+=\((.*?)\)", printed.stdout))
    groups = {name.split()[0] for name in named if " " in name}
    return named - groups
