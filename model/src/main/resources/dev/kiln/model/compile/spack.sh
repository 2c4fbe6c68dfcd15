spack_version=v0.23.1
spack_root=/opt/spack

ensure_commands gcc g++ gfortran make patch git python3 curl xz bzip2 unzip file -- \
  build-essential gfortran patch git python3 curl ca-certificates xz-utils bzip2 unzip file -- \
  gcc gcc-c++ gcc-gfortran make patch git python3 xz bzip2 unzip file which

if [ ! -x "$spack_root/bin/spack" ]; then
  retry git clone -q -c advice.detachedHead=false --depth 1 --branch "$spack_version" \
    https://github.com/spack/spack.git "$spack_root"
  printf '. %s/share/spack/setup-env.sh\n' "$spack_root" >/etc/profile.d/spack.sh
fi

export PATH="$spack_root/bin:$PATH"
spack compiler find --scope site
spack install --fail-fast "${packages[@]}"
spack clean --stage --downloads
spack find
