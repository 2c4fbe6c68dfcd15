# The processes of a test, what they were asked for, and what there is in the cloud after it.
# Needs $root, the project that is tested.

work=$(mktemp -d "${TMPDIR:-/tmp}/kiln-crash.XXXXXX")
export KILN_HOME=$work/home NO_COLOR=1 KILN_BUILD=never
temporal=${KILN_TEMPORAL:-$root/.cache/bin/temporal}
[[ -x $temporal ]] || temporal=$(command -v temporal || true)
[[ -n $temporal ]] || { echo "no temporal command; name one with KILN_TEMPORAL" >&2; exit 2; }

declare -A pids=()
passed=0
failed=0

finish() {
  local name
  for name in "${!pids[@]}"; do kill -9 "${pids[$name]}" 2>/dev/null || true; done
  wait 2>/dev/null || true
  if ((failed == 0)); then rm -rf "$work"; else echo "logs: $work" >&2; fi
}
trap finish EXIT

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
temporal_port=$(free_port)
ui_port=$(free_port)
cloud_port=$(free_port)
address=127.0.0.1:$temporal_port
cloud=http://127.0.0.1:$cloud_port
calls=$work/cloud/calls.jsonl

# --- processes ---------------------------------------------------------------------------------

start() { # NAME COMMAND...: keeps the process id, appends to a log
  local name=$1
  shift
  "$@" >>"$work/$name.log" 2>&1 &
  pids[$name]=$!
}

slay() { # NAME: as a power cut would
  kill -9 "${pids[$1]}"
  wait "${pids[$1]}" 2>/dev/null || true
}

start_server() {
  local attributes=() name
  for name in AmiTemplate AmiLayerHash AmiRegion AmiArch AmiId AmiBuildId; do
    attributes+=(--search-attribute "$name=Keyword")
  done
  start server "$temporal" server start-dev --ip 127.0.0.1 --port "$temporal_port" \
    --ui-port "$ui_port" --db-filename "$work/temporal.db" --log-level error "${attributes[@]}"
  eventually 60 "$temporal" operator namespace describe default --address "$address" >/dev/null
}
start_worker() { start worker "$root/kiln" worker --address "$address" --cloud "$cloud"; }
start_cloud() { # [OPTION...]
  (($# > 0)) || set -- --delays 1500
  start cloud java -cp "$root/starter-cli/target/kiln.jar" dev.kiln.localcloud.LocalCloudMain \
    --home "$work/cloud" --port "$cloud_port" "$@"
  eventually 30 curl -fsS "$cloud/_kiln/health" >/dev/null
}

eventually() { # SECONDS COMMAND...: until it succeeds
  local end=$((SECONDS + $1))
  shift
  until "$@" 2>/dev/null; do
    ((SECONDS < end)) || return 1
    sleep 0.2
  done
}

# The log of the cloud's calls says how far a build is: each line is written as the effect happens.
mark() { seen=$(wc -l <"$calls" 2>/dev/null || echo 0); }
called() { # ACTION TIMES: since the mark
  (($(tail -n "+$((seen + 1))" "$calls" | grep -c "\"action\":\"$1\".*\"outcome\":\"ok\"") >= $2))
}
reaches() { eventually 120 called "$@" || complain "the build never got to $1"; }

# --- what must hold ----------------------------------------------------------------------------

complain() {
  echo "  $test_name: $*"
  good=no
}

inventory() { # EXPRESSION over the list r of resources
  curl -fsS "$cloud/_kiln/inventory" | python3 -c "
import json, sys
r = json.load(sys.stdin)['resources']
print($1)"
}
images() { # TEMPLATE COUNT
  local found
  found=$(inventory "sum(1 for x in r if x['kind'] == 'image' and x['tags'].get('TemplateName') == '$1')")
  [[ $found == "$2" ]] || complain "there are $found images of $1 instead of $2"
}
accepted() { # TEMPLATE COUNT: images that an instance of theirs has passed for
  local found
  found=$(inventory "sum(1 for x in r if x['kind'] == 'image' and x['tags'].get('TemplateName') == '$1' and x['tags'].get('BootTest') == 'passed')")
  [[ $found == "$2" ]] || complain "there are $found accepted images of $1 instead of $2"
}
none_left() {
  [[ $(inventory "sum(1 for x in r if x['kind'] in ('instance', 'volume') and x['state'] not in ('terminated', 'shutting-down'))") == 0 ]]
}
nothing_left() {
  eventually 90 none_left || complain "left behind: $(inventory "[(x['kind'], x['id'], x['state']) for x in r if x['kind'] == 'instance' and x['state'] != 'terminated']")"
}
effect_once() { # TEMPLATE: looks into the captured layer itself
  local files
  files=$(find "$work/cloud/machines" -path "*/layers/*/opt/count-$1" -type f)
  [[ -n $files ]] || { complain "no layer holds the effect of $1"; return; }
  [[ $(cat $files) == run ]] || complain "the effect of $1 is there more than once: $files"
}

