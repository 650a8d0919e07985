/*
 * Records how a program changes the files below one folder: preloaded (LD_PRELOAD), it stands
 * between the program and the C library's calls, makes each by a system call of its own, and
 * appends it with its data to a trace, in the order in which the calls took effect.
 *
 *   MUCURA_TRACE_ROOT  the folder, as realpath gives it
 *   MUCURA_TRACE_FILE  the trace, outside of it; several processes may share it
 *
 * Nothing is remembered between calls: which file a descriptor is is asked of /proc each time, so
 * descriptors may be duplicated, inherited and handed on. Every change is made and noted under one
 * lock; a sync is not made under it, for others may go on meanwhile, and has a note in front and
 * one behind.
 *
 * What the C library itself writes, as it does for streams (FILE), passes by unseen; so whoever uses
 * a trace compares what comes of it with the folder.
 *
 * A note: length of what follows (4 bytes), kind (1), id (8, the same in front of a sync and
 * behind), number (8, an offset or a size), lengths of two paths (2 each), the paths, data. Numbers
 * are little-endian, paths relative to the folder. Kinds:
 *
 *   C file made           M folder made         N symbolic link made (second path: where it leads)
 *   W bytes written       T new size            R renamed        L linked
 *   U file removed        D folder removed      S sync begins    A sync of everything begins
 *   E sync has ended      X what this cannot record (data: its name)
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define TRACE_FD_MIN 700
#define EXPORTED __attribute__((visibility("default")))

static char root[PATH_MAX];
static size_t root_length;
static int trace = -1;
static uint64_t syncs;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void die(const char *what) {
  fprintf(stderr, "record.c: %s: %s\n", what, strerror(errno));
  abort();
}

__attribute__((constructor)) static void begin(void) {
  const char *folder = getenv("MUCURA_TRACE_ROOT");
  const char *file = getenv("MUCURA_TRACE_FILE");
  if (folder == NULL || file == NULL) {
    return;
  }
  int low = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (low < 0) {
    die(file);
  }
  /* out of the way of scripts that choose numbers of their own */
  trace = syscall(SYS_fcntl, low, F_DUPFD_CLOEXEC, TRACE_FD_MIN);
  if (trace < 0) {
    die("no descriptor");
  }
  syscall(SYS_close, low);
  strncpy(root, folder, sizeof root - 1);
  root_length = strlen(root);
}

/* --- which file */

/* The part of an absolute path below the folder, or NULL. */
static const char *below(const char *path) {
  if (trace < 0 || strncmp(path, root, root_length) != 0) {
    return NULL;
  }
  if (path[root_length] == 0) {
    return path + root_length;
  }
  return path[root_length] == '/' ? path + root_length + 1 : NULL;
}

/* The file of a descriptor; NULL if it is none below the folder, or has no name any more. */
static const char *of_fd(int fd, char *buffer) {
  if (trace < 0 || fd < 0 || fd == trace) {
    return NULL;
  }
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  int error = errno;
  ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, buffer, PATH_MAX - 1);
  errno = error;
  if (length < 0) {
    return NULL;
  }
  buffer[length] = 0;
  static const char gone[] = " (deleted)";
  size_t end = sizeof gone - 1;
  if ((size_t)length > end && strcmp(buffer + length - end, gone) == 0) {
    return NULL;
  }
  return below(buffer);
}

/* The file of a path, whose last name need not be there and is not followed. */
static const char *of_path(int dirfd, const char *path, char *buffer) {
  if (trace < 0 || path == NULL || strlen(path) >= PATH_MAX) {
    return NULL;
  }
  int error = errno;
  char whole[2 * PATH_MAX];
  if (path[0] == '/') {
    strcpy(whole, path);
  } else if (dirfd == AT_FDCWD) {
    snprintf(whole, sizeof whole, "./%s", path);
  } else {
    snprintf(whole, sizeof whole, "/proc/self/fd/%d/%s", dirfd, path);
  }
  size_t length = strlen(whole);
  while (length > 1 && whole[length - 1] == '/') {
    whole[--length] = 0;
  }
  char *name = strrchr(whole, '/');
  char last[PATH_MAX];
  strcpy(last, name + 1);
  name[name == whole ? 1 : 0] = 0;
  char parent[PATH_MAX];
  const char *found = NULL;
  if (realpath(whole, parent) != NULL) {
    snprintf(buffer, 2 * PATH_MAX, "%s/%s", strcmp(parent, "/") == 0 ? "" : parent, last);
    found = below(buffer);
  }
  errno = error;
  return found;
}

/* --- the trace */

