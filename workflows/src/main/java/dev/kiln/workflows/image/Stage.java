package dev.kiln.workflows.image;

/** The steps of making an image, in order; CLI, logs and metrics all use these. */
public enum Stage {
  FIND("look for the image"),
  COPY("copy the image from another region"),
  BASE("find the base image"),
  LAUNCH("launch the builder"),
  READY("wait until the builder is ready"),
  SETUP("run the setup"),
  CHECK("run the checks"),
  SEAL("remove keys and histories"),
  STOP("stop the builder"),
  IMAGE("take the image"),
  CLEAN_UP("remove the builder"),
  BOOT_TEST("test the image");

  private final String verb;

  Stage(String verb) {
    this.verb = verb;
  }

  /** What it does, as it follows "cannot" in a message and stands in a progress line. */
  public String verb() {
    return verb;
  }
}
