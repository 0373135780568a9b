/* Tells a program that it may open as many files as Elasticsearch asks for, where a machine for tests allows fewer. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/resource.h>

static int told(const char *name, int resource, struct rlimit *limit) {
  int (*real)(int, struct rlimit *) = (int (*)(int, struct rlimit *))dlsym(RTLD_NEXT, name);
  int result = real(resource, limit);
  if (result == 0 && resource == RLIMIT_NOFILE && limit->rlim_cur < 65535) limit->rlim_cur = limit->rlim_max = 65535;
  return result;
}

int getrlimit(__rlimit_resource_t resource, struct rlimit *limit) { return told("getrlimit", resource, limit); }

int getrlimit64(__rlimit_resource_t resource, struct rlimit64 *limit) {
  return told("getrlimit64", resource, (struct rlimit *)limit);
}
