package dev.kiln.worker;

import java.util.concurrent.CountDownLatch;

/** The worker as a process of its own, as in production. All settings are environment variables. */
public final class WorkerMain {
  private WorkerMain() {}

  /** Runs until it receives a signal to stop, then lets running calls finish. */
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
