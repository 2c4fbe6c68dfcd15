package dev.kiln.cli.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a page shows of a command beside what the command printed.
 *
 * @param page lines of the page, elisions among them
 * @param run lines of this run
 */
record Comparison(List<String> page, List<String> run) {
  /** A line of the page and the line of the run that it shows. */
  private record Pair(int inPage, int inRun) {}

  Comparison {
    page = List.copyOf(page);
    run = List.copyOf(run);
  }

  /** What is known of ids afterwards, if the page shows what the command prints. */
  Optional<Ids> holds(Ids ids) {
    return holds(0, 0, ids);
  }

  private Optional<Ids> holds(int inPage, int inRun, Ids ids) {
    if (inPage == page.size()) {
      return inRun == run.size() ? Optional.of(ids) : Optional.empty();
    }
    if (isElision(page.get(inPage))) {
      for (int next = inRun; next <= run.size(); next++) {
        Optional<Ids> rest = holds(inPage + 1, next, ids);
        if (rest.isPresent()) {
          return rest;
        }
      }
      return Optional.empty();
    }
    return inRun == run.size()
        ? Optional.empty()
        : ids.with(page.get(inPage), run.get(inRun))
            .flatMap(known -> holds(inPage + 1, inRun + 1, known));
  }

  /** What the lines that the page has right say of ids. */
  Ids learned(Ids ids) {
    Ids known = ids;
    for (Pair pair : pairs()) {
      known = known.with(page.get(pair.inPage), run.get(pair.inRun)).orElse(known);
    }
    return known;
  }

  /** The lines that the page should have: those that are right stay, elisions too. */
  List<String> corrected(Ids ids) {
    List<String> lines = new ArrayList<>();
    Pair last = new Pair(-1, -1);
    for (Pair pair : pairs()) {
      lines.addAll(between(last, pair, ids));
      String shown = page.get(pair.inPage);
      String printed = run.get(pair.inRun);
      lines.add(ids.with(shown, printed).isPresent() ? shown : ids.forPage(printed));
      last = pair;
    }
    lines.addAll(between(last, new Pair(page.size(), run.size()), ids));
    return lines;
  }

  /** Between two right lines, an elision goes on standing for all but its neighbours. */
  private List<String> between(Pair last, Pair next, Ids ids) {
    List<String> shown = page.subList(last.inPage + 1, next.inPage);
    List<String> printed =
        run.subList(last.inRun + 1, next.inRun).stream().map(ids::forPage).toList();
    List<Integer> elisions = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      if (isElision(shown.get(i))) {
        elisions.add(i);
      }
    }
    if (elisions.isEmpty()) {
      return printed;
    }
    int first = elisions.get(0);
    int after = shown.size() - 1 - elisions.get(elisions.size() - 1);
    int head = Math.min(first, printed.size());
    int tail = Math.max(head, printed.size() - after);
    List<String> lines = new ArrayList<>(printed.subList(0, head));
    lines.add(shown.get(first));
    lines.addAll(printed.subList(tail, printed.size()));
    return lines;
  }

  /** As many lines of the page as can be found in the run, in order. */
  private List<Pair> pairs() {
    int[][] common = common();
    List<Pair> pairs = new ArrayList<>();
    int inPage = 0;
    int inRun = 0;
    while (inPage < page.size() && inRun < run.size()) {
      if (alike(inPage, inRun) && common[inPage][inRun] > common[inPage + 1][inRun + 1]) {
        pairs.add(new Pair(inPage++, inRun++));
      } else if (common[inPage + 1][inRun] >= common[inPage][inRun + 1]) {
        inPage++;
      } else {
        inRun++;
      }
    }
    return pairs;
  }

  private int[][] common() {
    int[][] common = new int[page.size() + 1][run.size() + 1];
    for (int i = page.size() - 1; i >= 0; i--) {
      for (int j = run.size() - 1; j >= 0; j--) {
        common[i][j] =
            alike(i, j) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private boolean alike(int inPage, int inRun) {
    return !isElision(page.get(inPage)) && Line.match(page.get(inPage), run.get(inRun)).isPresent();
  }

  private static boolean isElision(String line) {
    return line.strip().equals(Line.ELISION);
  }
}
