# Runs one script in the copied tree of a machine, where neither mounts nor namespaces may be made,
# and kills every process rooted there when it ends. The machine's directory is $1.
# Standard input is a pipe from the caller: its end means that the caller is gone or wants to stop.
set -eu
machine=$1
exec 3<&0 </dev/null 4>&2 2>"$machine/enter.log"
cd "$machine"
umask 022

# A process cannot leave its root, whatever session it moved to, so none is missed. Rounds end when
# one finds nobody, since between two looks a process may fork.
kill_all() {
  found=yes
  while [ -n "$found" ]; do
    found=
    for process in /proc/[0-9]*; do
      [ "$(readlink "$process/root" 2>/dev/null)" = "$machine/root" ] || continue
      case $(cut -d ' ' -f 3 "$process/stat" 2>/dev/null) in Z | X | '') continue ;; esac
      found=yes
      kill -KILL "${process#/proc/}" 2>/dev/null || :
    done
  done
}

rm -rf root/run/kiln
mkdir -p root/run
cp -R scratch/run/kiln root/run/kiln
trap 'kill_all; exit 137' TERM
supervisor=$$
{
  read -r _ <&3 || :
  kill -TERM "$supervisor"
} >/dev/null 2>&1 4>&- &
watcher=$!
exec 3<&- 2>&4 4>&-
chroot root /bin/sh /run/kiln/launch &
code=0
wait $! || code=$?
kill_all 2>/dev/null
kill "$watcher" 2>/dev/null || :
echo "$code" >exit
