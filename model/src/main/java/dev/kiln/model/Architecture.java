package dev.kiln.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A processor architecture, spelt as EC2 spells it. */
public enum Architecture {
  X86_64("x86_64"),
  ARM64("arm64");

  private final String ec2Name;

  Architecture(String ec2Name) {
    this.ec2Name = ec2Name;
  }

  /**
   * Reads EC2's spelling or a common other one ({@code amd64}, {@code aarch64}).
   *
   * @throws IllegalArgumentException if the text names no known architecture
   */
  @JsonCreator
  public static Architecture of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "x86_64", "amd64", "x86-64" -> X86_64;
      case "arm64", "aarch64" -> ARM64;
      default ->
          throw new IllegalArgumentException(
              "cannot read architecture '" + text + "': expected x86_64 or arm64");
    };
  }

  @JsonValue
  @Override
  public String toString() {
    return ec2Name;
  }
}
