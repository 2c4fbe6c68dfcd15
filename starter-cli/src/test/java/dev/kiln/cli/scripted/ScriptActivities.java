package dev.kiln.cli.scripted;

import io.temporal.activity.ActivityInterface;

/** Lets scripted workflows wait for the command line. */
@ActivityInterface
public interface ScriptActivities {
  /** Returns once the command line has queried the scene. */
  void awaitAsked(int scene);
}
