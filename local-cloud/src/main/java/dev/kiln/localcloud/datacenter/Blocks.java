package dev.kiln.localcloud.datacenter;

/** Snapshots consist of blocks of {@value #SIZE} bytes: whatever is in one is stored whole. */
public final class Blocks {
  public static final int SIZE = 512 * 1024;

  private Blocks() {}

  /** What content of so many bytes takes up. */
  public static long stored(long bytes) {
    return (bytes + SIZE - 1) / SIZE * SIZE;
  }
}
