#!/usr/bin/env bash
# How long commands take from shell to shell, on the embedded stack.
#
#   docs/benchmarks/cli.sh [RUNS]    10 runs of each without the argument
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
runs=${1:-10}
work=$(mktemp -d "${TMPDIR:-/tmp}/kiln-benchmark.XXXXXX")
export KILN_HOME=$work/home NO_COLOR=1
trap 'rm -rf "$work"' EXIT

milliseconds() { # COMMAND...
  local begun
  begun=$(date +%s%N)
  "$@" >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
  echo $((($(date +%s%N) - begun) / 1000000))
}

report() { # NAME COMMAND...: the best, the middle and the worst of the runs
  local name=$1 times=() i
  shift
  for ((i = 0; i < runs; i++)); do times+=("$(milliseconds "$@")"); done
  mapfile -t times < <(printf '%s\n' "${times[@]}" | sort -n)
  printf '%-34s %6s %6s %6s ms\n' "$name" "${times[0]}" "${times[runs / 2]}" "${times[runs - 1]}"
}

"$root/kiln" --version >/dev/null # builds it first
printf '%-34s %6s %6s %6s\n' '' best median worst
report 'kiln --version' "$root/kiln" --version
report 'kiln --help' "$root/kiln" --help
report 'kiln template validate' "$root/kiln" template validate "$root/templates/hello.yaml"

export KILN_BUILD=never
build() { "$root/kiln" ami build -t "$root/templates/hello.yaml" --name benchmark; }
printf '%-34s %6s ms\n' 'kiln ami build, two layers built' "$(milliseconds build)"
report 'kiln ami build, both reused' build
report 'kiln ami list' "$root/kiln" ami list
