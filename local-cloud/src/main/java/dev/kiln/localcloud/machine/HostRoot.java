package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The root filesystem of this computer, and what in it is personal: a rehearsal must neither depend
 * on it nor put it into an image.
 *
 * @param path normally {@code /}
 * @param hidden more directories, below {@code path}, that no script may see
 */
record HostRoot(Path path, Set<Path> hidden) {
  private static final List<String> DIRECTORIES =
      List.of(
          "home",
          "root",
          "tmp",
          "var/tmp",
          "run",
          "mnt",
          "media",
          "srv",
          "lost+found",
          "var/mail",
          "var/spool/mail",
          "var/spool/cron",
          "etc/apt/auth.conf.d",
          "etc/ssl/private",
          "etc/letsencrypt",
          "etc/wireguard",
          "etc/NetworkManager/system-connections");

  private static final List<String> FILES =
      List.of(
          "etc/apt/auth.conf",
          "etc/shadow-",
          "etc/gshadow-",
          "etc/security/opasswd",
          "etc/krb5.keytab",
          "etc/ssh/ssh_host_*");

  /** Files with the passwords of accounts; programs need the rest of their lines. */
  static final List<String> ACCOUNTS = List.of("etc/shadow", "etc/gshadow");

  /** The ids from which distributions number people. */
  private static final int FIRST_PERSON = 1000;

  private static final int NOBODY = 65_534;

  /** A home this near to the root belongs to the system, whatever the list of accounts says. */
  private static final int SHALLOWEST_HOME = 2;

  HostRoot {
    hidden = Set.copyOf(hidden);
  }

  /** That of this computer. */
  static HostRoot here(Set<Path> hidden) {
    return new HostRoot(Path.of("/"), hidden);
  }

  /** The directories that must appear empty, each as its real path; none lies in another. */
  List<Path> personalDirectories() throws IOException {
    Set<Path> found = new TreeSet<>();
    for (String name : DIRECTORIES) {
      add(found, path.resolve(name));
    }
    for (Path place : hidden) {
      add(found, place);
    }
    for (String home : homes()) {
      Path relative = Path.of("/").relativize(Path.of(home).normalize());
      if (relative.getNameCount() >= SHALLOWEST_HOME) {
        add(found, path.resolve(relative));
      }
    }
    List<Path> outermost = new ArrayList<>();
    for (Path place : found) {
      if (outermost.stream().noneMatch(place::startsWith)) {
        outermost.add(place);
      }
    }
    return outermost;
  }

  private void add(Set<Path> to, Path place) throws IOException {
    if (Files.isDirectory(place)) {
      Path real = place.toRealPath();
      if (real.startsWith(path.toRealPath()) && !real.equals(path.toRealPath())) {
        to.add(real);
      }
    }
  }

  /** The homes of people, wherever they are, and of whoever runs this process. */
  private List<String> homes() throws IOException {
    List<String> homes = new ArrayList<>(List.of(System.getProperty("user.home", "/")));
    Path accounts = path.resolve("etc/passwd");
    if (Files.isReadable(accounts)) {
      for (String line : Files.readAllLines(accounts, StandardCharsets.ISO_8859_1)) {
        String[] field = line.split(":", -1);
        if (field.length > 5 && field[5].startsWith("/") && isPerson(field[2])) {
          homes.add(field[5]);
        }
      }
    }
    return homes;
  }

  private static boolean isPerson(String id) {
    return id.matches("[0-9]{4,9}")
        && Integer.parseInt(id) >= FIRST_PERSON
        && Integer.parseInt(id) != NOBODY;
  }

  /** The files that must not be there: keys, and credentials of package tools. */
  List<Path> personalFiles() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String name : FILES) {
      int slash = name.lastIndexOf('/');
      Path directory = path.resolve(name.substring(0, slash));
      if (Files.isDirectory(directory)) {
        try (DirectoryStream<Path> matching =
            Files.newDirectoryStream(directory, name.substring(slash + 1))) {
          matching.forEach(found::add);
        }
      }
    }
    found.removeIf(file -> !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    return found;
  }
}
