# Process 1 of a machine: lays the root filesystem, runs one script in it, and takes every process
# along when it ends. Run by unshare in fresh namespaces, with the machine's directory as $1, the
# root of the host as $2, the lower layers as $3 and the overlay's options as $4 and
# the machine's name as $5.
# Standard input is a pipe from the caller: its end means that the caller is gone or wants to stop.
set -eu
machine=$1 host=$2 lower=$3 options=$4 name=$5
exec 3<&0 </dev/null 4>&2 2>"$machine/enter.log"
cd "$machine"
umask 022

# Symbolic links of the machine would lead a mount outside of it, so they are left alone.
inside() { [ -e "root/$1" ] && [ "$(readlink -f "root/$1")" = "$(readlink -f root)/$1" ]; }
over() { if inside "$2"; then mount --bind "$1" "root/$2"; fi; }

# The host's root contains all other layers, which an overlay refuses to stack directly: a read-only
# overlay of it, with an empty second layer as the form demands, hides that. Where the root is an
# overlay itself, as in a container, the layers lie on another filesystem, and a third overlay on top
# of two would be one too many.
view_of_host() {
  mkdir -p host blank view
  if [ "$(stat -f -c %T "$host")" = overlayfs ]; then
    mount --bind "$host" view
  else
    mount --bind "$host" host
    mount -t tmpfs -o size=4k,mode=755 blank blank
    mount -t overlay -o "lowerdir=blank:host$options" host view
  fi
}

device() {
  mknod -m 666 "root/dev/$1" c "$2" "$3" 2>/dev/null || {
    : >"root/dev/$1"
    mount --bind "/dev/$1" "root/dev/$1"
  }
}

lay_devices() {
  mount -t tmpfs -o size=1m,mode=755 dev root/dev
  device null 1 3
  device zero 1 5
  device full 1 7
  device random 1 8
  device urandom 1 9
  device tty 5 0
  mkdir root/dev/pts root/dev/shm
  mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts root/dev/pts 2>/dev/null ||
    mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts root/dev/pts
  mount -t tmpfs -o mode=1777 shm root/dev/shm
  ln -s pts/ptmx root/dev/ptmx
  ln -s /proc/self/fd root/dev/fd
  ln -s /proc/self/fd/0 root/dev/stdin
  ln -s /proc/self/fd/1 root/dev/stdout
  ln -s /proc/self/fd/2 root/dev/stderr
}

# Kernel settings are the host's own, not the machine's: a script may read them only.
lay_kernel_files() {
  mount -t proc proc root/proc
  hostname "$name" 2>/dev/null || echo "$name" >root/proc/sys/kernel/hostname
  mount --bind root/proc/sys root/proc/sys
  mount -o remount,bind,ro root/proc/sys
  over /dev/null proc/sysrq-trigger
  if inside sys; then mount -t tmpfs -o size=4k,ro sys root/sys; fi
}

# What a machine forgets when it stops; on disk, since builds can fill it with gigabytes.
lay_scratch() {
  mkdir -p scratch/tmp scratch/run/lock
  chmod 1777 scratch/tmp scratch/run/lock
  over scratch/tmp tmp
  over scratch/run run
}

# The kernel is the host's and does not boot with the machine: the id of the boot is the machine's own.
lay_boot_id() {
  [ -e scratch/boot_id ] || cat /proc/sys/kernel/random/uuid >scratch/boot_id
  mount --bind scratch/boot_id root/proc/sys/kernel/random/boot_id 2>/dev/null || :
}

lay_network_files() {
  rm -rf scratch/hosts scratch/resolv.conf
  {
    cat root/etc/hosts 2>/dev/null || :
    printf '\n127.0.0.1 localhost\n127.0.1.1 %s\n' "$name"
  } >scratch/hosts
  over scratch/hosts etc/hosts
  if [ -L root/etc/resolv.conf ]; then
    target=$(readlink root/etc/resolv.conf)
    case $target in
      /run/* | ../run/* | /var/run/*)
        target=scratch/run/${target#*run/}
        mkdir -p "${target%/*}"
        cat /etc/resolv.conf >"$target"
        ;;
    esac
  elif ! cmp -s /etc/resolv.conf root/etc/resolv.conf; then
    cat /etc/resolv.conf >scratch/resolv.conf
    over scratch/resolv.conf etc/resolv.conf
  fi
}

mkdir -p root
case :$lower: in *:view:*) view_of_host ;; esac
rm -rf work
mkdir work
mount -t overlay -o "lowerdir=$lower,upperdir=upper,workdir=work$options" machine root
lay_kernel_files
lay_devices
lay_scratch
lay_boot_id
lay_network_files

# These rights reach beyond the namespaces: a script that sets the clock or a firewall, or loads a
# module, would do it to the host.
guard=
if command -v setpriv >/dev/null; then
  guard="setpriv --bounding-set -sys_module,-sys_boot,-sys_time,-sys_rawio,-net_admin"
fi

trap 'exit 137' TERM
{
  read -r _ <&3 || :
  kill -TERM 1
} >/dev/null 2>&1 4>&- &
exec 3<&- 2>&4 4>&-
$guard chroot root /bin/sh /run/kiln/launch &
code=0
wait $! || code=$?
echo "$code" >exit
