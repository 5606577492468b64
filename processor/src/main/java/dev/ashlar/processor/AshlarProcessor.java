package dev.ashlar.processor;

import com.google.auto.service.AutoService;
import dev.ashlar.Block;
import dev.ashlar.processor.diagnostic.Findings;
import dev.ashlar.processor.diagnostic.Reporter;
import dev.ashlar.processor.discover.BlockFinder;
import dev.ashlar.processor.lock.Lock;
import dev.ashlar.processor.model.BlockModel;
import dev.ashlar.processor.model.BlockName;
import dev.ashlar.processor.model.Site;
import dev.ashlar.processor.model.Tree;
import dev.ashlar.processor.validate.Validator;
import dev.ashlar.processor.write.BlockWriter;
import dev.ashlar.processor.write.OutlineWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * The annotation processor: in each round it discovers blocks, validates them, writes their classes
 * and reports what is wrong.
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("dev.ashlar.*")
@SupportedOptions({Options.SUMMARY, Options.PICTURES, Options.LOCK, Options.UPDATE})
public final class AshlarProcessor extends AbstractProcessor {
  private BlockFinder finder;
  private BlockWriter writer;
  private OutlineWriter outlines;
  private Optional<Lock> lock = Optional.empty();
  private Reporter reporter;

  /** For the compiler, which finds and makes it. */
  public AshlarProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    finder = new BlockFinder(environment);
    writer = new BlockWriter(environment);
    reporter = new Reporter(environment.getMessager());
    Findings findings = new Findings();
    Options options = Options.of(environment.getOptions(), findings);
    reporter.report(findings, Set.of());
    outlines = new OutlineWriter(environment, options.summary(), options.pictures());
    lock = options.lock().map(file -> new Lock(file, options.update()));
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Findings findings = new Findings();
    try {
      run(annotations, round, findings);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      fail(round, failure, findings);
    }
    report(round, findings); // 4. report
    return false;
  }

  private void report(RoundEnvironment round, Findings findings) {
    try {
      reporter.report(findings, round.getRootElements());
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      Findings last = new Findings();
      fail(round, failure, last);
      reporter.report(last, Set.of());
    }
  }

  // Where it is not known what a failure has to do with, it stands at the round's first block.
  private static void fail(RoundEnvironment round, Throwable failure, Findings findings) {
    Stream.concat(
            round.getElementsAnnotatedWith(Block.class).stream(), round.getRootElements().stream())
        .findFirst()
        .ifPresent(element -> findings.fail(Site.of(element), failure));
  }

  private void run(
      Set<? extends TypeElement> annotations, RoundEnvironment round, Findings findings) {
    BlockFinder.Found found = finder.find(annotations, round, findings); // 1. discover
    Map<BlockName, Tree> trees =
        Validator.validate(found.blocks(), found.all(), findings); // 2. validate
    compareWithLock(found, trees, round, findings);
    for (BlockModel block : found.blocks()) { // 3. write
      Optional<Tree> tree = Optional.ofNullable(trees.get(block.name()));
      findings.attempt(block.name(), block.site(), () -> {
        writer.write(block, tree, findings);
        outlines.write(block, tree, findings);
      });
    }
    found.unreadable().forEach((name, site) -> writer.writeEmpty(name, site, findings));
    if (found.onlyWaits()) {
      writer.askForAnotherRound(found.waiting(), findings);
    }
  }

  private void compareWithLock(
      BlockFinder.Found found,
      Map<BlockName, Tree> trees,
      RoundEnvironment round,
      Findings findings) {
    Predicate<String> isThere = name -> {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      return type != null && type.getAnnotation(Block.class) != null;
    };
    lock.ifPresent(each -> {
      each.check(found.blocks(), trees, found.all(), Validator::treeFor, isThere, findings);
      if (round.processingOver()) {
        each.finish(round.errorRaised() || findings.hasErrors(), isThere, findings);
      }
    });
  }
}
