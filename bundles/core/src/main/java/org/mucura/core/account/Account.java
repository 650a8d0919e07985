package org.mucura.core.account;

import java.time.Instant;

/**
 * Whoever owns buckets and access keys.
 *
 * @param id 12 decimal digits
 * @param canonicalId 64 hexadecimal digits: the account as S3 shows an owner
 * @param name unique among accounts, see {@link Accounts#create}
 * @param created in whole milliseconds
 */
public record Account(String id, String canonicalId, String name, State state, Instant created) {}
