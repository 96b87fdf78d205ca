// A disk that fails: reading, writing or keeping a file whose name ends as KRAFTA_BROKEN says answers EIO. Preloaded before libc.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int broken(int fd, const char *what) {
    const char *wanted = getenv("KRAFTA_BROKEN"), *how = getenv("KRAFTA_BROKEN_BY");
    char link[64], name[4096];
    int saved = errno;
    if (!wanted || !how || !strstr(how, what)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, name, sizeof name - 1);
    errno = saved;
    if (length <= 0) return 0;
    name[length] = 0;
    size_t end = strlen(wanted);
    return (size_t)length >= end && strcmp(name + length - end, wanted) == 0;
}

#define FAILS(result, name, params, args, fd, what)                                   \
    result name params {                                                              \
        static result(*real) params;                                                  \
        if (!real) real = (result(*) params)dlsym(RTLD_NEXT, #name);                  \
        if (broken(fd, what)) { errno = EIO; return -1; }                             \
        return real args;                                                             \
    }

FAILS(ssize_t, write, (int fd, const void *from, size_t n), (fd, from, n), fd, "write")
FAILS(ssize_t, pwrite64, (int fd, const void *from, size_t n, off64_t at), (fd, from, n, at), fd, "write")
FAILS(ssize_t, read, (int fd, void *into, size_t n), (fd, into, n), fd, "read")
FAILS(ssize_t, pread64, (int fd, void *into, size_t n, off64_t at), (fd, into, n, at), fd, "read")
FAILS(int, fsync, (int fd), (fd), fd, "sync")
FAILS(int, fdatasync, (int fd), (fd), fd, "sync")
