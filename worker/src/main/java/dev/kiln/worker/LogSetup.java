package dev.kiln.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Decides where the log goes: nowhere until a process asks for it, because the command line prints
 * instead of logging. The setup is code because reading logback's XML takes a fifth of a second; a
 * file in {@code -Dlogback.configurationFile} replaces it.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String TARGET = "kiln.log";
  private static final String STANDARD_OUTPUT = "-";
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{24} %msg%n";

  /** Logback creates it, through its service file. */
  public LogSetup() {}

  /** For a process that only works. Call it before the first logger is created. */
  public static void toStandardOutput() {
    System.setProperty(TARGET, STANDARD_OUTPUT);
  }

  /** For a process whose output belongs to a user. Call it before the first logger is created. */
  public static void toFile(Path file) {
    System.setProperty(TARGET, file.toString());
  }

  /**
   * Sets the log up now. Call it before starting threads that log at once: slf4j prints a notice
   * for every message that arrives during its setup.
   */
  public static void ready() {
    LoggerFactory.getILoggerFactory();
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    String target = System.getProperty(TARGET, "");
    context.getLogger("ROOT").setLevel(target.isEmpty() ? Level.OFF : Level.WARN);
    if (!target.isEmpty()) {
      context.getLogger("dev.kiln").setLevel(Level.INFO);
      context.getLogger("ROOT").addAppender(appender(context, target));
    }
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static OutputStreamAppender<ILoggingEvent> appender(
      LoggerContext context, String target) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender;
    if (target.equals(STANDARD_OUTPUT)) {
      appender = new ConsoleAppender<>();
    } else {
      FileAppender<ILoggingEvent> file = new FileAppender<>();
      file.setFile(target);
      appender = file;
    }
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
