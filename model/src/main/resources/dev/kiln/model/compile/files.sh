
# write_file PATH MODE OWNER: writes what comes as base64, and only then puts it in its place.
write_file() {
  local path=$1 mode=$2 owner=$3 new
  mkdir -p "$(dirname "$path")"
  new=$(mktemp "$path.XXXXXX")
  base64 -d >"$new"
  chown "$owner" "$new"
  chmod "$mode" "$new"
  mv -T "$new" "$path"
  echo "wrote $path"
}

