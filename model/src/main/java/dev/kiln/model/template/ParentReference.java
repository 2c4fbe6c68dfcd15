package dev.kiln.model.template;

import dev.kiln.model.AmiId;
import java.net.URI;
import java.util.Optional;

/** The parent in {@code extends}. */
public sealed interface ParentReference {
  /** As the user wrote it. */
  String shown();

  /** A file, relative to the template that names it. */
  record AtPath(String path) implements ParentReference {
    @Override
    public String shown() {
      return path;
    }
  }

  /** An installed template. */
  record Installed(String name) implements ParentReference {
    @Override
    public String shown() {
      return name;
    }
  }

  /**
   * A template at an https address.
   *
   * @param sha256 the required digest of its bytes, in lower-case hex
   */
  record AtAddress(URI address, Optional<String> sha256) implements ParentReference {
    @Override
    public String shown() {
      return address.toString();
    }
  }

  /** An existing image. The chain ends here: Kiln does not read its template. */
  record PinnedImage(String template, AmiId ami) implements ParentReference {
    @Override
    public String shown() {
      return template + " (" + ami + ")";
    }
  }
}
