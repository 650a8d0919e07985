/** How fast Mucura is, beside a reference in the same run. */
@NullMarked
package org.mucura.benchmarks;

import org.jspecify.annotations.NullMarked;
