# Makes the whole tree of a machine out of copies of its layers, where they cannot be mounted. The
# machine's directory is $1, the root of the host $2; then come the layers, the lowest first, "host" for
# the root of this computer.
set -eu
machine=$1 host=$2
shift 2
fresh=$machine/root.fresh
rm -rf "$fresh"
mkdir -m 755 "$fresh"

unpack() { tar -C "$fresh" --numeric-owner --xattrs --xattrs-include='*' -xpf -; }

copy_host() {
  tar -C "$host" --one-file-system --ignore-failed-read --numeric-owner --xattrs \
    --xattrs-include='*' --anchored --no-wildcards --exclude-from="$machine/mask/excluded" \
    --wildcards --exclude='./proc/*' --exclude='./sys/*' --exclude='./dev/*' -cf - . | unpack
  copy_layer "$machine/mask/places"
}

# An entry that is no longer a directory takes the place of the directory. A deletion, which is a
# device node 0/0 as in an overlay, does so too and is then removed.
copy_layer() {
  (cd "$1" && find . ! -type d -exec sh -c '
    fresh=$0
    for path; do
      if [ -d "$fresh/$path" ] && [ ! -L "$fresh/$path" ]; then rm -rf "$fresh/$path"; fi
    done' "$fresh" {} +)
  tar -C "$1" --numeric-owner --xattrs --xattrs-include='*' -cf - . | unpack
  find "$fresh" -type c -exec sh -c '[ "$(stat -c %t:%T "$1")" = 0:0 ]' sh {} \; -delete
}

device() { mknod -m 666 "$fresh/dev/$1" c "$2" "$3" 2>/dev/null || :; }

for layer; do
  if [ "$layer" = host ]; then copy_host; else copy_layer "$layer"; fi
done
device null 1 3
device zero 1 5
device full 1 7
device random 1 8
device urandom 1 9
device tty 5 0
ln -sfn /proc/self/fd "$fresh/dev/fd"
chmod 1777 "$fresh/tmp" "$fresh/var/tmp"
[ -L "$fresh/etc/resolv.conf" ] || cat /etc/resolv.conf >"$fresh/etc/resolv.conf"
mv -T "$fresh" "$machine/root"
