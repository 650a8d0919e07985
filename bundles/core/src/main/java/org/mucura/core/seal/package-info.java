/**
 * Contents as they stand in the stores: sealed in pieces, each of which can be opened on its own.
 */
@NullMarked
package org.mucura.core.seal;

import org.jspecify.annotations.NullMarked;