static void lock_file(short type) {
  struct flock whole = {.l_type = type, .l_whence = SEEK_SET};
  while (syscall(SYS_fcntl, trace, F_SETLKW, &whole) < 0) {
    if (errno != EINTR) {
      die("cannot lock the trace");
    }
  }
}

static void lock(void) {
  int error = errno;
  pthread_mutex_lock(&mutex);
  lock_file(F_WRLCK);
  errno = error;
}

static void unlock(void) {
  int error = errno;
  lock_file(F_UNLCK);
  pthread_mutex_unlock(&mutex);
  errno = error;
}

struct note {
  char kind;
  uint64_t id, number;
  const char *path, *other;
  const void *data;
  size_t length;
};

/* To be called under the lock, behind the call that it tells of. */
static void put(struct note note) {
  int error = errno;
  uint16_t lengths[2] = {strlen(note.path), note.other == NULL ? 0 : strlen(note.other)};
  uint32_t total = 1 + 8 + 8 + 4 + lengths[0] + lengths[1] + note.length;
  char head[25];
  memcpy(head, &total, 4);
  head[4] = note.kind;
  memcpy(head + 5, &note.id, 8);
  memcpy(head + 13, &note.number, 8);
  memcpy(head + 21, lengths, 4);
  struct iovec parts[] = {
      {head, sizeof head},
      {(void *)note.path, lengths[0]},
      {(void *)note.other, lengths[1]},
      {(void *)note.data, note.length},
  };
  ssize_t written = syscall(SYS_writev, trace, parts, 4);
  if (written != (ssize_t)(total + 4)) {
    die("cannot write the trace");
  }
  errno = error;
}

static void put_unknown(const char *path, const char *what) {
  put((struct note){.kind = 'X', .path = path, .data = what, .length = strlen(what)});
}

/* Notes bytes that somebody else wrote. */
static void put_from_file(int fd, const char *path, off_t from, off_t to) {
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  int file = syscall(SYS_openat, AT_FDCWD, name, O_RDONLY | O_CLOEXEC);
  static char piece[1 << 16];
  while (file >= 0 && from < to) {
    size_t wanted = to - from < (off_t)sizeof piece ? (size_t)(to - from) : sizeof piece;
    ssize_t count = syscall(SYS_pread64, file, piece, wanted, from);
    if (count <= 0) {
      break;
    }
    put((struct note){.kind = 'W', .number = from, .path = path, .data = piece, .length = count});
    from += count;
  }
  if (file >= 0) {
    syscall(SYS_close, file);
  }
  if (from < to) {
    put_unknown(path, "bytes that cannot be read back");
  }
}

/* --- bytes */

/* The bytes of a vector, as many as were written, each noted where it went. */
static void put_vector(const char *path, const struct iovec *parts, int count, ssize_t written,
                       off_t at) {
  for (int i = 0; i < count && written > 0; i++) {
    size_t length = parts[i].iov_len < (size_t)written ? parts[i].iov_len : (size_t)written;
    if (length > 0) {
      put((struct note){
          .kind = 'W', .number = at, .path = path, .data = parts[i].iov_base, .length = length});
    }
    at += length;
    written -= length;
  }
}

/* at < 0: where the descriptor stands */
static ssize_t write_vector(int fd, const struct iovec *parts, int count, off_t at) {
  char buffer[PATH_MAX];
  int ours = of_fd(fd, buffer) != NULL;
  if (ours) {
    lock();
  }
  ssize_t written =
      at < 0 ? syscall(SYS_writev, fd, parts, count) : syscall(SYS_pwritev, fd, parts, count, at, 0);
  if (ours) {
    const char *path = of_fd(fd, buffer);
    if (path != NULL && written > 0) {
      int error = errno;
      off_t from = at < 0 ? lseek(fd, 0, SEEK_CUR) - written : at;
      errno = error;
      put_vector(path, parts, count, written, from);
    }
    unlock();
  }
  return written;
}

EXPORTED ssize_t write(int fd, const void *bytes, size_t length) {
  char buffer[PATH_MAX];
  if (of_fd(fd, buffer) == NULL) {
    return syscall(SYS_write, fd, bytes, length);
  }
  struct iovec whole = {(void *)bytes, length};
  return write_vector(fd, &whole, 1, -1);
}

EXPORTED ssize_t writev(int fd, const struct iovec *parts, int count) {
  return write_vector(fd, parts, count, -1);
}

EXPORTED ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  char buffer[PATH_MAX];
  if (of_fd(fd, buffer) == NULL) {
    return syscall(SYS_pwrite64, fd, bytes, length, at);
  }
  struct iovec whole = {(void *)bytes, length};
  return write_vector(fd, &whole, 1, at);
}

