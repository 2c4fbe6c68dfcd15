package dev.kiln.cli.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One command of a transcript and what it printed.
 *
 * @param command its lines as the page shows them, the first one with the prompt
 * @param output stdout and stderr, as a terminal shows both
 * @param gap the empty lines before the next command
 */
record Exchange(List<String> command, List<String> output, List<String> gap) {
  private static final String PROMPT = "$ ";

  Exchange {
    command = List.copyOf(command);
    output = List.copyOf(output);
    gap = List.copyOf(gap);
  }

  /** The exchanges of a transcript, which begins with a command. */
  static List<Exchange> of(List<String> transcript) {
    List<Exchange> exchanges = new ArrayList<>();
    int next = 0;
    while (next < transcript.size()) {
      int start = next;
      if (!transcript.get(start).startsWith(PROMPT)) {
        throw new IllegalArgumentException("no command begins with: " + transcript.get(start));
      }
      int output = start + 1;
      while (transcript.get(output - 1).endsWith("\\")) {
        output++;
      }
      next = output;
      while (next < transcript.size() && !transcript.get(next).startsWith(PROMPT)) {
        next++;
      }
      int gap = next;
      while (gap > output && transcript.get(gap - 1).isBlank()) {
        gap--;
      }
      exchanges.add(
          new Exchange(
              transcript.subList(start, output),
              transcript.subList(output, gap),
              transcript.subList(gap, next)));
    }
    return exchanges;
  }

  /** The command as a shell reads it. */
  String commandLine() {
    return String.join("\n", command).substring(PROMPT.length()).replace("\\\n", " ");
  }

  Exchange printing(List<String> lines) {
    return new Exchange(command, lines, gap);
  }

  Stream<String> lines() {
    return Stream.of(command, output, gap).flatMap(List::stream);
  }
}
