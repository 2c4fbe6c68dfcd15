if [ -x /opt/miniforge/bin/python3 ]; then
  python=/opt/miniforge/bin/python3
else
  python=python3
  if ! "$python" -m pip --version >/dev/null 2>&1; then
    from_distribution python3 python3-pip
  fi
fi

# The image is nobody's workstation: the template decides what is in the system's Python. As
# variables, because an older pip knows not all of these options.
export PIP_BREAK_SYSTEM_PACKAGES=1 PIP_ROOT_USER_ACTION=ignore
export PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
"$python" -m pip install -- "${packages[@]}"
