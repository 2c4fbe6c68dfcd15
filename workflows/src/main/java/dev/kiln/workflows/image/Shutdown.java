package dev.kiln.workflows.image;

/** How a builder came to rest before its image was taken. */
public enum Shutdown {
  /** It stopped by itself: its disks are as after any shutdown. */
  CLEAN("stopped"),
  /** It had to be forced: its disks are as after a power cut. */
  FORCED("forced: the image is as after a power cut"),
  /** It cannot be stopped alone, as a spot instance; taking the image reboots it. */
  LEFT_TO_THE_IMAGE("reboots when the image is taken");

  private final String words;

  Shutdown(String words) {
    this.words = words;
  }

  String inWords() {
    return words;
  }
}
