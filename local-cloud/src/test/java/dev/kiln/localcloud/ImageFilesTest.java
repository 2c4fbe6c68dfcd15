package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in images, as the control API shows them. */
final class ImageFilesTest {
  private static final String LONG_NAME = "n".repeat(150);

  private final ScriptRehearsal on;

  ImageFilesTest(@TempDir Path home) throws IOException {
    on = new ScriptRehearsal(home);
  }

  @AfterEach
  void close() throws IOException {
    on.close();
  }

  private Map<String, Object> content(String image) {
    return RestCall.json(on.to.cloud.endpoint(), "/_kiln/images/" + image + "/files", "ec2");
  }

  private Map<String, Map<?, ?>> files(String image) {
    Map<String, Map<?, ?>> files = new HashMap<>();
    for (Object file : (List<?>) content(image).getOrDefault("files", List.of())) {
      Map<?, ?> entry = (Map<?, ?>) file;
      files.put(String.valueOf(entry.get("path")), entry);
    }
    return files;
  }

  private static Object fact(Map<String, Map<?, ?>> files, String path, String name) {
    Object fact = files.getOrDefault(path, Map.of()).get(name);
    return fact == null ? "absent" : fact;
  }

  private String below() {
    return on.bake(
        "below",
        on.to.base(),
        """
        mkdir -p /opt/f/sub /opt/gone
        printf abc > /opt/f/kept; printf abc > /opt/f/changed; printf x > /opt/f/dropped
        printf y > /opt/gone/inner; printf z > /opt/f/sub/inner
        ln -s kept /opt/f/link; ln /opt/f/kept /opt/f/hard
        printf q > /opt/f/%s; chmod 640 /opt/f/kept
        """
            .formatted(LONG_NAME));
  }

  private String above(String below) {
    return on.bake(
        "above",
        below,
        """
        printf abcd > /opt/f/changed; rm /opt/f/dropped; rm -r /opt/gone
        rm -r /opt/f/sub; mkdir /opt/f/sub; printf n > /opt/f/sub/new
        rm /etc/hostname
        """);
  }

  @Test
  void showsLayersTogetherWithTheirDeletions() {
    String below = below();
    String above = above(below);

    Map<String, Map<?, ?>> first = files(below);
    Map<String, Map<?, ?>> files = files(above);

    assertThat(first).containsKeys("/opt/f/dropped", "/opt/gone/inner", "/opt/f/sub/inner");
    assertThat(files.get("/opt/f/kept"))
        .isEqualTo(first.get("/opt/f/kept"))
        .hasToString(
            "{path=/opt/f/kept, type=file, size=3, digest="
                + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
                + ", mode=640, owner=0:0}");
    assertThat(fact(files, "/opt/f/hard", "digest"))
        .isEqualTo(fact(files, "/opt/f/kept", "digest"));
    assertThat(fact(files, "/opt/f/changed", "size")).hasToString("4");
    assertThat(fact(files, "/opt/f/link", "target")).isEqualTo("kept");
    assertThat(files).containsKeys("/opt/f/sub/new", "/opt/f/" + LONG_NAME);
    assertThat(files).doesNotContainKeys("/opt/gone/inner", "/opt/f/sub/inner");
    assertThat(fact(files, "/opt/f/dropped", "type")).isEqualTo("deleted");
    assertThat(fact(files, "/etc/hostname", "type")).isEqualTo("deleted");
    assertThat(content(above).get("unlistedBase")).isEqualTo(true);
  }

  @Test
  void readsThePackageDatabaseThatTheImageShows() {
    String image =
        on.bake(
            "packages",
            on.to.base(),
            """
            mkdir -p /var/lib/dpkg
            printf 'Package: gromacs\\nStatus: install ok installed\\nArchitecture: amd64\\n' > /var/lib/dpkg/status
            printf 'Version: 2024.1\\nDescription: fast\\n more\\n\\n' >> /var/lib/dpkg/status
            printf 'Package: old\\nStatus: deinstall ok config-files\\nVersion: 1\\n' >> /var/lib/dpkg/status
            """);

    assertThat((List<?>) content(image).get("packages"))
        .singleElement()
        .isEqualTo(Map.of("name", "gromacs", "version", "2024.1", "architecture", "amd64"));
  }

  @Test
  void reportsImagesWhoseContentIsUnknown() {
    assertThat(
            RestCall.send(
                    on.to.cloud.endpoint(), "/_kiln/images/ami-00000000000000000/files", "ec2")
                .statusCode())
        .isEqualTo(404);
  }
}
