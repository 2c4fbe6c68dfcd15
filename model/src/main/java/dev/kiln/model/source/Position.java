package dev.kiln.model.source;

/**
 * A place in a text, counted from 1 as editors do.
 *
 * @param column in code points, so that an emoji counts as one
 */
public record Position(TemplateSource source, int line, int column) {
  /** The first character of a text, for a problem of the whole of it; shows none of its lines. */
  public static Position startOf(String location) {
    return new Position(TemplateSource.unread(location), 1, 1);
  }

  /** The file, name or address as the user knows it. */
  public String location() {
    return source.location();
  }

  /** The same place, for a message that must not repeat the text. */
  public Position withoutText() {
    return new Position(TemplateSource.unread(location()), line, column);
  }

  @Override
  public String toString() {
    return location() + ":" + line + ":" + column;
  }
}
