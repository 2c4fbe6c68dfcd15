package dev.kiln.cli.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a page's transcripts one after the other, and puts right what they show. */
final class Correction {
  private final Reader reader;
  private final List<String> differences = new ArrayList<>();
  private Ids ids = new Ids();

  Correction(Reader reader) {
    this.reader = reader;
  }

  /** The page as it should be. */
  Page of(Page page) throws IOException, InterruptedException {
    List<Page.Part> parts = new ArrayList<>();
    for (Page.Part part : page.parts()) {
      if (part.file().isPresent()) {
        reader.saves(part.file().get(), part.lines());
      }
      parts.add(part.runs() ? corrected(part) : part);
    }
    return new Page(parts);
  }

  /** What the page shows and what is printed, for each command where these differ. */
  List<String> differences() {
    return List.copyOf(differences);
  }

  private Page.Part corrected(Page.Part part) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (Exchange exchange : Exchange.of(part.lines())) {
      corrected(exchange).lines().forEach(lines::add);
    }
    return new Page.Part(part.info(), lines);
  }

  private Exchange corrected(Exchange exchange) throws IOException, InterruptedException {
    List<String> printed = reader.types(ids.forRun(exchange.commandLine()));
    Optional<Ids> known = new Comparison(exchange.output(), printed).holds(ids);
    if (known.isPresent()) {
      ids = known.get();
      return exchange;
    }
    Comparison comparison = new Comparison(exchange.output(), printed);
    ids = comparison.learned(ids);
    Exchange corrected = exchange.printing(comparison.corrected(ids));
    differences.add(
        "%s%n--- the page shows%n%s%n--- and Kiln prints%n%s%n"
            .formatted(
                exchange.commandLine(),
                String.join("\n", exchange.output()),
                String.join("\n", corrected.output())));
    return corrected;
  }
}
