#!/usr/bin/env bash
# How long it takes to read many templates: to check them, and to plan all their images. Each twentieth stands
# on a base, the others on these.
#
#   docs/benchmarks/templates.sh [COUNT...]    1000 and 10000 without arguments
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
[ $# -gt 0 ] || set -- 1000 10000
work=$(mktemp -d "${TMPDIR:-/tmp}/kiln-benchmark.XXXXXX")
export KILN_HOME=$work/home NO_COLOR=1
trap 'rm -rf "$work"' EXIT

template() { # NAME FIRST_LINE
  cat <<YAML
name: $1
$2
description: One of many, for a measurement.
packages:
  system: [git, make]
files:
  - path: /etc/$1.conf
    content: |
      name=$1
      level=1
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

templates() { # COUNT DIRECTORY
  local i
  mkdir "$2"
  for ((i = 0; i < $1; i++)); do
    if ((i % 20 == 0)); then
      template "parent-$i" 'base: host' >"$2/parent-$i.yaml"
    else
      template "child-$i" "extends: ./parent-$((i - i % 20)).yaml" >"$2/child-$i.yaml"
    fi
  done
}

measure() { # COMMAND...: the best of three, in ms, with the processor's time
  local best=0 cpu=0 i
  for i in 1 2 3; do
    /usr/bin/env TIMEFORMAT='%R %U %S' bash -c 'time "$@" >"$0" 2>"$0.err" || { cat "$0.err" >&3; exit 1; }' \
      "$work/out" "$@" 3>&2 2>"$work/time"
    read -r elapsed user system <"$work/time"
    elapsed=${elapsed/./} user=${user/./} system=${system/./}
    if ((best == 0 || 10#$elapsed < best)); then
      best=$((10#$elapsed)) cpu=$((10#$user + 10#$system))
    fi
  done
  printf '%8d ms %8d ms' "$best" "$cpu"
}

"$root/kiln" --version >/dev/null # builds it first
export KILN_BUILD=never
printf '%-10s %23s %23s\n' templates 'validate, and its CPU' 'build-all, and its CPU'
for count in "$@"; do
  templates "$count" "$work/$count"
  printf '%-10s %s %s\n' "$count" "$(measure "$root/kiln" template validate "$work/$count")" \
    "$(measure "$root/kiln" ami build-all --dry-run "$work/$count")"
done
