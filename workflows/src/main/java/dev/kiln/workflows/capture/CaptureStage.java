package dev.kiln.workflows.capture;

/** The steps of a capture, in order. */
public enum CaptureStage {
  EXAMINE("Looking at the instance"),
  REGISTER("Asking for the image"),
  SNAPSHOT("Creating snapshot"),
  COPY("Copying to other regions"),
  SHARE("Sharing"),
  DONE("Ready");

  private final String label;

  CaptureStage(String label) {
    this.label = label;
  }

  /** What people call it. */
  public String label() {
    return label;
  }
}
