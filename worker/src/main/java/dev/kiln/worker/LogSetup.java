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
 * Where the log goes: nowhere until a process says otherwise, for the command line prints and does
 * not log. In code because reading logback's XML takes a fifth of a second; whoever names a file
 * with {@code -Dlogback.configurationFile} gets that instead.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String TARGET = "kiln.log";
  private static final String STANDARD_OUTPUT = "-";
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{24} %msg%n";

  /** Made by logback, through its service file. */
  public LogSetup() {}

  /** For a process that does nothing but work. To be called before the first logger is made. */
  public static void toStandardOutput() {
    System.setProperty(TARGET, STANDARD_OUTPUT);
  }

  /** For a process whose output belongs to a user. To be called before the first logger is made. */
  public static void toFile(Path file) {
    System.setProperty(TARGET, file.toString());
  }

  /**
   * Sets the log up now. To be called before threads are started whose first act is to log: slf4j
   * tells the user of every message that another thread sent while it was being set up.
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
