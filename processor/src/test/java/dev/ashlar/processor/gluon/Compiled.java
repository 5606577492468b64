package dev.ashlar.processor.gluon;

import java.util.List;
import java.util.Map;

/**
 * What the compiler made of a case.
 *
 * @param errors its errors
 * @param warnings its warnings
 * @param written the sources that the processor wrote, by full class name
 * @param classes the classes; none of them loads if there are errors
 */
record Compiled(
    List<String> errors, List<String> warnings, Map<String, String> written, ClassLoader classes) {}