EXPORTED ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  return pwrite(fd, bytes, length, at);
}

EXPORTED ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  return write_vector(fd, parts, count, at);
}

EXPORTED ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  return write_vector(fd, parts, count, at);
}

EXPORTED ssize_t pwritev2(int fd, const struct iovec *parts, int count, off_t at, int flags) {
  (void)flags;
  return write_vector(fd, parts, count, at);
}

EXPORTED ssize_t pwritev64v2(int fd, const struct iovec *parts, int count, off64_t at, int flags) {
  return pwritev2(fd, parts, count, at, flags);
}

/* A copy that the kernel makes: the target's bytes are read back. */
static ssize_t copied(int fd, off64_t *at, ssize_t (*copy)(void *), void *call) {
  char buffer[PATH_MAX];
  if (of_fd(fd, buffer) == NULL) {
    return copy(call);
  }
  lock();
  ssize_t count = copy(call);
  const char *path = of_fd(fd, buffer);
  if (count > 0 && path != NULL) {
    off_t end = at == NULL ? lseek(fd, 0, SEEK_CUR) : *at;
    put_from_file(fd, path, end - count, end);
  }
  unlock();
  return count;
}

struct copy {
  int in, out;
  off64_t *in_at, *out_at;
  size_t length;
  unsigned flags;
};

static ssize_t copy_range(void *call) {
  struct copy *c = call;
  return syscall(SYS_copy_file_range, c->in, c->in_at, c->out, c->out_at, c->length, c->flags);
}

static ssize_t send_file(void *call) {
  struct copy *c = call;
  return syscall(SYS_sendfile, c->out, c->in, c->in_at, c->length);
}

static ssize_t splice_pipe(void *call) {
  struct copy *c = call;
  return syscall(SYS_splice, c->in, c->in_at, c->out, c->out_at, c->length, c->flags);
}

EXPORTED ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t length,
                                 unsigned flags) {
  struct copy call = {in, out, in_at, out_at, length, flags};
  return copied(out, out_at, copy_range, &call);
}

EXPORTED ssize_t sendfile(int out, int in, off_t *at, size_t length) {
  struct copy call = {in, out, at, NULL, length, 0};
  return copied(out, NULL, send_file, &call);
}

EXPORTED ssize_t sendfile64(int out, int in, off64_t *at, size_t length) {
  return sendfile(out, in, at, length);
}

EXPORTED ssize_t splice(int in, off64_t *in_at, int out, off64_t *out_at, size_t length,
                        unsigned flags) {
  struct copy call = {in, out, in_at, out_at, length, flags};
  return copied(out, out_at, splice_pipe, &call);
}

/* --- sizes */

static off_t size_of(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 ? status.st_size : -1;
}

EXPORTED int ftruncate(int fd, off_t size) {
  char buffer[PATH_MAX];
  if (of_fd(fd, buffer) == NULL) {
    return syscall(SYS_ftruncate, fd, size);
  }
  lock();
  int result = syscall(SYS_ftruncate, fd, size);
  const char *path = of_fd(fd, buffer);
  if (result == 0 && path != NULL) {
    put((struct note){.kind = 'T', .number = size, .path = path});
  }
  unlock();
  return result;
}

EXPORTED int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

EXPORTED int truncate(const char *path, off_t size) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) {
    return -1;
  }
  int result = ftruncate(fd, size);
  int error = errno;
  syscall(SYS_close, fd);
  errno = error;
  return result;
}

EXPORTED int truncate64(const char *path, off64_t size) { return truncate(path, size); }

EXPORTED int fallocate(int fd, int mode, off_t at, off_t length) {
  char buffer[PATH_MAX];
  if (of_fd(fd, buffer) == NULL) {
    return syscall(SYS_fallocate, fd, mode, at, length);
  }
  lock();
  off_t before = size_of(fd);
  int result = syscall(SYS_fallocate, fd, mode, at, length);
  const char *path = of_fd(fd, buffer);
  if (result == 0 && path != NULL) {
    off_t after = size_of(fd);
    if (after != before) {
      put((struct note){.kind = 'T', .number = after, .path = path});
    }
    if ((mode & ~FALLOC_FL_KEEP_SIZE) != 0 && at < before) {
      put_unknown(path, "fallocate that changes bytes");
    }
  }
  unlock();
  return result;
}

EXPORTED int fallocate64(int fd, int mode, off64_t at, off64_t length) {
  return fallocate(fd, mode, at, length);
}

EXPORTED int posix_fallocate(int fd, off_t at, off_t length) {
  return fallocate(fd, 0, at, length) == 0 ? 0 : errno;
}

