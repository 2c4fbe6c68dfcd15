#!/usr/bin/env bash
# Accounts with many images: how long a user waits for a list, a tree, the plan of a clean-up and of a
# deletion, and for who may use an image. First embedded, with the local cloud in the same process; then
# with a real Temporal server, the local cloud and the worker as processes of their own. Each has at most
# HEAP. The images are made through the API, in chains of three, each with a snapshot of its own.
#   docs/benchmarks/catalogue.sh [COUNT...]     (500 3000 10000)
# RUNS (3) is how often each command runs; the median counts. SIZES=no leaves out the tags with which
# Kiln records what an image stores. Needs what .ci/crash-tests needs.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
"$root/kiln" --version >/dev/null
. "$root/.ci/crash/stage.bash"
(($# > 0)) || set -- 500 3000 10000
runs=${RUNS:-3}
export KILN_JAVA_OPTS="-Xmx${HEAP:-512m}"

median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }

timed() { # COMMAND...: seconds, or how it failed
  local i begun
  for ((i = 0; i < runs; i++)); do
    begun=$(date +%s%N)
    if ! timeout 600 "$@" >"$work/out" 2>"$work/err"; then
      tail -n 1 "$work/err" >&2
      echo failed
      return
    fi
    echo $((($(date +%s%N) - begun) / 10000000))
  done | median | sed -E 's/^[0-9]{1,2}$/0&/; s/^[0-9]{2}$/0&/; s/([0-9]{2})$/.\1/'
}

measure() { # WHAT OPTION...: a row of the table
  local what=$1 name=template-7
  shift
  printf '| %s | %s | %s | %s | %s | %s | %s | %s |\n' "$count" "$what" \
    "$(timed "$root/kiln" ami list "$@")" \
    "$(timed "$root/kiln" ami tree "$@")" \
    "$(timed "$root/kiln" ami gc --dry-run --older-than 1d "$@")" \
    "$(timed "$root/kiln" ami gc --dry-run --unused --older-than 0h "$@")" \
    "$(timed "$root/kiln" ami delete --dry-run --force "$name" "$@")" \
    "$(timed "$root/kiln" ami permissions "$name" "$@")"
}

echo '| images | how | list | tree | gc, nothing old | gc, all old | delete one | permissions of one |'
echo '|---|---|---|---|---|---|---|---|'
for count in "$@"; do
  rm -rf "$work/home" "$work/cloud" "$work/temporal.db"
  mkdir -p "$work/home/local"
  ln -s "$work/home/local" "$work/cloud"
  start_cloud --delays none
  python3 "$root/docs/benchmarks/catalogue.py" "127.0.0.1:$cloud_port" "$count" >&2
  kill "${pids[cloud]}" && wait "${pids[cloud]}" 2>/dev/null || true
  measure embedded
  start_server
  start_cloud --delays none
  start_worker
  eventually 60 "$root/kiln" ami list --address "$address" >/dev/null
  measure 'real server' --address "$address"
  for name in worker cloud server; do slay "$name"; done
done
