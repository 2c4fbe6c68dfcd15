package dev.kiln.cli.scripted;

import io.temporal.activity.ActivityInterface;

/** How scripted workflows wait for the command line. */
@ActivityInterface
public interface ScriptActivities {
  /** Returns once the scene has been asked for. */
  void awaitAsked(int scene);
}