EXPORTED int posix_fallocate64(int fd, off64_t at, off64_t length) {
  return posix_fallocate(fd, at, length);
}

/* --- syncs */

static int sync_fd(long call, int fd, char kind) {
  char buffer[PATH_MAX];
  if (of_fd(fd, buffer) == NULL) {
    return syscall(call, fd);
  }
  lock();
  const char *path = of_fd(fd, buffer);
  uint64_t id = (uint64_t)getpid() << 32 | ++syncs;
  if (path != NULL) {
    put((struct note){.kind = kind, .id = id, .path = path});
  }
  unlock();
  int result = syscall(call, fd);
  if (result == 0 && path != NULL) {
    lock();
    put((struct note){.kind = 'E', .id = id, .path = ""});
    unlock();
  }
  return result;
}

EXPORTED int fsync(int fd) { return sync_fd(SYS_fsync, fd, 'S'); }

EXPORTED int fdatasync(int fd) { return sync_fd(SYS_fdatasync, fd, 'S'); }

EXPORTED int syncfs(int fd) { return sync_fd(SYS_syncfs, fd, 'A'); }

/* --- names */

static int exists(int dirfd, const char *path) {
  struct stat status;
  int error = errno;
  int found = fstatat(dirfd, path, &status, AT_SYMLINK_NOFOLLOW) == 0;
  errno = error;
  return found;
}

/* Notes what an open has done. */
static void put_opened(int fd, int existed, int flags) {
  char buffer[PATH_MAX];
  const char *path = of_fd(fd, buffer);
  if (path == NULL) {
    return;
  }
  if (!existed) {
    put((struct note){.kind = 'C', .path = path});
  } else if (flags & O_TRUNC) {
    put((struct note){.kind = 'T', .path = path});
  }
  if (flags & (O_DSYNC | O_SYNC)) {
    put_unknown(path, "open that syncs each write");
  }
}

static int open_file(int dirfd, const char *path, int flags, mode_t mode) {
  char buffer[2 * PATH_MAX];
  int changes = flags & (O_CREAT | O_TRUNC | O_DSYNC);
  const char *ours = changes ? of_path(dirfd, path, buffer) : NULL;
  if (ours == NULL) {
    return syscall(SYS_openat, dirfd, path, flags, mode);
  }
  lock();
  int existed = exists(dirfd, path);
  int fd = syscall(SYS_openat, dirfd, path, flags, mode);
  if (fd >= 0) {
    if ((flags & O_TMPFILE) == O_TMPFILE) {
      put_unknown(ours, "a file without a name");
    }
    put_opened(fd, existed, flags);
  }
  unlock();
  return fd;
}

#define MODE_OF(flags, mode)                         \
  mode_t mode = 0;                                   \
  if ((flags) & (O_CREAT | __O_TMPFILE)) {           \
    va_list arguments;                               \
    va_start(arguments, flags);                      \
    mode = va_arg(arguments, mode_t);                \
    va_end(arguments);                               \
  }

EXPORTED int open(const char *path, int flags, ...) {
  MODE_OF(flags, mode)
  return open_file(AT_FDCWD, path, flags, mode);
}

EXPORTED int open64(const char *path, int flags, ...) {
  MODE_OF(flags, mode)
  return open_file(AT_FDCWD, path, flags, mode);
}

EXPORTED int openat(int dirfd, const char *path, int flags, ...) {
  MODE_OF(flags, mode)
  return open_file(dirfd, path, flags, mode);
}

EXPORTED int openat64(int dirfd, const char *path, int flags, ...) {
  MODE_OF(flags, mode)
  return open_file(dirfd, path, flags, mode);
}

/* what a compiler that checks makes of them */
EXPORTED int __open_2(const char *path, int flags) { return open_file(AT_FDCWD, path, flags, 0); }
EXPORTED int __open64_2(const char *path, int flags) { return open_file(AT_FDCWD, path, flags, 0); }
EXPORTED int __openat_2(int dirfd, const char *path, int flags) {
  return open_file(dirfd, path, flags, 0);
}
EXPORTED int __openat64_2(int dirfd, const char *path, int flags) {
  return open_file(dirfd, path, flags, 0);
}

