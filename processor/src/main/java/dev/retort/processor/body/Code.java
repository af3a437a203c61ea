package dev.retort.processor.body;

import com.sun.source.tree.CompilationUnitTree;
import javax.lang.model.element.TypeElement;

/**
 * Where code stands.
 *
 * @param unit its file
 * @param type its class
 * @param self what {@code this} is; {@code Constant.NULL} in static code
 */
record Code(CompilationUnitTree unit, TypeElement type, Object self) {}
