package org.mucura.core.upload;

import java.time.Instant;
import java.util.Optional;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;

/**
 * An upload under way.
 *
 * @param id 32 hexadecimal digits; of two uploads of a key the one begun later has the greater one
 * @param account the id of the account that began it and whose object it becomes
 * @param initiated in whole milliseconds
 * @param algorithm the checksum that its creator asked for
 * @param type of that checksum; present if and only if {@code algorithm} is
 */
public record Upload(
    String id,
    String key,
    String account,
    Instant initiated,
    String storageClass,
    Optional<ChecksumAlgorithm> algorithm,
    Optional<ChecksumType> type) {}
