"""Holds every request that Kiln sends, and every reply that it gets, against AWS's own models.

    check.py MODELS KILN POLICY WORK

MODELS is botocore's folder of service models, the second source; KILN the program, of which every command runs
once; POLICY the worker's policy, of which every action must be seen; WORK an empty folder. Prints a
line for each check, with "ok" or "FAIL" in front; the exit code follows them.
"""

import json
import signal
import sys
from collections import defaultdict
from pathlib import Path
from subprocess import SubprocessError

from botocore.exceptions import ClientError

import trial
from account import Account
from exchange import Exchange
from models import Models
from values import Deviations
from walk import Failed, Walk, commands, machine

# Commands that only read files or talk to Temporal.
WITHOUT_CALLS = {
    "completion", "down", "local-cloud", "up", "template list", "template show",
    "template validate", "template lint", "template schema", "build list", "build status", "build logs",
}  # fmt: skip
# Rights of the policy that no request of the worker names: they come with another call.
COMES_WITH = {
    "ec2:DescribeLaunchTemplates", "iam:PassRole", "imagebuilder:GetContainerRecipe",
    "imagebuilder:ListContainerRecipes", "imagebuilder:ListImageRecipes", "kms:CreateGrant", "kms:Decrypt",
    "kms:GenerateDataKey*", "kms:ReEncrypt*", "s3:ListBucket", "ssm:DescribeParameters", "ssm:GetParameters",
}  # fmt: skip
# What the walk cannot bring about, and when Kiln asks it; Account.look asks it instead.
UNREACHED = {
    "ec2:DescribeVpcEndpoints": "where a subnet has no route to the internet",
    "ec2:GetConsoleOutput": "when an agent has not come for 15 minutes",
    "iam:GetInstanceProfile": "on AWS alone: builders of the local cloud have no profile",
    "iam:ListAttachedRolePolicies": "on AWS alone: builders of the local cloud have no profile",
}

failures = 0


def verdict(name, problems):
    """One line for a check; the first problems, and how many more."""
    global failures
    failures += 1 if problems else 0
    shown = "; ".join(problems[:8]) + (f"; and {len(problems) - 8} more" if len(problems) > 8 else "")
    print(f"FAIL contract: {name}: {shown}" if problems else f"ok   contract: {name}", flush=True)


def record(kiln, work):
    """Walks through all commands; returns what was said and the walk itself."""
    recording = Path(work) / "recording.jsonl"
    walk = Walk(kiln, work, recording)
    try:
        walk.start()
        account = Account(walk.recorder.address, machine())
        account.prepare()
        walk.walk(account)
    except (Failed, ClientError, OSError, SubprocessError) as stuck:
        walk.problems.append(f"the walk ended early: {stuck}")
    finally:
        walk.stop()
    lines = recording.read_text(encoding="utf-8").splitlines() if recording.exists() else []
    return [json.loads(line) for line in lines], walk


def check_walk(walk, records, every):
    """Each command of the program ran, did what it should, and its calls were recorded."""
    verdict("every command does what it should", walk.problems)
    missing = [f"'kiln {name}' does not run in walk.py" for name in sorted(every - set(walk.ran))]
    verdict(f"every one of {len(every)} commands runs", missing)
    calling = {one["command"] for one in records}
    silent = [f"'kiln {name}' sent nothing" for name in sorted(every - calling - WITHOUT_CALLS)]
    verdict("what every command sends is recorded", silent)


def check_actions(exchanges, policy):
    """The worker's policy lists every action that the code calls: each has to be seen."""
    allowed = set()
    for statement in json.loads(Path(policy).read_text())["Statement"]:
        actions = statement["Action"]
        allowed |= {actions} if isinstance(actions, str) else set(actions)
    ours = [one for one in exchanges if "Boto3" not in one.record["headers"].get("user-agent", "")]
    unasked = set(UNREACHED) - {one.name for one in exchanges}
    verdict("what the walk cannot bring about is asked all the same", [f"{name} is not" for name in unasked])
    unseen = sorted(allowed - {one.name for one in ours} - COMES_WITH - set(UNREACHED))
    verdict("every action that Kiln calls is recorded", [f"{name} is not" for name in unseen])


def check_exchanges(exchanges):
    """Each action's requests and replies."""
    by_name = defaultdict(list)
    for exchange in exchanges:
        by_name[exchange.name].append(exchange)
    for name, alike in sorted(by_name.items()):
        if not alike[0].known:
            verdict(f"{name} is an action of AWS", [f"{alike[0].record['target']} is none"])
            continue
        verdict(f"{name} is asked as AWS wants it ({len(alike)} times)", said(alike, Exchange.check_request))
        verdict(f"{name} is answered as AWS does it", said(alike, Exchange.check_reply))


def said(alike, check):
    """The deviations of the same action's exchanges, each once, with the command that showed it."""
    found = {}
    for exchange in alike:
        deviations = Deviations()
        check(exchange, deviations)
        for deviation in deviations:
            found.setdefault(deviation, exchange.record["command"])
    return [f"{deviation} (in '{command}')" for deviation, command in found.items()]


def main(folder, kiln, policy, work):
    records, walk = record(kiln, work)
    models = Models(folder)
    exchanges = [Exchange(models, one) for one in records]
    check_walk(walk, records, commands(kiln))
    check_actions(exchanges, policy)
    check_exchanges(exchanges)
    for name, problems in trial.of([one for one in exchanges if one.known]):
        verdict(name, problems)
    return 1 if failures else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # or the stack would stay
    sys.exit(main(*sys.argv[1:]))
