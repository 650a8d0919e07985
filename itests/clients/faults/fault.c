/*
 * A disk that fails: preloaded into a process, this lets calls that change what is below some
 * folders fail as a control file says. Whoever maps that file sets what is to fail and sees how
 * often it did; see faults.py.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { WRITE = 1, SYNC = 2, CREATE = 4, NAME = 8, LENGTH = 16, REMOVE = 32 };

struct control {
  _Atomic int armed;     /* 0: every call is passed on */
  _Atomic int error;     /* the errno that calls fail with */
  _Atomic int kinds;     /* which calls */
  _Atomic int after;     /* how many of them succeed first */
  _Atomic int count;     /* how many fail then */
  _Atomic int seen;      /* how many there were */
  _Atomic int failed;    /* how many failed */
  char folders[4068];    /* absolute, each with a NUL behind it; an empty one is the last */
};

static struct control *control;

__attribute__((constructor)) static void map_control(void) {
  const char *path = getenv("MUCURA_FAULTS");
  if (path == NULL) {
    return;
  }
  int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  int file = real_open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) {
    fprintf(stderr, "fault.c: %s cannot be opened\n", path);
    abort();
  }
  void *page = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (page == MAP_FAILED) {
    abort();
  }
  control = page;
  close(file);
}

static int armed(enum kind kind) {
  return control != NULL && control->armed && (control->kinds & kind);
}

static int is_below(const char *path) {
  for (const char *folder = control->folders; *folder; folder += strlen(folder) + 1) {
    size_t length = strlen(folder);
    if (strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0)) {
      return 1;
    }
  }
  return 0;
}

/* What is there needs no room, and is found before anything is refused. */
static int is_there(const char *path) {
  struct stat found;
  int before = errno;
  int there = control != NULL && control->armed && lstat(path, &found) == 0;
  errno = before;
  return there;
}

/* Counts a call that would change something; whether it is to fail. */
static int strikes(void) {
  int turn = control->seen++;
  if (turn < control->after || turn - control->after >= control->count) {
    return 0;
  }
  control->failed++;
  errno = control->error;
  return 1;
}

static int path_fails(enum kind kind, const char *path) {
  return armed(kind) && is_below(path) && strikes();
}

static int file_fails(enum kind kind, int file) {
  if (!armed(kind)) {
    return 0;
  }
  char link[40], path[4096];
  int before = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = before;
  if (length <= 0) {
    return 0;
  }
  path[length] = 0;
  return is_below(path) && strikes();
}

#define REAL(name) ((__typeof__(&name))real(&real_##name, #name))
#define KEEP(name) static _Atomic(void *) real_##name

static void *real(_Atomic(void *) *kept, const char *name) {
  void *found = *kept;
  if (found == NULL) {
    found = dlsym(RTLD_NEXT, name);
    *kept = found;
  }
  return found;
}

#define OPEN(name)                                                                     \
  KEEP(name);                                                                          \
  int name(const char *path, int flags, ...) {                                         \
    mode_t mode = 0;                                                                   \
    if (flags & (O_CREAT | __O_TMPFILE)) {                                             \
      va_list rest;                                                                    \
      va_start(rest, flags);                                                           \
      mode = va_arg(rest, mode_t);                                                     \
      va_end(rest);                                                                    \
    }                                                                                  \
    int makes = (flags & O_CREAT) && !is_there(path);                                  \
    int writes = (flags & O_ACCMODE) != O_RDONLY && control != NULL                    \
        && control->error == EROFS;                                                    \
    if ((makes || writes) && path_fails(CREATE, path)) {                               \
      return -1;                                                                       \
    }                                                                                  \
    return REAL(name)(path, flags, mode);                                              \
  }

OPEN(open)
OPEN(open64)

#define FOPEN(name)                                                                    \
  KEEP(name);                                                                          \
  FILE *name(const char *path, const char *mode) {                                     \
    if (mode[0] != 'r' && !is_there(path) && path_fails(CREATE, path)) {                                \
      return NULL;                                                                     \
    }                                                                                  \
    return REAL(name)(path, mode);                                                     \
  }

FOPEN(fopen)
FOPEN(fopen64)

#define ON_FILE(kind, type, name, parameters, arguments)                               \
  KEEP(name);                                                                          \
  type name parameters { return file_fails(kind, file) ? -1 : REAL(name) arguments; }

ON_FILE(WRITE, ssize_t, write, (int file, const void *data, size_t n), (file, data, n))
ON_FILE(WRITE, ssize_t, pwrite, (int file, const void *data, size_t n, off_t at), (file, data, n, at))
ON_FILE(WRITE, ssize_t, pwrite64, (int file, const void *data, size_t n, off64_t at),
        (file, data, n, at))
ON_FILE(WRITE, ssize_t, writev, (int file, const struct iovec *data, int n), (file, data, n))
ON_FILE(SYNC, int, fsync, (int file), (file))
ON_FILE(SYNC, int, fdatasync, (int file), (file))
ON_FILE(SYNC, int, sync_file_range, (int file, off64_t at, off64_t n, unsigned flags),
        (file, at, n, flags))
ON_FILE(LENGTH, int, ftruncate, (int file, off_t length), (file, length))
ON_FILE(LENGTH, int, ftruncate64, (int file, off64_t length), (file, length))
ON_FILE(LENGTH, int, fallocate, (int file, int mode, off_t at, off_t n), (file, mode, at, n))
ON_FILE(LENGTH, int, fallocate64, (int file, int mode, off64_t at, off64_t n), (file, mode, at, n))

/* The one that gives its error back. */
KEEP(posix_fallocate);
int posix_fallocate(int file, off_t at, off_t n) {
  return file_fails(LENGTH, file) ? errno : REAL(posix_fallocate)(file, at, n);
}

KEEP(mkdir);
int mkdir(const char *path, mode_t mode) {
  return !is_there(path) && path_fails(CREATE, path) ? -1 : REAL(mkdir)(path, mode);
}

#define ON_PATH(kind, name, parameters, path, arguments)                               \
  KEEP(name);                                                                          \
  int name parameters { return path_fails(kind, path) ? -1 : REAL(name) arguments; }

ON_PATH(NAME, rename, (const char *from, const char *to), to, (from, to))
ON_PATH(NAME, link, (const char *from, const char *to), to, (from, to))
ON_PATH(REMOVE, unlink, (const char *path), path, (path))
ON_PATH(REMOVE, rmdir, (const char *path), path, (path))
