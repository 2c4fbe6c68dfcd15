package dev.kiln.cli.doctor;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.json.FindingsDocument;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.CanaryWork;
import dev.kiln.workflows.doctor.CanaryWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kiln doctor}. */
@Command(
    name = "doctor",
    description = {
      "Check everything that a build needs, and show how to fix problems.",
      "With --aws it checks the account, with the worker's credentials.",
      "Exits with 1 if something that a build needs is missing."
    })
public final class DoctorCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private AccountFlags account = new AccountFlags();

  public DoctorCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    account.requireSense(invocation.regions());
    if (account.canary()) {
      return proven();
    }
    List<Finding> findings =
        new ArrayList<>(
            account.aws() ? List.of() : new MachineFindings(invocation.console()).all());
    try (Connection connection = invocation.connector().open(invocation.connectOptions())) {
      connection.banner().ifPresent(line -> findings.add(Finding.ok("connection", line)));
      findings.addAll(
          account.aws()
              ? new AccountFindings(connection)
                  .all(account.request(invocation.regionsOr(connection)))
              : new TemporalFindings(connection).all());
    } catch (CliFailure failure) {
      findings.add(
          Finding.failed(
              "connection", String.valueOf(failure.getMessage()), "see 'kiln doctor --verbose'"));
    }
    show(findings);
    return failed(findings) ? ExitCode.FAILED : ExitCode.OK;
  }

  /** Sends the canary only if a build can succeed: otherwise the findings say more. */
  private int proven() {
    try (Connection connection = invocation.connect()) {
      CanaryWorkflow.Request canary = account.canary(invocation.regionsOr(connection));
      List<Finding> findings =
          new AccountFindings(connection)
              .all(account.request(List.of(canary.region(), canary.copyTo())));
      if (failed(findings) || !invocation.options().json()) {
        show(findings);
      }
      if (failed(findings)) {
        return ExitCode.FAILED;
      }
      invocation.confirm(
          "bake a small image in %s, copy it to %s and delete all of it"
              .formatted(canary.region(), canary.copyTo()));
      return new WorkRun<>(
              invocation, connection, new CanaryWork(), new CanaryDisplay(invocation.style()))
          .run(canary, false);
    }
  }

  private void show(List<Finding> findings) {
    if (invocation.options().json()) {
      invocation.printJson(FindingsDocument.of(findings.stream().map(Finding::document).toList()));
    } else {
      findings.forEach(finding -> invocation.print(lines(finding)));
    }
  }

  private static boolean failed(List<Finding> findings) {
    return findings.stream().anyMatch(f -> f.verdict() == Finding.Verdict.FAIL);
  }

  private List<String> lines(Finding finding) {
    Style style = invocation.style();
    String mark = "%-4s".formatted(finding.mark());
    String coloured =
        switch (finding.verdict()) {
          case OK -> style.good(mark);
          case WARN -> style.notable(mark);
          case FAIL -> style.bad(mark);
          case SKIP -> style.dim(mark);
        };
    List<String> lines = new ArrayList<>();
    lines.add("%s  %s: %s".formatted(coloured, finding.subject(), finding.fact()));
    finding.next().ifPresent(next -> lines.add("      -> " + next));
    return lines;
  }
}
