package dev.kiln.model.yaml;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What a plain value may be besides a text: nothing, or a merge. Whether {@code 3.10} is a number
 * is up to the reader of its key, so no value is matched against the forms of numbers and dates. It
 * does not change once it is made; threads may share it.
 */
final class PlainValues extends Resolver {
  private static final Pattern MERGE_KEY = Pattern.compile("<<");
  private static final Pattern NULL_WORD = Pattern.compile("~|null|Null|NULL");
  private static final Pattern ABSENT = Pattern.compile("");

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.MERGE, MERGE_KEY, "<");
    addImplicitResolver(Tag.NULL, NULL_WORD, "~nN");
    addImplicitResolver(Tag.NULL, ABSENT, "\0");
  }
}
