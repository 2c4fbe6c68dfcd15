package dev.kiln.model.chain;

import dev.kiln.model.source.TemplateSource;
import java.io.IOException;
import java.net.URI;

/**
 * Reads the texts of parents. The caller implements it, because this module touches neither files
 * nor the network. A text that is not there is an {@link IOException} whose message says what was
 * looked for; the chain adds where it was named. What is read carries, as its location, where it
 * was found: a path for files and installed templates, the address for the rest.
 */
public interface ParentReader {
  /** Reads a file; the path is already resolved against the file that names it. */
  TemplateSource file(String path) throws IOException;

  /** Reads an installed template. */
  TemplateSource installed(String name) throws IOException;

  /** Reads an https address. */
  TemplateSource address(URI address) throws IOException;
}
