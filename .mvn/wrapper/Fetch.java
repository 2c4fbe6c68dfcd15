import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Fetches one Maven distribution, checks its SHA-512 and unpacks it. Run as a single source file by
 * {@code mvnw}, so that a JDK is all that a fresh machine needs.
 */
final class Fetch {
  public static void main(String[] arguments) throws Exception {
    String group = arguments[0];
    String version = arguments[1];
    String sha512 = arguments[2];
    Path home = Path.of(arguments[3]);

    String file = "apache-maven/" + version + "/apache-maven-" + version + "-bin.zip";
    URI source = URI.create(repository(group) + "/" + group.replace('.', '/') + "/" + file);
    System.out.println("Fetching Maven " + version + " (once)");
    byte[] zip;
    try (InputStream in = source.toURL().openStream()) {
      zip = in.readAllBytes();
    } catch (IOException unreachable) {
      throw new IOException(
          "cannot fetch " + source + "; set MVNW_REPOURL to a repository in reach", unreachable);
    }
    String found = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(zip));
    if (!found.equals(sha512)) {
      throw new IOException(
          "cannot trust " + source + ": SHA-512 is " + found + ", expected " + sha512);
    }
    Files.createDirectories(home.getParent());
    Path unpacked = Files.createTempDirectory(home.getParent(), "unpack");
    unzip(zip, unpacked);
    try {
      Files.move(
          unpacked.resolve(home.getFileName()), home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException raced) {
      if (!Files.isExecutable(home.resolve("bin/mvn"))) {
        throw raced;
      }
    }
  }

  /** The central repository stands below the project's own domain, which its group id spells backwards. */
  private static String repository(String group) {
    String chosen = System.getenv("MVNW_REPOURL");
    if (chosen != null && !chosen.isBlank()) {
      return chosen;
    }
    List<String> domain = new ArrayList<>(List.of(group.split("\\.")));
    domain.add("repo");
    Collections.reverse(domain);
    return "https://" + String.join(".", domain) + "/maven2";
  }

  private static void unzip(byte[] zip, Path into) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("cannot unpack '" + entry.getName() + "': it leaves the folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(in, target);
          if (entry.getName().contains("/bin/mvn")) {
            target.toFile().setExecutable(true, false);
          }
        }
      }
    }
  }
}
