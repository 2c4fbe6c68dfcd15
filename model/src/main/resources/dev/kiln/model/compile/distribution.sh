
export HOME="${HOME:-/root}" DEBIAN_FRONTEND=noninteractive

# retry COMMAND...: mirrors fail now and then, and at the first boot others hold locks.
retry() {
  local attempt
  for attempt in 1 2 3 4 5; do
    if "$@"; then return 0; fi
    echo "attempt $attempt of 5 failed: $1" >&2
    if [ "$attempt" != 5 ]; then sleep $((attempt * 5)); fi
  done
  return 1
}

# from_distribution PACKAGE...: with whichever package manager the image has. Only what does no harm
# to repeat is retried: a package that does not exist must fail at once.
from_distribution() {
  if command -v apt-get >/dev/null; then
    retry apt-get -q update
    apt-get -q -y -o DPkg::Lock::Timeout=600 -o Acquire::Retries=5 \
      -o Dpkg::Options::=--force-confold install --no-install-recommends -- "$@"
  elif command -v dnf >/dev/null; then
    dnf -q -y --setopt=install_weak_deps=False install -- "$@"
  elif command -v yum >/dev/null; then
    yum -q -y install -- "$@"
  else
    echo "cannot install $*: the image has neither apt-get nor dnf nor yum" >&2
    return 1
  fi
}

# ensure_commands COMMAND... -- DEBIAN_PACKAGE... -- RPM_PACKAGE...: installs only if one is missing.
ensure_commands() {
  local missing=no
  while [ "$1" != -- ]; do
    command -v "$1" >/dev/null || missing=yes
    shift
  done
  shift
  if [ "$missing" = no ]; then return 0; fi
  local debian=()
  while [ "$1" != -- ]; do
    debian+=("$1")
    shift
  done
  shift
  if command -v apt-get >/dev/null; then
    from_distribution "${debian[@]}"
  else
    from_distribution "$@"
  fi
}

