package dev.kiln.workflows.registry;

/** What became of a move. */
public enum ChannelMoved {
  MOVED,
  /** Somebody else has moved the channel since it was looked at; judge anew. */
  OVERTAKEN
}
