package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Nothing is so large that it cannot be read at a sitting. */
final class SourceSizesTest {
  private static final int FILE_LINES = 300;
  private static final int METHOD_LINES = 40;
  private static final int PARAMETERS = 5;

  @Test
  void noFileIsTooLong() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources("src")) {
      try (Stream<String> lines = Files.lines(file)) {
        long count = lines.count();
        if (count > FILE_LINES) {
          tooLong.add("%s has %d lines".formatted(file, count));
        }
      }
    }
    assertThat(tooLong).as("files of more than %d lines", FILE_LINES).isEmpty();
  }

  @Test
  void noMethodIsTooLongOrTakesTooMuch() throws IOException {
    List<Path> files = sources("src/main/java");
    assertThat(files).hasSizeGreaterThan(500);
    List<String> tooLarge = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Methods(unit, positions, tooLarge).scan(unit, null);
      }
    }
    assertThat(tooLarge)
        .as("methods of more than %d lines or %d parameters", METHOD_LINES, PARAMETERS)
        .isEmpty();
  }

  private static List<Path> sources(String below) {
    return Repository.below(".", ".java").stream()
        .filter(file -> file.toString().contains("/" + below + "/"))
        .filter(file -> !file.toString().contains("/target/"))
        .toList();
  }

  /** Looks at each method of a file. */
  private static final class Methods extends TreeScanner<Void, ClassTree> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> tooLarge;

    Methods(CompilationUnitTree unit, SourcePositions positions, List<String> tooLarge) {
      this.unit = unit;
      this.positions = positions;
      this.tooLarge = tooLarge;
    }

    @Override
    public Void visitClass(ClassTree type, ClassTree outer) {
      return super.visitClass(type, type);
    }

    @Override
    public Void visitMethod(MethodTree method, ClassTree type) {
      String name =
          "%s: %s.%s"
              .formatted(
                  Path.of(unit.getSourceFile().getName()).getFileName(),
                  type.getSimpleName(),
                  method.getName());
      long lines = line(positions.getEndPosition(unit, method)) - begin(method) + 1;
      if (lines > METHOD_LINES) {
        tooLarge.add(name + " has " + lines + " lines");
      }
      boolean ofRecord =
          type.getKind() == Tree.Kind.RECORD && method.getName().contentEquals("<init>");
      if (!ofRecord && method.getParameters().size() > PARAMETERS) {
        tooLarge.add(name + " takes " + method.getParameters().size() + " parameters");
      }
      return super.visitMethod(method, type);
    }

    private long begin(MethodTree method) {
      return line(positions.getStartPosition(unit, method));
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }
}
