package dev.kiln.localcloud.state;

/**
 * Lets equal texts share one object: most of what a large account holds are the same few values. Of
 * two texts with the same place the later one stays, so the pool never grows.
 */
final class TextPool {
  private static final int PLACES = 1 << 14;
  private static final int LONGEST = 80;

  private final String[] pool = new String[PLACES];

  /** The text, or an equal one that was seen before. */
  String shared(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    int hash = text.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    if (text.equals(pool[place])) {
      return pool[place];
    }
    pool[place] = text;
    return text;
  }
}
