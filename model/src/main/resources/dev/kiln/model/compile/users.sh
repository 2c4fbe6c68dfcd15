
# make_user NAME UID GID SHELL: an empty UID or GID means that any will do.
make_user() {
  local name=$1 uid=$2 gid=$3 shell=$4 found
  if id "$name" >/dev/null 2>&1; then
    found=$(id -u "$name")
    if [ -n "$uid" ] && [ "$found" != "$uid" ]; then
      echo "user $name is there already with uid $found, and uid $uid is wanted" >&2
      exit 1
    fi
    usermod --shell "$shell" "$name"
    echo "user $name is there already"
    return
  fi
  local options=(--create-home --shell "$shell")
  if [ -n "$uid" ]; then options+=(--uid "$uid"); fi
  if [ -n "$gid" ]; then
    if ! getent group "$gid" >/dev/null; then groupadd --gid "$gid" "$name"; fi
    options+=(--gid "$gid")
  elif getent group "$name" >/dev/null; then
    options+=(--gid "$name")
  else
    options+=(--user-group)
  fi
  useradd "${options[@]}" "$name"
  adopt_home "$name"
  echo "made user $name"
}

# adopt_home NAME: folders of a home that were made for files written before the user was there.
adopt_home() {
  local home
  home=$(getent passwd "$1" | cut -d: -f6)
  if [ "$(stat -c %U "$home")" != "$1" ]; then
    cp -r --no-clobber /etc/skel/. "$home/"
    find "$home" -type d -user root -exec chown "$1:$(id -g "$1")" {} +
    find /etc/skel -mindepth 1 -printf '%P\n' | while read -r entry; do
      chown "$1:$(id -g "$1")" "$home/$entry"
    done
  fi
}

# join_group NAME GROUP
join_group() {
  if ! getent group "$2" >/dev/null; then groupadd "$2"; fi
  usermod --append --groups "$2" "$1"
}

# authorize NAME KEY
authorize() {
  local home
  home=$(getent passwd "$1" | cut -d: -f6)
  install -d -m 0700 -o "$1" -g "$(id -g "$1")" "$home/.ssh"
  touch "$home/.ssh/authorized_keys"
  if ! grep -qxF "$2" "$home/.ssh/authorized_keys"; then
    echo "$2" >>"$home/.ssh/authorized_keys"
  fi
  chown "$1:$(id -g "$1")" "$home/.ssh/authorized_keys"
  chmod 0600 "$home/.ssh/authorized_keys"
}

