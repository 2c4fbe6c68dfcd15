package dev.kiln.model.source;

/**
 * A place in a text, counted from 1 as editors do.
 *
 * @param location the file, name or address as the user knows it
 */
public record Position(String location, int line, int column) {
  /** The first character of a text, for what concerns the whole of it. */
  public static Position startOf(String location) {
    return new Position(location, 1, 1);
  }

  @Override
  public String toString() {
    return location + ":" + line + ":" + column;
  }
}
