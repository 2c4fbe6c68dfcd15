package dev.kiln.cli.doctor;

import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.work.Question;
import dev.kiln.cli.work.Starter;
import dev.kiln.cli.work.WorkFailure;
import dev.kiln.workflows.doctor.AccountWorkflow;
import java.util.List;
import java.util.Optional;

/** Checks the account, through the worker: the credentials of this process would prove nothing. */
record AccountFindings(Connection connection) {
  List<Finding> all(AccountWorkflow.Request request) {
    Question<AccountWorkflow, AccountWorkflow.Report> question =
        new Question<>(
            AccountWorkflow.class,
            AccountWorkflow::id,
            "examine the account for kiln doctor",
            Optional.of("examine the account"),
            account -> account.examine(request));
    try {
      return new Starter(connection.client())
          .ask(question).findings().stream().map(AccountFindings::finding).toList();
    } catch (WorkFailure failure) {
      return List.of(
          Finding.failed("account", failure.reason(), "check the worker's log and its network"));
    }
  }

  private static Finding finding(AccountWorkflow.Finding found) {
    String subject =
        found.region().map(region -> region + " " + found.subject()).orElse(found.subject());
    Finding.Verdict verdict =
        switch (found.verdict()) {
          case OK -> Finding.Verdict.OK;
          case WARNING -> Finding.Verdict.WARN;
          case FAILED -> Finding.Verdict.FAIL;
          case NOT_CHECKED -> Finding.Verdict.SKIP;
        };
    return new Finding(verdict, subject, found.fact(), found.next());
  }
}
