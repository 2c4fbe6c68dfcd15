#!/usr/bin/env bash
# Runs unmodified clients against a fresh local cloud: the aws command, boto3, and Packer with
# copies into three regions. Then it runs every command of Kiln and holds all that Kiln and the local
# cloud say against AWS's own service models, and the template for CloudFormation against its
# specification. The last line is "N passed, N failed"; the exit code follows it.
#
# Needs a temporal command: $KILN_TEMPORAL, .cache/bin/temporal, or one on the PATH.
set -euo pipefail
cd "$(dirname "$0")/.."

need() {
  command -v "$1" >/dev/null || missing+=("$2")
}
missing=()
need aws awscli
need packer packer=1.6.6*
need curl curl
python3 -c 'import boto3' 2>/dev/null || missing+=(python3-boto3)
python3 -m pip --version >/dev/null 2>&1 || missing+=(python3-pip)
if ((${#missing[@]})); then
  if [[ $(id -u) != 0 ]]; then
    echo "cannot run the conformance tests: missing ${missing[*]}; install them and try again" >&2
    exit 2
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
fi

# One folder for each list of versions, so that a new version is fetched and an old one never used.
wanted=local-cloud/conformance/requirements.txt
tools=$PWD/.cache/conformance-$(cksum <"$wanted" | cut -d' ' -f1)
if [[ ! -e $tools/complete ]]; then
  rm -rf "$tools"
  # Its words about other packages of this computer mean nothing: nobody else sees this folder.
  said=$(python3 -m pip install -q --disable-pip-version-check --root-user-action ignore \
    --target "$tools" -r "$wanted" 2>&1) || { echo "$said" >&2; exit 1; }
  touch "$tools/complete"
fi

classpath=local-cloud/target/conformance.classpath
./mvnw -q -pl local-cloud -am -DskipTests package
./mvnw -q -pl local-cloud dependency:build-classpath \
  -Dmdep.outputFile="$PWD/$classpath" -Dmdep.includeScope=runtime

work=$(mktemp -d)
cloud=
finish() {
  [[ -z $cloud ]] || kill "$cloud" 2>/dev/null || true
  [[ -z $cloud ]] || wait "$cloud" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

java -cp "local-cloud/target/classes:$(cat "$classpath")" dev.kiln.localcloud.LocalCloudMain \
  --home "$work/home" --allow-public-images >"$work/endpoint" 2>"$work/log" &
cloud=$!
for _ in $(seq 100); do
  [[ -s $work/endpoint ]] && break
  kill -0 "$cloud" || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done
endpoint=$(cat "$work/endpoint")
echo "local cloud at $endpoint"

passed=0
failed=0
verdict() { # name, whether it holds, what was seen
  if [[ $2 == yes ]]; then
    echo "ok   $1"
    passed=$((passed + 1))
  else
    echo "FAIL $1: ${3:-}"
    failed=$((failed + 1))
  fi
}
equal() { # name, expected, seen
  [[ $2 == "$3" ]] && verdict "$1" yes || verdict "$1" no "expected '$2', saw '$3'"
}
matches() { # name, pattern, seen
  [[ $3 =~ $2 ]] && verdict "$1" yes || verdict "$1" no "expected $2, saw '$3'"
}

export AWS_ACCESS_KEY_ID=111122223333 AWS_SECRET_ACCESS_KEY=none AWS_DEFAULT_REGION=us-east-1
export AWS_EC2_METADATA_DISABLED=true AWS_PAGER="" CHECKPOINT_DISABLE=1
export AWS_POLL_DELAY_SECONDS=1 AWS_MAX_ATTEMPTS=120
cloud() {
  aws --endpoint-url "$endpoint" --output text "$@" 2>&1 || true
}
awaiting() { # expected, command …
  local seen='' expected=$1
  shift
  for _ in $(seq 100); do
    seen=$(cloud "$@")
    [[ $seen == "$expected" ]] && break
    sleep 0.1
  done
  echo "$seen"
}

architecture=$(uname -m | sed 's/aarch64/arm64/')
type=t3.micro
[[ $architecture == arm64 ]] && type=t4g.micro

echo "--- aws $(aws --version 2>&1)"
equal "aws: the account follows the access key" 111122223333 \
  "$(cloud sts get-caller-identity --query Account)"
base=$(cloud ssm get-parameter --name "/kiln/local/host/$architecture" --query Parameter.Value)
matches "aws: a parameter names the base image" '^ami-[0-9a-f]{17}$' "$base"
instance=$(cloud ec2 run-instances --image-id "$base" --instance-type "$type" \
  --client-token aws-1 --query 'Instances[0].InstanceId' \
  --tag-specifications 'ResourceType=instance,Tags=[{Key=build,Value=b1}]')
matches "aws: an instance is launched" '^i-[0-9a-f]{17}$' "$instance"
equal "aws: a filter finds it by its tag" "$instance" "$(awaiting "$instance" ec2 describe-instances \
  --filters Name=tag:build,Values=b? Name=instance-state-name,Values=running \
  --query 'Reservations[].Instances[].InstanceId')"
equal "aws: its agent is online" Online "$(awaiting Online ssm describe-instance-information \
  --filters "Key=InstanceIds,Values=$instance" --query 'InstanceInformationList[].PingStatus')"
command=$(cloud ssm send-command --instance-ids "$instance" --document-name AWS-RunShellScript \
  --parameters 'commands=["echo hello"]' --query Command.CommandId)
equal "aws: a command succeeds" Success "$(awaiting Success ssm get-command-invocation \
  --command-id "$command" --instance-id "$instance" --query Status)"
cloud ec2 stop-instances --instance-ids "$instance" >/dev/null
equal "aws: the instance stops" stopped "$(awaiting stopped ec2 describe-instances \
  --instance-ids "$instance" --query 'Reservations[].Instances[].State.Name')"
image=$(cloud ec2 create-image --instance-id "$instance" --name aws-conformance)
equal "aws: the image becomes available" available "$(awaiting available ec2 describe-images \
  --owners self --filters Name=name,Values=aws-* --query 'Images[].State')"
matches "aws: its name is taken" InvalidAMIName.Duplicate \
  "$(cloud ec2 create-image --instance-id "$instance" --name aws-conformance)"
matches "aws: an unknown image is not found" InvalidAMIID.NotFound \
  "$(cloud ec2 describe-images --image-ids ami-00000000000000000)"
cloud ec2 terminate-instances --instance-ids "$instance" >/dev/null
cloud ec2 deregister-image --image-id "$image" >/dev/null
equal "aws: the image is gone" "" "$(cloud ec2 describe-images --owners self --query 'Images[]')"

echo "--- boto3 $(python3 -c 'import boto3; print(boto3.__version__)')"
python3 local-cloud/conformance/boto3_build.py "$endpoint" "$architecture" >"$work/boto3" 2>&1 \
  || echo "FAIL boto3: the script ended with an error" >>"$work/boto3.end"
cat "$work/boto3"
passed=$((passed + $(grep -c '^ok ' "$work/boto3" || true)))
failed=$((failed + $(grep -c '^FAIL ' "$work/boto3" || true)))
if [[ -s $work/boto3.end ]] && ! grep -q '^FAIL ' "$work/boto3"; then
  verdict "boto3: the script runs to its end" no "see above"
fi

echo "--- packer $(packer version | head -1)"
packer_build() {
  packer build -color=false -var "endpoint=$endpoint" -var "source=$base" -var "type=$type" \
    local-cloud/conformance/packer.pkr.hcl >"$work/packer" 2>&1
}
if packer_build; then
  verdict "packer: the build succeeds" yes
else
  verdict "packer: the build succeeds" no "$(tail -5 "$work/packer")"
fi
for region in us-east-1 us-west-2 eu-west-1 ap-southeast-1; do
  equal "packer: $region has the image, public, with its tags" "available True t1" "$(cloud \
    --region "$region" ec2 describe-images --owners self --filters Name=name,Values=packer-* \
    --query 'Images[].[State, Public, Tags[?Key==`template`].Value | [0]]' | tr '\t' ' ')"
  id=$(cloud --region "$region" ec2 describe-images --owners self --query 'Images[0].ImageId')
  equal "packer: $region shares it with both accounts" "222233334444 444455556666" "$(cloud \
    --region "$region" ec2 describe-image-attribute --image-id "$id" --attribute launchPermission \
    --query 'LaunchPermissions[].UserId' | tr '\t' ' ')"
done
if packer_build; then
  verdict "packer: a second build fails because the name is taken" no "it succeeded"
else
  matches "packer: a second build fails because the name is taken" "is used by an existing AMI" \
    "$(cat "$work/packer")"
fi
leftovers=$(curl -fsS "$endpoint/_kiln/inventory" | python3 -c '
import json, sys
temporary = {"instance", "volume", "key-pair", "security-group"}
for one in json.load(sys.stdin)["resources"]:
    if one["kind"] in temporary and one["state"] != "terminated":
        print(one["kind"], one["id"])')
equal "nothing is left running" "" "$leftovers"

echo "--- contract: botocore $(sed -n 's/^botocore==//p' "$wanted")"
export KILN_TEMPORAL=${KILN_TEMPORAL:-$PWD/.cache/bin/temporal}
[[ -x $KILN_TEMPORAL ]] || KILN_TEMPORAL=$(command -v temporal || true)
./kiln --version >/dev/null
mkdir "$work/contract"
ended=0
python3 -B local-cloud/conformance/contract/check.py "$tools/botocore/data" "$PWD/kiln" \
  deploy/aws/worker-policy.json "$work/contract" 2>&1 | tee "$work/contract.log" || ended=$?
passed=$((passed + $(grep -c '^ok ' "$work/contract.log" || true)))
failed=$((failed + $(grep -c '^FAIL ' "$work/contract.log" || true)))
if ((ended != 0)) && ! grep -q '^FAIL ' "$work/contract.log"; then
  verdict "contract: the check runs to its end" no "see above"
fi

echo "--- cfn-lint $(sed -n 's/^cfn-lint==//p' "$wanted")"
if said=$(PYTHONPATH=$tools "$tools/bin/cfn-lint" deploy/aws/kiln.yaml 2>&1); then
  verdict "cfn-lint: the template for the account" yes
else
  verdict "cfn-lint: the template for the account" no "$said"
fi

echo "$passed passed, $failed failed"
((failed == 0))
