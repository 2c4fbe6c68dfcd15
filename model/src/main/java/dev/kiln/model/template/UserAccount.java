package dev.kiln.model.template;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;

/** An account to create. */
@RecordBuilder
public record UserAccount(
    String name,
    Optional<Integer> uid,
    Optional<Integer> gid,
    List<String> groups,
    String shell,
    List<String> authorizedKeys)
    implements UserAccountBuilder.With {

  static final String DEFAULT_SHELL = "/bin/bash";

  public UserAccount {
    groups = List.copyOf(groups);
    authorizedKeys = List.copyOf(authorizedKeys);
  }
}
