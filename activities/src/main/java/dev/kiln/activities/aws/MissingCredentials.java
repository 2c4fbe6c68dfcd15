package dev.kiln.activities.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Explains why the SDK found no credentials. Its own message names every place and what was wrong
 * there; only the profile's part concerns a person who has chosen one.
 */
final class MissingCredentials {
  /** The start of the SDK's message; the places where it looked follow. */
  private static final String START = "Unable to load credentials";

  private static final Pattern PROFILE =
      Pattern.compile(
          "ProfileCredentialsProvider\\(profileName=([^,]*), [^:]*\\)\\): (.*?)(?:, ContainerCredentialsProvider|\\]$)",
          Pattern.DOTALL);

  private static final String SOMEWHERE =
      "; set AWS_PROFILE or AWS_ACCESS_KEY_ID, give it a role, or run 'aws sso login'";

  private MissingCredentials() {}

  /** Whether an error of the SDK says that there are none. */
  static boolean isIn(String message) {
    return message.startsWith(START);
  }

  /** The fact and the next step, in one line. */
  static String explain(String message) {
    Matcher places = PROFILE.matcher(message);
    while (places.find()) {
      String profile = places.group(1);
      String reason = places.group(2).lines().findFirst().orElse("");
      if (!reason.contains("contained no credentials")) {
        return inProfile(profile, brief(reason), nextStep(profile, reason));
      }
      if (!profile.equals("default")) {
        return inProfile(profile, "it names none", SOMEWHERE);
      }
    }
    return "the worker found no AWS credentials" + SOMEWHERE;
  }

  private static String inProfile(String profile, String fact, String nextStep) {
    return "the worker found no AWS credentials (profile '%s': %s)%s"
        .formatted(profile, fact, nextStep);
  }

  private static String brief(String reason) {
    return reason.contains("service module")
        ? "this version of Kiln does not read this kind of login"
        : reason;
  }

  private static String nextStep(String profile, String reason) {
    if (reason.contains("service module")) {
      return "; use a profile with credential_process = aws configure export-credentials --format process --profile "
          + profile;
    }
    return reason.contains("SSO") || reason.contains("sso")
        ? "; run 'aws sso login --profile " + profile + "'"
        : SOMEWHERE;
  }
}
