miniforge_version=24.11.3-2
conda_root=/opt/miniforge

if [ ! -x "$conda_root/bin/conda" ]; then
  ensure_commands curl bzip2 -- curl ca-certificates bzip2 -- bzip2
  installer=Miniforge3-$miniforge_version-Linux-$(uname -m).sh
  releases=https://github.com/conda-forge/miniforge/releases/download/$miniforge_version
  work=$(mktemp -d)
  curl -fsSL --retry 5 --output "$work/$installer" "$releases/$installer"
  curl -fsSL --retry 5 --output "$work/$installer.sha256" "$releases/$installer.sha256"
  (cd "$work" && sha256sum --check "$installer.sha256")
  bash "$work/$installer" -b -p "$conda_root"
  rm -rf "$work"
  ln -sfn "$conda_root/etc/profile.d/conda.sh" /etc/profile.d/conda.sh
  ln -sfn "$conda_root/bin/conda" /usr/local/bin/conda
  # Templates of others look for it here.
  if [ ! -e /opt/conda ]; then ln -s "$conda_root" /opt/conda; fi
fi

"$conda_root/bin/conda" install --yes --name base -- "${packages[@]}"
"$conda_root/bin/conda" clean --yes --all
