package dev.kiln.cli.docs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which id of a run each id on a page stands for. Ids differ from run to run; what must not differ
 * is which of them are the same.
 */
final class Ids {
  /** The digits of resource ids, of runs in names and ids, and of a step's directory. */
  static final Pattern ID =
      Pattern.compile("(?<=-)(?:[0-9a-f]{17}|[0-9a-f]{8})(?![0-9a-z])|(?<=steps/)[0-9a-f]{12}");

  private final Map<String, String> runByPage;
  private final Map<String, String> pageByRun;

  Ids() {
    this(Map.of(), Map.of());
  }

  private Ids(Map<String, String> runByPage, Map<String, String> pageByRun) {
    this.runByPage = runByPage;
    this.pageByRun = pageByRun;
  }

  /** What is known when the run's line is the page's line; empty if it is not. */
  Optional<Ids> with(String ofPage, String ofRun) {
    return Line.match(ofPage, ofRun).flatMap(match -> with(ofPage, match));
  }

  private Optional<Ids> with(String ofPage, MatchResult ofRun) {
    Ids more = new Ids(new HashMap<>(runByPage), new HashMap<>(pageByRun));
    List<String> written = ID.matcher(ofPage).results().map(MatchResult::group).toList();
    for (int i = 0; i < written.size(); i++) {
      if (!more.bind(written.get(i), ofRun.group(i + 1))) {
        return Optional.empty();
      }
    }
    return Optional.of(more);
  }

  private boolean bind(String ofPage, String ofRun) {
    String run = runByPage.putIfAbsent(ofPage, ofRun);
    String page = pageByRun.putIfAbsent(ofRun, ofPage);
    return (run == null || run.equals(ofRun)) && (page == null || page.equals(ofPage));
  }

  /** A command of the page, with the ids of this run. */
  String forRun(String command) {
    return replaced(command, runByPage);
  }

  /** A line of this run, with the ids that the page has for them. */
  String forPage(String line) {
    return replaced(line, pageByRun);
  }

  private static String replaced(String text, Map<String, String> ids) {
    return ID.matcher(text).replaceAll(id -> ids.getOrDefault(id.group(), id.group()));
  }
}