EXPORTED int creat(const char *path, mode_t mode) {
  return open_file(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

EXPORTED int creat64(const char *path, mode_t mode) { return creat(path, mode); }

EXPORTED int mkdirat(int dirfd, const char *path, mode_t mode) {
  char buffer[2 * PATH_MAX];
  const char *ours = of_path(dirfd, path, buffer);
  if (ours == NULL) {
    return syscall(SYS_mkdirat, dirfd, path, mode);
  }
  lock();
  int result = syscall(SYS_mkdirat, dirfd, path, mode);
  if (result == 0) {
    put((struct note){.kind = 'M', .path = ours});
  }
  unlock();
  return result;
}

EXPORTED int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

EXPORTED int unlinkat(int dirfd, const char *path, int flags) {
  char buffer[2 * PATH_MAX];
  const char *ours = of_path(dirfd, path, buffer);
  if (ours == NULL) {
    return syscall(SYS_unlinkat, dirfd, path, flags);
  }
  lock();
  int result = syscall(SYS_unlinkat, dirfd, path, flags);
  if (result == 0) {
    put((struct note){.kind = flags & AT_REMOVEDIR ? 'D' : 'U', .path = ours});
  }
  unlock();
  return result;
}

EXPORTED int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

EXPORTED int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

EXPORTED int remove(const char *path) {
  int result = unlink(path);
  return result != 0 && errno == EISDIR ? rmdir(path) : result;
}

EXPORTED int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags) {
  char from_buffer[2 * PATH_MAX], to_buffer[2 * PATH_MAX];
  const char *ours = of_path(from_fd, from, from_buffer);
  const char *target = of_path(to_fd, to, to_buffer);
  if (ours == NULL && target == NULL) {
    return syscall(SYS_renameat2, from_fd, from, to_fd, to, flags);
  }
  lock();
  int result = syscall(SYS_renameat2, from_fd, from, to_fd, to, flags);
  if (result == 0) {
    if (ours == NULL || target == NULL || (flags & ~RENAME_NOREPLACE) != 0) {
      put_unknown(ours == NULL ? target : ours, "rename across the border, or an exchange");
    } else {
      put((struct note){.kind = 'R', .path = ours, .other = target});
    }
  }
  unlock();
  return result;
}

EXPORTED int renameat(int from_fd, const char *from, int to_fd, const char *to) {
  return renameat2(from_fd, from, to_fd, to, 0);
}

EXPORTED int rename(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

EXPORTED int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags) {
  char from_buffer[2 * PATH_MAX], to_buffer[2 * PATH_MAX];
  const char *target = of_path(to_fd, to, to_buffer);
  if (target == NULL) {
    return syscall(SYS_linkat, from_fd, from, to_fd, to, flags);
  }
  lock();
  const char *ours = of_path(from_fd, from, from_buffer);
  int result = syscall(SYS_linkat, from_fd, from, to_fd, to, flags);
  if (result == 0) {
    if (ours == NULL || flags != 0) {
      put_unknown(target, "a link to somewhere else");
    } else {
      put((struct note){.kind = 'L', .path = ours, .other = target});
    }
  }
  unlock();
  return result;
}

EXPORTED int link(const char *from, const char *to) {
  return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

EXPORTED int symlinkat(const char *leads_to, int dirfd, const char *path) {
  char buffer[2 * PATH_MAX];
  const char *ours = of_path(dirfd, path, buffer);
  if (ours == NULL) {
    return syscall(SYS_symlinkat, leads_to, dirfd, path);
  }
  lock();
  int result = syscall(SYS_symlinkat, leads_to, dirfd, path);
  if (result == 0) {
    put((struct note){.kind = 'N', .path = ours, .other = leads_to});
  }
  unlock();
  return result;
}

EXPORTED int symlink(const char *leads_to, const char *path) {
  return symlinkat(leads_to, AT_FDCWD, path);
}

/* --- what goes by other ways */

/* A clone of a file's blocks is refused, so that programs copy the bytes. */
EXPORTED int ioctl(int fd, unsigned long request, ...) {
  va_list arguments;
  va_start(arguments, request);
  void *argument = va_arg(arguments, void *);
  va_end(arguments);
  char buffer[PATH_MAX];
  if ((request == FICLONE || request == FICLONERANGE) && of_fd(fd, buffer) != NULL) {
    errno = EOPNOTSUPP;
    return -1;
  }
  return syscall(SYS_ioctl, fd, request, argument);
}

EXPORTED void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t at) {
  char buffer[PATH_MAX];
  int shared = (flags & MAP_TYPE) != MAP_PRIVATE && (protection & PROT_WRITE) != 0;
  const char *path = shared && fd >= 0 ? of_fd(fd, buffer) : NULL;
  if (path != NULL) {
    lock();
    put_unknown(path, "a mapping that is written");
    unlock();
  }
  return (void *)syscall(SYS_mmap, address, length, protection, flags, fd, at);
}

EXPORTED void *mmap64(void *address, size_t length, int protection, int flags, int fd,
                      off64_t at) {
  return mmap(address, length, protection, flags, fd, at);
}
