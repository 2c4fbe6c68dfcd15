package dev.kiln.workflows;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A call that fails again and again, in the words of a heartbeat. A wait tells it there, because an
 * event for each refusal would make the history grow for as long as the cloud refuses.
 *
 * @param times in a row
 * @param reason the message of the latest failure
 */
public record RepeatedRefusal(int times, String reason) {
  /** So many refusals in a row are worth telling: before that, they are ordinary. */
  public static final int NOTABLE = 3;

  private static final Pattern WORDS =
      Pattern.compile("refused (?:once|(\\d+) times): (.*)", Pattern.DOTALL);

  /** Finds the refusal in a heartbeat; empty if it tells something else. */
  public static Optional<RepeatedRefusal> parse(String heartbeat) {
    Matcher words = WORDS.matcher(heartbeat);
    if (!words.matches()) {
      return Optional.empty();
    }
    int times = Optional.ofNullable(words.group(1)).map(Integer::valueOf).orElse(1);
    return Optional.of(new RepeatedRefusal(times, words.group(2)));
  }

  /** The action and the code, without the details that differ from one refusal to the next. */
  public String kind() {
    return Arrays.stream(reason.split(": ", -1)).limit(2).collect(Collectors.joining(": "));
  }

  /** The heartbeat. */
  @Override
  public String toString() {
    return "refused " + (times == 1 ? "once" : times + " times") + ": " + reason;
  }
}
