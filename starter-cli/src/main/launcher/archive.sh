# archive.sh JAR STARTED: the last step of a build that started at the time STARTED. Records the classes
# that a first and a second `ami build` load, so that later starts need not read and verify them. The
# archive works only with the JDK that made it, so its name contains the version.
set -eu
jar=$1
started=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
target=${jar%/*}
. "$here/java.sh"

archive=$target/kiln-$java_version.jsa
log=$target/archive.log
rehearse() {
  work=$(mktemp -d)
  # shellcheck disable=SC2086 # options are meant to be split
  if KILN_HOME=$work "$java" $java_flags "-XX:ArchiveClassesAtExit=$archive.new" -cp "$jar" \
    dev.kiln.cli.Rehearsal "$here/../../../../templates" >"$log" 2>&1; then
    mv "$archive.new" "$archive"
  else
    # Kiln works without it, so the build goes on; the log says why it is slower.
    rm -f "$archive.new"
    echo "no class-data archive, so Kiln will start slowly: the rehearsal failed; read $log" >&2
  fi
  rm -rf "$work"
}

if [ ! -f "$archive" ] || [ -n "$(find "$jar" "$target/lib" -name '*.jar' -newer "$archive" -print)" ]; then
  rehearse
fi
# The launcher builds again when a source is newer than this.
touch -d "$started" "$target/kiln.built"
