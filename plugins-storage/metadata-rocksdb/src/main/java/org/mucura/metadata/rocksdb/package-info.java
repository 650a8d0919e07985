/**
 * A metadata store on RocksDB, in a folder of this machine.
 *
 * <p>The folder has a file {@code VERSION} that tells its layout and a database {@code db}. In the
 * database an entry is at its key; its value is a stamp of 12 bytes, of which the revision is made,
 * and the value that was put. The empty key, which no entry has, holds the id of the store and the
 * number of times that it was opened; see {@link org.mucura.metadata.rocksdb.Revisions}.
 */
@NullMarked
package org.mucura.metadata.rocksdb;

import org.jspecify.annotations.NullMarked;
