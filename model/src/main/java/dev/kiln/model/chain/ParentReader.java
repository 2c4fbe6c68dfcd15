package dev.kiln.model.chain;

import dev.kiln.model.source.TemplateSource;
import java.io.IOException;
import java.net.URI;

/**
 * Reads the texts of parents. The caller implements it, because this module touches neither files
 * nor the network. If a text is missing, it throws an {@link IOException} that says what it looked
 * for; the chain adds which template asked. The location of a source is the place where it was
 * found: a path for files and installed templates, otherwise the address.
 */
public interface ParentReader {
  /** Reads a file; the path is already resolved against the file that names it. */
  TemplateSource file(String path) throws IOException;

  /**
   * Reads a template by its name: an installed one, or a file beside the template that names it.
   *
   * @param child the location of the template that names it
   */
  TemplateSource named(String name, String child) throws IOException;

  /** Reads an https address. */
  TemplateSource address(URI address) throws IOException;
}
