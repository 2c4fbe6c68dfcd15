#!/usr/bin/env bash
# Many images at once: 50 templates on 5 parents, in 4 regions, against the local cloud with the request
# rates that AWS documents and the delays of a small real one. The server, the cloud and the worker are
# separate processes. Reports how long it took, how many calls the cloud received, and the worker's peak heap.
#   docs/benchmarks/matrix.sh [CHILDREN_OF_EACH] [HEAP]
# Needs what .ci/crash-tests needs, and a JDK's jstat.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
"$root/kiln" --version >/dev/null
. "$root/.ci/crash/stage.bash"
children=${1:-10}
heap=${2:-512m}
regions=us-east-1,us-west-2,eu-west-1,ap-southeast-2

template() { # NAME FIRST_LINE
  cat >"$work/templates/$1.yaml" <<YAML
name: $1
$2
build_steps:
  - name: write
    script: |
      #!/bin/bash
      set -euo pipefail
      echo $1 > /opt/$1
validation_tests:
  - name: written
    command: cat /opt/$1
    expected: $1
YAML
}

# The heap after each collection cannot be asked for; what is in use, garbage included, is no less.
watch_heap() {
  while sleep 3; do
    jstat -gc "${pids[worker]}" 2>/dev/null |
      awk 'NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i}
           NR == 2 {print int(($at["S0U"] + $at["S1U"] + $at["EU"] + $at["OU"]) / 1024), int($at["OU"] / 1024), $at["FGC"]}'
  done >"$work/heap.log"
}

mkdir "$work/templates"
for parent in 1 2 3 4 5; do
  template "parent-$parent" 'base: host'
  for child in $(seq "$children"); do
    template "child-$parent-$child" "extends: ./parent-$parent.yaml"
  done
done
start_server
start_cloud --delays typical --throttling
KILN_JAVA_OPTS="-Xmx$heap" start_worker
watch_heap &
pids[heap]=$!
begun=$SECONDS
code=0
"$root/kiln" ami build-all "$work"/templates/child-*.yaml --regions "$regions" --address "$address" \
  --output json >"$work/report.json" 2>"$work/build-all.log" || code=$?
python3 - "$work" $((SECONDS - begun)) "$heap" "$code" <<'PYTHON'
import collections, json, sys
work, seconds, heap, code = sys.argv[1:]
cells = json.load(open(work + "/report.json"))["cells"]
calls = [json.loads(line) for line in open(work + "/cloud/calls.jsonl")]
actions = collections.Counter(call["action"] for call in calls)
done = collections.Counter(call["action"] for call in calls if call["outcome"] == "ok")
throttled = sum(1 for call in calls if "LimitExceeded" in (call.get("errorCode") or ""))
used = [tuple(map(int, line.split())) for line in open(work + "/heap.log") if line.strip()]
states = collections.Counter(cell["state"] for cell in cells)
print(f"exit {code} after {seconds} s; {len(cells)} cells: " + ", ".join(f"{n} {s}" for s, n in sorted(states.items())))
print(f"{done['RunInstances']} launches, {done['CreateImage']} images taken, {done['CopyImage']} copies")
print(f"{len(calls)} calls, {len(calls) / len(cells):.1f} a cell; {throttled} refused for the request rate and made later")
print("most: " + ", ".join(f"{n} {a}" for a, n in actions.most_common(6)))
print(f"heap of at most {heap}: {max(u for u, _, _ in used)} MiB in use at most, {max(o for _, o, _ in used)} MiB of it old; {used[-1][2]} full collections")
PYTHON
((code == 0)) || { failed=1; tail -n 5 "$work/build-all.log"; }
exit "$code"
