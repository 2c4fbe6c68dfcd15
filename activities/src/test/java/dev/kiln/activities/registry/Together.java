package dev.kiln.activities.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs many tasks at the same moment. */
final class Together {
  private Together() {}

  /** One task. */
  @FunctionalInterface
  interface Act<T> {
    T by(int who) throws Exception;
  }

  static <T> List<T> run(int many, Act<T> act) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      CyclicBarrier start = new CyclicBarrier(many);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        int who = i;
        Callable<T> task =
            () -> {
              start.await();
              return act.by(who);
            };
        running.add(threads.submit(task));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
