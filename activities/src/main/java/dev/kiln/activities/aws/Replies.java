package dev.kiln.activities.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * What replies hold: the members that are set, the states, the error codes. While somebody watches,
 * each is remembered once; {@code known-replies.txt} lists those that the local cloud gives.
 */
public final class Replies implements ExecutionInterceptor {
  private static final String KNOWN = "known-replies.txt";

  /** Members whose values matter, too: code decides by them. */
  private static final Pattern STATE =
      Pattern.compile("(.*\\.)?\\w*(State|Status|StatusDetails|State\\.Name)");

  private final Set<String> seen = new ConcurrentSkipListSet<>();
  private final AtomicLong watchedUntil = new AtomicLong(System.nanoTime());

  /** Remembers from now on what replies hold; at most for a while, if nobody asks any more. */
  public void watch(Duration longest) {
    seen.clear();
    watchedUntil.set(System.nanoTime() + longest.toNanos());
  }

  /** All that was seen, in order; watches no more. */
  public List<String> end() {
    watchedUntil.set(System.nanoTime());
    return List.copyOf(seen);
  }

  /** What the local cloud is known to say. */
  public static Set<String> ofLocalCloud() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Replies.class.getResourceAsStream(KNOWN), KNOWN),
                StandardCharsets.UTF_8))) {
      return lines.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + KNOWN, broken);
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (watching()) {
      members(action(attributes), "", context.response());
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (watching() && context.exception() instanceof SdkException refused) {
      AwsFailures.code(refused).ifPresent(code -> seen.add(action(attributes) + " error " + code));
    }
  }

  private boolean watching() {
    return System.nanoTime() - watchedUntil.get() < 0;
  }

  private static String action(ExecutionAttributes attributes) {
    return attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
        + ":"
        + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
  }

  private void members(String action, String path, SdkPojo pojo) {
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null
          && !(value instanceof SdkAutoConstructList)
          && !(value instanceof SdkAutoConstructMap)) {
        member(action, path + field.memberName(), value);
      }
    }
  }

  private void member(String action, String path, Object value) {
    if (value instanceof SdkPojo nested) {
      members(action, path + ".", nested);
    } else if (value instanceof Collection<?> items) {
      items.forEach(item -> member(action, path, item));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(item -> member(action, path + ".*", item));
    } else {
      boolean state = STATE.matcher(path).matches();
      seen.add(action + " " + path + (state ? "=" + value : ""));
    }
  }
}
