package dev.kiln.cli.work;

import java.util.Optional;

/**
 * A workflow that was started.
 *
 * @param id its workflow id
 * @param webUi the page that shows it, where there is a Web UI
 */
public record Run(String id, Optional<String> webUi) {}
