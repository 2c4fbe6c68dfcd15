# Sourced: sets java, java_version and java_flags, or exits with the reason why it cannot.
# Reads the version from the release file of the JDK, because starting the JVM for it would be slow.

java=${JAVA_HOME:+$JAVA_HOME/bin/java}
java=${java:-$(command -v java || :)}
if [ -z "$java" ] || [ ! -x "$java" ]; then
  echo "kiln: cannot start: no JDK at '${JAVA_HOME:-the PATH}'; install a JDK 17 or newer and put it on the PATH or in JAVA_HOME" >&2
  exit 1
fi

java_home=$(readlink -f "$java")
java_home=${java_home%/bin/java}
java_version=
if [ -r "$java_home/release" ]; then
  while IFS='=' read -r key value; do
    case $key in JAVA_VERSION) java_version=${value#\"} java_version=${java_version%\"} ;; esac
  done <"$java_home/release"
fi
: "${java_version:=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.version = //p')}"

java_major=${java_version%%[!0-9]*}
if [ "${java_major:-0}" -lt 17 ]; then
  echo "kiln: cannot start: '$java' is version ${java_version:-unknown}, but Kiln needs 17 or newer; set JAVA_HOME to a newer JDK" >&2
  exit 1
fi

# A short-lived process gains nothing from the slow compiler or the parallel collector. The JVM's
# own log goes nowhere: it would end up in output that scripts read.
java_flags="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xlog:disable -Dsun.net.httpserver.nodelay=true"
if [ "$java_major" -ge 24 ]; then
  # Netty and protobuf use features that these versions warn about.
  java_flags="$java_flags --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
fi
