# Builds and validations, and what kills them.

# A parent whose steps each take a while, and two children. The counters show how often a script ran.
templates() { # NAME [SECONDS [TEST]]: how long the script of the layer below takes
  local name=$1 seconds=${2:-4} test=${3:-none} child
  cat >"$work/$name.yaml" <<YAML
name: $name
base: host
test: $test
build_steps:
  - name: count
    script: |
      #!/bin/bash
      set -euo pipefail
      echo run >> /opt/count-$name
      sleep $seconds
validation_tests:
  - name: ran once
    command: sleep 3; cat /opt/count-$name
    expected: run
YAML
  for child in one two; do
    cat >"$work/$name-$child.yaml" <<YAML
name: $name-$child
extends: ./$name.yaml
build_steps:
  - name: count
    script: |
      #!/bin/bash
      set -euo pipefail
      echo run >> /opt/count-$name-$child
validation_tests:
  - name: ran once
    command: cat /opt/count-$name-$child
    expected: run
YAML
  done
}

build() { # TEMPLATE: starts it in the background
  start "build-$1" timeout 600 "$root/kiln" ami build -t "$work/$1.yaml" --name "$1" \
    --address "$address"
}
build_ends() { ends "build-$1" "$2"; } # TEMPLATE EXIT_CODE
ends() { # NAME EXIT_CODE
  local code=0
  wait "${pids[$1]}" || code=$?
  [[ $code == "$2" ]] || complain "$1 ended with $code instead of $2: $(tail -n 1 "$work/$1.log")"
}
build_id() { sed -n 's/^Build ID: //p' "$work/build-$1.log"; }
cancel() { # TEMPLATE
  "$root/kiln" build cancel "$(build_id "$1")" --address "$address" --yes >>"$work/cancel.log" 2>&1 \
    || complain "cannot cancel the build of $1: $(tail -n 1 "$work/cancel.log")"
}


# PROCESS ACTION TIMES [TEST]: kills and restarts PROCESS when the parent's build makes that call.
killed_at() {
  local name=$test_name
  templates "$name" 4 "${4:-none}"
  mark
  build "$name-one"
  reaches "$2" "$3"
  slay "$1"
  "start_$1"
  build_ends "$name-one" 0
  images "$name" 1
  images "$name-one" 1
  nothing_left
  effect_once "$name"
  effect_once "$name-one"
}

# The same while an instance of the parent's image is launched, checked, and the image accepted.
killed_in_boot_test_at() {
  killed_at "$@" boot
  accepted "$test_name" 1
  accepted "$test_name-one" 1
}

# PROCESS: kills and restarts PROCESS while the checks of a validation run.
validation_killed_at() {
  local name=$test_name
  templates "$name" 1
  build "$name"
  build_ends "$name" 0
  mark
  start "validate-$name" timeout 600 "$root/kiln" ami validate "$work/$name.yaml" \
    --address "$address"
  reaches SendCommand 1
  slay "$1"
  "start_$1"
  ends "validate-$name" 0
  ! called SendCommand 2 || complain "the checks were run more than once"
  images "$name" 1
  nothing_left
}

two_children_build_the_parent_once() {
  templates twins
  mark
  build twins-one
  build twins-two
  build_ends twins-one 0
  build_ends twins-two 0
  images twins 1
  images twins-one 1
  images twins-two 1
  called RunInstances 3 || complain "fewer than three builders ran"
  ! called RunInstances 4 || complain "more than three builders ran"
  nothing_left
}

one_cancelled_leaves_the_other() {
  templates rival 12
  mark
  build rival-one
  reaches RunInstances 1
  build rival-two
  eventually 60 build_id_known rival-two || complain "the second build never started"
  reaches SendCommand 1
  cancel rival-one
  build_ends rival-one 1
  build_ends rival-two 0
  images rival 1
  images rival-one 0
  images rival-two 1
  nothing_left
  effect_once rival
}
build_id_known() { [[ -n $(build_id "$1") ]]; }

both_cancelled_leave_nothing() {
  templates gone 60
  mark
  build gone-one
  build gone-two
  eventually 60 build_id_known gone-one && eventually 60 build_id_known gone-two
  reaches SendCommand 1
  cancel gone-one
  cancel gone-two
  build_ends gone-one 1
  build_ends gone-two 1
  nothing_left
  images gone 0
}

