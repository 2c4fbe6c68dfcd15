package dev.kiln.worker;

import java.util.concurrent.CountDownLatch;

/** The worker as a process of its own, as it runs in production; all settings are variables. */
public final class WorkerMain {
  private WorkerMain() {}

  /** Runs until it is told to stop, then lets running calls finish. */
  public static void main(String[] arguments) throws InterruptedException {
    LogSetup.toStandardOutput();
    try {
      WorkerProcess worker = WorkerProcess.start(WorkerEnvironment.read(System.getenv()));
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    worker.close();
                    stopped.countDown();
                  },
                  "stop"));
      stopped.await();
    } catch (IllegalArgumentException | IllegalStateException unusable) {
      System.err.println("kiln-worker: " + unusable.getMessage());
      System.exit(1);
    }
  }
}
