package dev.kiln.localcloud.machine;

/**
 * A captured layer.
 *
 * @param id from its content: equal content, equal id
 * @param bytes the sum of the sizes of its regular files, each hard-linked file once
 * @param files how many entries it has besides directories, deletions included
 */
public record Layer(LayerId id, long bytes, long files) {
  /** The layer of a machine on which nothing was executed; its id is the SHA-256 of no bytes. */
  static final Layer NOTHING = new Layer(new LayerId("e3b0c44298fc1c149afbf4c8996fb924"), 0, 0);
}
