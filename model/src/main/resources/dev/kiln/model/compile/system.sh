from_distribution "${packages[@]}"
