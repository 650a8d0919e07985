/** What is counted and measured, in the form of Prometheus. */
@NullMarked
package org.mucura.monitoring.metrics;

import org.jspecify.annotations.NullMarked;
