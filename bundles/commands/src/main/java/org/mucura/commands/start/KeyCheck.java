package org.mucura.commands.start;

import org.mucura.core.S3Exception;
import org.mucura.core.key.MasterKeyException;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.store.LayoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a start without the master key that the metadata store needs, which the first start
 * makes; and on a metadata store of another layout.
 */
@Component(service = KeyCheck.class, immediate = true)
public final class KeyCheck {

  private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);

  @Activate
  public KeyCheck(@Reference StartCheck check, @Reference MasterKeys keys) {
    try {
      LOG.info("the master key is {}", keys.current().id());
    } catch (MasterKeyException e) {
      throw new IllegalStateException(e.reason(), e);
    } catch (LayoutException e) {
      throw new IllegalStateException(e.reason(), e);
    } catch (S3Exception e) {
      LOG.warn("the master key is looked for later", e);
    }
  }
}
