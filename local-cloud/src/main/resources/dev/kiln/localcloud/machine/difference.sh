# Copies the paths listed in $3, each ended by a NUL, from the tree $1 into the new layer $2, and
# marks those listed in $4 as deleted.
set -eu
tree=$1 layer=$2 changed=$3 deleted=$4
rm -rf "$layer"
mkdir -m 755 "$layer"
tar -C "$tree" --numeric-owner --no-recursion --xattrs --xattrs-include='*' --null \
  --files-from="$changed" -cf - | tar -C "$layer" --numeric-owner --xattrs --xattrs-include='*' -xpf -
cd "$layer"
xargs -0 -r -a "$deleted" sh -c 'for path; do mknod "./$path" c 0 0; done' sh
