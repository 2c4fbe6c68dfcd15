# build.sh ROOT STAMP: builds Kiln without its tests. Only one process at a time builds; the others wait.
# The build itself writes the stamp.
set -eu
root=$1
stamp=$2
log=$root/.cache/build.log
lock=$root/.cache/build.lock
mkdir -p "$root/.cache"

waited=
while ! (set -C && echo $$ >"$lock") 2>/dev/null; do
  owner=$(cat "$lock" 2>/dev/null || :)
  if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
    rm -f "$lock"
    continue
  fi
  waited=yes
  sleep 1
done
trap 'rm -f "$lock"' EXIT
trap 'exit 130' INT TERM
if [ -n "$waited" ] && [ -f "$stamp" ]; then
  exit 0
fi

echo "kiln: building it with ./mvnw; this takes a minute or two, once (log: $log)" >&2
if ! "$root/mvnw" -B -f "$root/pom.xml" -pl starter-cli -am -DskipTests -Dspotless.check.skip=true package >"$log" 2>&1; then
  grep -E '^\[ERROR\]|ERROR|cannot' "$log" | head -n 20 >&2 || :
  echo "kiln: cannot build Kiln: ./mvnw failed; read $log" >&2
  exit 1
fi
