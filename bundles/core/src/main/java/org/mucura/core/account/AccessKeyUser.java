package org.mucura.core.account;

import java.util.Optional;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordType;
import org.mucura.core.key.KeyUser;
import org.mucura.core.key.MasterKey;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.key.SecretSealer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The records of access keys, each with a secret. */
@Component(service = KeyUser.class, property = "record=access-key")
public final class AccessKeyUser implements KeyUser {

  private final SecretSealer sealer;

  @Activate
  public AccessKeyUser(@Reference MasterKeys keys) {
    this.sealer = new SecretSealer(keys);
  }

  @Override
  public RecordType type() {
    return RecordType.ACCESS_KEY;
  }

  @Override
  public Optional<Fields> rewrapped(Fields record, MasterKey current) {
    AccessKeyRecord key = AccessKeyRecord.CODEC.read(record);
    return sealer
        .resealed(key.key().id(), key.secret(), current)
        .map(secret -> AccessKeyRecord.CODEC.write(key.with(secret)));
  }
}
