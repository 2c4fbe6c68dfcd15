package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Access keys of assumed roles. The account is part of the key, so they stay valid when the cloud
 * starts again.
 */
public final class SessionKeys {
  private static final Pattern KEY = Pattern.compile("ASIA([0-9]{12})[A-Z0-9]+");

  private SessionKeys() {}

  /** A key that acts for an account. */
  public static String issue(String account, String suffix) {
    return "ASIA" + account + suffix;
  }

  static String account(String accessKey, LocalCloudSettings settings) {
    Matcher session = KEY.matcher(accessKey);
    return session.matches() ? session.group(1) : settings.account(accessKey);
  }
}
