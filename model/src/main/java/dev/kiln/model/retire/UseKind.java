package dev.kiln.model.retire;

/** A way to use an image. Each is a reason to keep it. */
public enum UseKind {
  /** Another image was built on it. Copies do not count, because they have their own snapshots. */
  CHILD("AMI depends on this AMI", "AMIs depend on this AMI"),
  /** An unfinished copy still reads its snapshots. */
  COPY("unfinished copy reads it", "unfinished copies read it"),
  INSTANCE("instance runs from it", "instances run from it"),
  LAUNCH_TEMPLATE("launch template launches it", "launch templates launch it"),
  AUTO_SCALING_GROUP("auto-scaling group launches it", "auto-scaling groups launch it"),
  SSM_PARAMETER("Systems Manager parameter names it", "Systems Manager parameters name it"),
  IMAGE_RECIPE("Image Builder recipe starts from it", "Image Builder recipes start from it"),
  REGISTRY_CHANNEL("registry channel points to it", "registry channels point to it"),
  OTHER_ACCOUNT("other account uses it", "other accounts use it");

  private final String one;
  private final String several;

  UseKind(String one, String several) {
    this.one = one;
    this.several = several;
  }

  /** {@code 3 AMIs depend on this AMI}. */
  public String counted(int number) {
    return number + " " + (number == 1 ? one : several);
  }
}
