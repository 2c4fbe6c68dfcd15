package dev.kiln.model.template;

import java.util.List;
import java.util.Optional;

/** An account to make. */
public record UserAccount(
    String name,
    Optional<Integer> uid,
    Optional<Integer> gid,
    List<String> groups,
    String shell,
    List<String> authorizedKeys) {

  static final String DEFAULT_SHELL = "/bin/bash";

  public UserAccount {
    groups = List.copyOf(groups);
    authorizedKeys = List.copyOf(authorizedKeys);
  }
}
