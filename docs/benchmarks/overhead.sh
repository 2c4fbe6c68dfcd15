#!/usr/bin/env bash
# What Kiln adds to the time that the cloud itself takes. The local cloud answers with the delays with
# which Packer was measured (instance 4 s, stop 4 s, image 7 s), so that no layer can take less than
# 15 s; what goes beyond that is ours: orchestration, noticing that a wait is over, and running the
# scripts, which here do next to nothing.
#   docs/benchmarks/overhead.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-3}
work=$(mktemp -d)
cloud=
finish() {
  [ -z "$cloud" ] || kill "$cloud" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

./kiln --version >/dev/null
. starter-cli/src/main/launcher/java.sh
export KILN_BUILD=never
for run in $(seq "$runs"); do
  # As Kiln itself starts it, so that loading the cloud's own classes is not taken for ours.
  # shellcheck disable=SC2086 # options are meant to be split
  "$java" $java_flags -XX:SharedArchiveFile="$PWD/starter-cli/target/kiln-$java_version.jsa" \
    -cp "$PWD/starter-cli/target/kiln.jar" \
    dev.kiln.localcloud.LocalCloudMain --home "$work/cloud-$run" --port 0 --delays typical \
    >"$work/cloud.log" 2>&1 &
  cloud=$!
  until grep -q '^http' "$work/cloud.log"; do sleep 0.2; done
  endpoint=$(grep -m1 '^http' "$work/cloud.log")
  KILN_HOME=$work/home-$run KILN_CLOUD=$endpoint \
    ./kiln ami build -t templates/hello.yaml --name overhead --output json >"$work/report.json" 2>/dev/null
  curl -s "$endpoint/_kiln/calls" >"$work/calls.json"
  python3 - "$work/report.json" "$work/calls.json" "$run" <<'PYTHON'
import json, sys
report = json.load(open(sys.argv[1]))
calls = json.load(open(sys.argv[2]))["calls"]
for layer in report["layers"]:
    took = layer["took_seconds"]
    print(f"run {sys.argv[3]}  {layer['template']:<12} {took:6.2f} s, critical path 15 s, ours {took - 15:5.2f} s")
print(f"run {sys.argv[3]}  {len(calls) / len(report['layers']):.0f} calls a layer")
PYTHON
  kill "$cloud" && wait "$cloud" 2>/dev/null || true
  cloud=
done
