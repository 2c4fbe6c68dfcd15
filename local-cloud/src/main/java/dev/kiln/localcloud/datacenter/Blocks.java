package dev.kiln.localcloud.datacenter;

/**
 * Snapshots consist of blocks of {@value #SIZE} bytes: a block is stored whole if it holds
 * anything.
 */
public final class Blocks {
  public static final int SIZE = 512 * 1024;

  private Blocks() {}

  /** The bytes of the blocks that hold content of a length. */
  public static long stored(long bytes) {
    return (bytes + SIZE - 1) / SIZE * SIZE;
  }
}
