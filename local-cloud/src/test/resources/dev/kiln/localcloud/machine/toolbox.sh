# Makes a small tree at $1 out of this computer's own shell and tools, with the libraries they need.
set -eu
tree=$1
mkdir -p "$tree/usr/bin" "$tree/usr/lib" "$tree/usr/lib64" "$tree/usr/sbin" "$tree/etc" \
  "$tree/opt/data/deep" "$tree/root"
for name in bin lib lib64 sbin; do ln -s "usr/$name" "$tree/$name"; done
for program in sh bash cat chmod dd echo env head id ln ls mkdir mkfifo mknod mv printf readlink rm \
  rmdir seq setsid sleep stat touch true tr wc yes; do
  path=$(command -v "$program")
  case $path in /*) ;; *) path=/usr/bin/$program ;; esac
  cp -L "$path" "$tree/usr/bin/$program"
  ldd "$path" | tr ' \t' '\n\n' | grep '^/' | while read -r library; do
    directory=$(readlink -f "$(dirname "$library")")
    mkdir -p "$tree$directory"
    cp -Lu "$library" "$tree$directory/"
  done
done
echo 'root:x:0:0:root:/root:/bin/sh' >"$tree/etc/passwd"
echo one >"$tree/opt/data/one"
echo two >"$tree/opt/data/deep/two"
